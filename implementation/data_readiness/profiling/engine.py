"""A table run through once, in blocks: its columns counted, its rules asked, some rows with faults remembered by their line."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np

from implementation.data_readiness.profiling import rules as rule_kinds
from implementation.data_readiness.profiling import whole
from implementation.data_readiness.profiling.column import Column, Memory, mark
from implementation.data_readiness.profiling.rules import NOT_ASKED, Rule, Setting, cell_check, row_check
from implementation.data_readiness.profiling.validity import check_for
from implementation.data_readiness.profiling.whole import Marks, Mask

Rows = Iterable[tuple[int, list[str]]]
BLOCK = 2_000
#: Rows with faults that are remembered: in all, and for one fault of one column.
MOST_SAMPLES, MOST_OF_A_KIND = 2_000, 300


@dataclass(frozen=True)
class Heading:
    name: str
    kind: str
    personal: bool = True
    birth: bool = False


@dataclass
class Result:
    """How one rule fared: cells or rows that it was asked of, and how many kept it. ``missing`` says why it was not asked."""

    rule: Rule
    checked: int = 0
    passed: int = 0
    missing: str = ""


@dataclass
class Other:
    """Marks of columns of another table, by their heading."""

    columns: Mapping[str, Marks] = field(default_factory=dict)


@dataclass
class Found:
    rows: int
    sound: int
    columns: list[dict[str, Any]]
    results: list[Result]
    #: [line, [[column, reason] …]] of rows with faults, by line.
    samples: list[list[Any]]


class Samples:
    """Lines of rows with faults, with their reasons; bounded."""

    def __init__(self) -> None:
        self.lines: dict[int, list[list[str]]] = {}
        self.kept: dict[tuple[str, str], int] = defaultdict(int)

    def add(self, line: int, column: str, reason: str) -> None:
        known = self.lines.get(line)
        if self.kept[column, reason] >= MOST_OF_A_KIND or (known is None and len(self.lines) >= MOST_SAMPLES):
            return
        if known is None:
            known = self.lines[line] = []
        if [column, reason] not in known:
            known.append([column, reason])
            self.kept[column, reason] += 1

    def sorted(self) -> list[list[Any]]:
        return [[line, sorted(self.lines[line])] for line in sorted(self.lines)]


def profile(
    rows: Rows,
    headings: Sequence[Heading],
    rules: Sequence[Rule] = (),
    *,
    setting: Setting,
    others: Mapping[int, Other] | None = None,
    told: Callable[[int], None] | None = None,
) -> Found:
    """The figures of a table. ``others`` are tables that a rule (by its key) refers to; ``told`` hears of the rows read."""
    run = _Run(headings, rules, setting, others or {})
    source = iter(rows)
    while block := list(islice(source, BLOCK)):
        run.add(block)
        if told:
            told(len(run.lines))
    return run.found()


class _Run:
    def __init__(
        self, headings: Sequence[Heading], rules: Sequence[Rule], setting: Setting, others: Mapping[int, Other]
    ):
        self.setting, self.others = setting, others
        self.columns = [self._column(heading) for heading in headings]
        self.places = {heading.name: place for place, heading in reversed(list(enumerate(headings)))}
        self.results = [Result(rule) for rule in rules]
        self.lines = array("L")
        self.bad: list[Mask] = []
        self.samples = Samples()
        self.as_column = [item for item in self.results if self._there(item) and self._is_columns_own(item.rule)]
        self.by_cell = [(item, Memory(check)) for item in self.results if (check := self._cell(item))]
        self.by_row = [(item, asked) for item in self.results if (asked := self._row(item))]

    def _column(self, heading: Heading) -> Column:
        order, told = self.setting.order(heading.name), self.setting
        check = check_for(heading.kind, region=told.region, order=order, today=told.today, birth=heading.birth)
        return Column(heading.name, heading.kind, check, personal=heading.personal, order=order)

    def _there(self, item: Result) -> bool:
        names = [item.rule.column, *([item.rule.second] if item.rule.kind in rule_kinds.WITH_SECOND else [])]
        if any(name not in self.places for name in names):
            item.missing = "column"
        elif item.rule.kind in rule_kinds.WITH_OTHER_FILE and item.rule.key not in self.others:
            item.missing = "file"
        return not item.missing

    def _is_columns_own(self, rule: Rule) -> bool:
        """Whether the rule asks for the type that the column is checked for anyway."""
        return rule.kind == rule_kinds.KIND and rule.params["kind"] == self.columns[self.places[rule.column]].kind

    def _cell(self, item: Result) -> Callable[[str], str] | None:
        return None if item.missing or item in self.as_column else cell_check(item.rule, self.setting)

    def _row(self, item: Result) -> Callable[[str, str], str] | None:
        return row_check(item.rule, self.setting) if not item.missing else None

    def add(self, block: list[tuple[int, list[str]]]) -> None:
        lines = [line for line, _cells in block]
        cells = [list(column) for column in zip(*(row for _line, row in block), strict=True)]
        self.lines.extend(lines)
        bad: Mask = np.zeros(len(lines), dtype=np.bool_)
        told: dict[str, list[str]] = {}
        for column, values in zip(self.columns, cells, strict=True):
            told[column.name] = column.add(values)
            self._note(lines, bad, column.name, told[column.name])
        for item in self.as_column:
            filled = len(lines) - cells[self.places[item.rule.column]].count("")
            item.checked += filled
            item.passed += told[item.rule.column].count("") - (len(lines) - filled)
        for item, memory in self.by_cell:
            answers = [memory[value] if value else NOT_ASKED for value in cells[self.places[item.rule.column]]]
            self._count(item, lines, bad, answers)
        for item, check in self.by_row:
            pairs = zip(cells[self.places[item.rule.column]], cells[self.places[item.rule.second]], strict=True)
            self._count(item, lines, bad, [check(first, second) for first, second in pairs])
        self.bad.append(bad)

    def _count(self, item: Result, lines: list[int], bad: Mask, answers: list[str]) -> None:
        item.checked += len(answers) - answers.count(NOT_ASKED)
        item.passed += answers.count("")
        self._note(lines, bad, item.rule.second or item.rule.column, answers)

    def _note(self, lines: list[int], bad: Mask, column: str, reasons: list[str]) -> None:
        if not any(reasons):
            return
        for place, reason in enumerate(reasons):
            if reason and reason != NOT_ASKED:
                bad[place] = True
                self.samples.add(lines[place], column, reason)

    def found(self) -> Found:
        bad: Mask = np.concatenate(self.bad) if self.bad else np.zeros(0, dtype=np.bool_)
        for item in self.results:
            if not item.missing:
                self._whole(item, bad)
        return Found(
            rows=len(self.lines),
            sound=int(len(bad) - np.count_nonzero(bad)),
            columns=[column.figures() for column in self.columns],
            results=self.results,
            samples=self.samples.sorted(),
        )

    def _marks(self, name: str) -> Marks:
        found = self.columns[self.places[name]].marks
        return np.frombuffer(found, dtype=np.int64) if found else np.zeros(0, dtype=np.int64)

    def _whole(self, item: Result, bad: Mask) -> None:
        rule, kind = item.rule, item.rule.kind
        if kind in (rule_kinds.COMPLETE, rule_kinds.UNIQUE, rule_kinds.SAME, *rule_kinds.WITH_OTHER_FILE):
            asked, broken, reason = self._asked(rule, self._marks(rule.column))
            item.checked, item.passed = int(asked), int(asked) - int(np.count_nonzero(broken))
            bad |= broken
            column = rule.second or rule.column
            for place in islice(np.flatnonzero(broken), MOST_OF_A_KIND):
                self.samples.add(self.lines[place], column, reason)

    def _asked(self, rule: Rule, marks: Marks) -> tuple[int, Mask, str]:
        """(rows that the rule is asked of, rows that break it, why)"""
        filled = np.count_nonzero(marks)
        if rule.kind == rule_kinds.COMPLETE:
            return len(marks), marks == 0, rule_kinds.EMPTY
        if rule.kind == rule_kinds.UNIQUE:
            if rule.second in self.places:
                second = self._marks(rule.second)
                marks = np.where((marks != 0) & (second != 0), whole.together(marks, second), 0)
                filled = np.count_nonzero(marks)
            return int(filled), whole.repeated(marks), rule_kinds.TWICE
        if rule.kind == rule_kinds.SAME:
            second = self._marks(rule.second)
            asked = np.count_nonzero((marks != 0) & (second != 0))
            return int(asked), whole.contradicting(marks, second), rule_kinds.CONTRADICTS
        other = self.others[rule.key].columns
        if rule.kind == rule_kinds.REFERENCE:
            return int(filled), whole.orphans(marks, other[rule.params["other_column"]]), rule_kinds.ORPHAN
        shared, broken = whole.disagreeing(
            marks, self._marks(rule.second), other[rule.params["other_column"]], other[rule.params["other_second"]]
        )
        return int(np.count_nonzero(shared)), broken, rule_kinds.DISAGREES


def marks_of(rows: Rows, places: Mapping[str, int]) -> Other:
    """The marks of some columns of another table."""
    found = {name: array("q") for name in places}
    for _line, cells in rows:
        for name, place in places.items():
            found[name].append(mark(cells[place]))
    return Other({name: np.array(marks, dtype=np.int64) for name, marks in found.items()})

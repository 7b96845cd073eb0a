"""How an upload is read: which sheets, which line of headings, what each column is, what each found value means.

A plan is plain JSON kept with the upload::

    {"sheets": [{"position": 0, "use": true, "header": 3, "found": 3, "fields": ["key", "title", ""], "source": "…"}],
     "values": {"likelihood": {"Likely": 4}}, "rules": {"likelihood": {"rule": "words", "top": null}},
     "orders": {"due": "dmy"}}

What is suggested comes from the words; what the organisation chose for such a file last time goes before it.
"""

from collections import Counter
from typing import Any

from implementation.programme.models import Programme
from risks.imports import dates, meanings, scales
from risks.imports.fields import DATES, RATED, kind_of, own_in
from risks.imports.headings import fields_of
from risks.imports.tables import Table, mark_of
from risks.imports.value_words import MARKS
from risks.imports.words import normal
from risks.models import ImportHabit

#: A column with more different values than this is no scale; what goes beyond is not offered.
MOST_VALUES = 200

Plan = dict[str, Any]


def suggest(programme: Programme, tables: list[Table]) -> Plan:
    """A whole plan. Hidden sheets, and those in which nothing reads like a register, are left out at first."""
    plan: Plan = {
        "sheets": [suggest_sheet(programme, table) for table in tables],
        "values": {},
        "rules": {},
        "orders": {},
    }
    if not any(sheet["use"] for sheet in plan["sheets"]):
        plan["sheets"][0]["use"] = True
    return with_values(programme, tables, plan)


def suggest_sheet(programme: Programme, table: Table, *, header: int | None = None, use: bool | None = None) -> Plan:
    found = table.found_header()
    habit = _habit(programme, mark_of(table.headings(found)))
    if header is None:
        header = found + (habit.get("shift", 0) if habit else 0)
    headings = table.headings(header)
    guesses = fields_of(headings, table.profiles(header), own_in(headings))
    fields = [guess.field for guess in guesses]
    remembered = bool(habit and len(habit.get("fields", [])) == len(fields) and header == found + habit.get("shift", 0))
    if remembered:
        fields = habit["fields"]
    looks = "title" in fields and len([field for field in fields if field]) > 1
    return {
        "position": table.position,
        "use": looks and not table.hidden if use is None else use,
        "header": header,
        "found": found,
        "fields": fields,
        "sure": [round(min(guess.score, 1.0), 2) for guess in guesses],
        "source": mark_of(table.headings(found)),
        "remembered": remembered,
    }


def _habit(programme: Programme, source: str) -> dict[str, Any]:
    found = ImportHabit.objects.filter(organisation=programme.organisation_id, source=source).first()
    return found.plan if found else {}


def used(plan: Plan, tables: list[Table]) -> list[tuple[Plan, Table]]:
    by_position = {table.position: table for table in tables}
    return [(sheet, by_position[sheet["position"]]) for sheet in plan["sheets"] if sheet["use"]]


def mark_word(heading: str) -> str:
    """What a mark in a column stands for: the part of its heading behind the group, else without the name of the rating."""
    group, _slash, part = heading.rpartition(" / ")
    if group:
        return part
    words = [word for word in heading.split() if not any(word.casefold() in phrases for phrases in _RATING_WORDS)]
    return " ".join(words).strip(" :-=") or heading


_RATING_WORDS = [
    ("likelihood", "probability", "impact", "severity", "可能性", "影响", "вероятность", "влияние", "impacto")
]


def mark_columns(sheet: Plan, table: Table) -> dict[int, str]:
    """Rating columns that hold only marks -> what a mark there stands for."""
    headings, rows, found = table.headings(sheet["header"]), table.below(sheet["header"]), {}
    fields = Counter(field for field in sheet["fields"] if kind_of(field) in RATED)
    for column, field in enumerate(sheet["fields"]):
        if fields.get(field, 0) > 1:
            cells = [cells[column] for _line, cells in rows if cells[column]]
            if all(cell.casefold() in MARKS or cell == headings[column] for cell in cells):
                found[column] = mark_word(headings[column])
    return found


def found_values(plan: Plan, tables: list[Table]) -> dict[str, Counter]:
    """Kind -> every value found in columns of that kind, with its count."""
    found: dict[str, Counter] = {}
    for sheet, table in used(plan, tables):
        headings = table.headings(sheet["header"])
        rows = table.below(sheet["header"])
        marks = mark_columns(sheet, table)
        for column, field in enumerate(sheet["fields"]):
            kind = kind_of(field)
            if not kind:
                continue
            texts = (cells[column] for _line, cells in rows)
            counts = Counter(text for text in texts if text and text != headings[column])
            if column in marks:
                counts = Counter({marks[column]: sum(counts.values())})
            found.setdefault(kind, Counter()).update(counts)
    return {kind: Counter(dict(counts.most_common(MOST_VALUES))) for kind, counts in found.items()}


def with_values(programme: Programme, tables: list[Table], plan: Plan, *, keep: Plan | None = None) -> Plan:
    """The plan with a meaning for every found value, and an order for every column of dates.

    ``keep`` are meanings that a person chose already; they stay.
    """
    chosen = keep or {}
    found = found_values(plan, tables)
    habits = [_habit(programme, sheet["source"]) for sheet in plan["sheets"] if sheet["use"]]
    top = _common_top(plan, tables, found)
    plan["values"], plan["rules"], plan["orders"] = {}, {}, {}
    for kind, counts in found.items():
        values, rule = meanings.suggest(kind, list(counts), top.get(kind), programme)
        for habit in habits:
            known = habit.get("values", {}).get(kind, {})
            values |= {value: known[value] for value in values if value in known and kind != "owner"}
        values |= {value: found for value, found in chosen.get(kind, {}).items() if value in values}
        plan["values"][kind], plan["rules"][kind] = values, rule
    for sheet, table in used(plan, tables):
        for column, field in enumerate(sheet["fields"]):
            if field in DATES:
                cells = [cells[column] for _line, cells in table.below(sheet["header"])]
                plan["orders"][field] = str(dates.order_of(cells))
                plan["rules"][field] = {"asked": any(dates.is_ambiguous(cell) for cell in cells)}
    for habit in habits:
        plan["orders"] |= {field: order for field, order in habit.get("orders", {}).items() if field in plan["orders"]}
    return plan


def _common_top(plan: Plan, tables: list[Table], found: dict[str, Counter]) -> dict[str, int | None]:
    """Likelihood and impact of one file share a scale, unless a heading names another."""
    named: dict[str, int] = {}
    for sheet, table in used(plan, tables):
        for heading, field in zip(table.headings(sheet["header"]), sheet["fields"], strict=True):
            kind = kind_of(field)
            if kind in RATED and (top := scales.top_named(heading)):
                named[kind] = max(top, named.get(kind, 0))
    plain = [value for kind in ("likelihood", "impact") for value in found.get(kind, {}) if kind not in named]
    roman = bool(plain) and all(normal(value) in scales.ROMAN for value in plain)
    numbers = [str(scales.ROMAN[normal(value)]) for value in plain] if roman else plain
    both = scales.usual_top(numbers)
    if both and both > 5 and scales.only_sequence(numbers):
        both = None
    return {
        "likelihood": named.get("likelihood", both),
        "impact": named.get("impact", both),
        "level": named.get("level"),
    }


def remember(programme: Programme, plan: Plan, tables: list[Table]) -> None:
    """Keep the choices for the next file with these headings."""
    for sheet, _table in used(plan, tables):
        kept = {
            "shift": sheet["header"] - sheet["found"],
            "fields": sheet["fields"],
            "values": {kind: values for kind, values in plan["values"].items() if kind != "owner"},
            "orders": plan["orders"],
        }
        ImportHabit.objects.update_or_create(
            organisation=programme.organisation, source=sheet["source"], defaults={"plan": kept}
        )

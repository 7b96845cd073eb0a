"""The answers of all vendors beside each other: only what was handed in, as it was handed in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.sheets import Column, Page, write_xlsx
from core.text import listed
from vendors.models import Clarification, Question, Questionnaire, Reply, ReplyVersion, Vendor, VendorCriterion
from vendors.questionnaire_values import standing

#: What the list can be narrowed to.
SHOWS = ("differ", "missing", "clarify")


@dataclass(frozen=True)
class Said:
    """One answer as it was handed in. Empty where the vendor left it out."""

    question: dict[str, Any]
    reply: Reply
    clarification: Clarification | None = None

    @property
    def value(self) -> str:
        return self.question["value"]

    @property
    def kind(self) -> str:
        return self.question["kind"]

    @property
    def words(self) -> str:
        """The answer as a person reads it."""
        if self.kind == Question.Kind.YES_NO and self.value:
            return _("Yes") if self.value == "yes" else _("No")
        if self.kind == Question.Kind.NUMBER and self.value:
            return f"{self.value} {self.question['unit']}".strip()
        return self.value

    @property
    def remark(self) -> str:
        return self.question["remark"]

    @property
    def files(self) -> list[dict[str, Any]]:
        return self.question["files"]

    @property
    def is_empty(self) -> bool:
        return not (self.value or self.files)

    @property
    def as_text(self) -> str:
        """For one cell of a table: answer, remark, names of files."""
        return "\n".join(part for part in (self.words, self.remark, listed(f["name"] for f in self.files)) if part)

    @property
    def compared(self) -> str:
        return self.value or ("+" if self.files else "")


@dataclass(frozen=True)
class Row:
    question: Question
    number: int
    cells: list[Said]
    standing: str

    @property
    def to_clarify(self) -> bool:
        return any(cell.clarification and cell.clarification.state != "settled" for cell in self.cells)

    def holds(self, words: str) -> bool:
        held = [self.question.text, self.question.section, *(cell.as_text for cell in self.cells)]
        return any(words in text.casefold() for text in held)


@dataclass(frozen=True)
class Beside:
    """Vendors across, questions down. ``waiting`` are those that have handed in nothing yet."""

    questionnaire: Questionnaire
    replies: list[Reply]
    waiting: list[Reply]
    rows: list[Row] = field(default_factory=list)

    def found(self, *, words: str = "", show: str = "") -> list[Row]:
        rows = [row for row in self.rows if row.holds(words.casefold())] if words else self.rows
        if show == "clarify":
            return [row for row in rows if row.to_clarify]
        return [row for row in rows if row.standing == show] if show in SHOWS else rows

    def count(self, show: str) -> int:
        return len(self.found(show=show))


def latest_versions(replies: Iterable[Reply]) -> dict[int, ReplyVersion]:
    """The last hand-in of each reply; one query."""
    found: dict[int, ReplyVersion] = {}
    for version in ReplyVersion.objects.filter(reply__in=[reply.pk for reply in replies]).order_by("number"):
        found[version.reply_id] = version
    return found


def compare_answers(questionnaire: Questionnaire) -> Beside:
    """Four queries, however many vendors and questions."""
    replies = list(questionnaire.replies.exclude(state=Reply.State.WITHDRAWN).select_related("vendor", "programme"))
    for reply in replies:
        reply.questionnaire = questionnaire
    versions = latest_versions(replies)
    there = [reply for reply in replies if reply.pk in versions]
    open_points = {(item.reply_id, item.question_id): item for item in Clarification.objects.filter(reply__in=there)}
    said = {
        (reply.pk, question["id"]): Said(question, reply, open_points.get((reply.pk, question["id"])))
        for reply in there
        for question in versions[reply.pk].facts["answers"]
    }
    rows = []
    for number, question in enumerate(questionnaire.questions.select_related("criterion"), start=1):
        cells = [said[reply.pk, question.pk] for reply in there]
        rows.append(Row(question, number, cells, _standing(question, cells)))
    return Beside(questionnaire, there, [reply for reply in replies if reply.pk not in versions], rows)


def _standing(question: Question, cells: list[Said]) -> str:
    """Words and files are never the same: only that one is missing says something."""
    found = standing([cell.compared for cell in cells])
    return "said" if found == "differ" and question.kind in (Question.Kind.TEXT, Question.Kind.FILE) else found


def workbook(beside: Beside) -> bytes:
    words = {"same": _("same"), "differ": _("differ"), "missing": _("missing"), "said": "", "": ""}
    heads = [Column(_("Section"), 22), Column(_("Question"), 50), Column(_("Criterion"), 24), Column(_("Answers"), 12)]
    heads += [Column(reply.vendor.name, 36) for reply in beside.replies]
    rows = [
        [
            row.question.section,
            row.question.text,
            row.question.criterion.title if row.question.criterion else "",
            words[row.standing if beside.replies else ""],
            *(cell.as_text for cell in row.cells),
        ]
        for row in beside.rows
    ]
    return write_xlsx([Page(_("Answers"), heads, rows, frozen=2)])


def answers_for(vendor: Vendor, criteria: Iterable[VendorCriterion]) -> dict[int, list[Said]]:
    """What a vendor handed in on each criterion, by its number, for the page where it is scored. Four queries."""
    return answers_of([vendor], criteria).get(vendor.pk, {})


def answers_of(vendors: Iterable[Vendor], criteria: Iterable[VendorCriterion]) -> dict[int, dict[int, list[Said]]]:
    """The same for several vendors: vendor number -> criterion number -> answers. Four queries for all of them."""
    bears_on = dict(Question.objects.filter(criterion__in=list(criteria)).values_list("pk", "criterion_id"))
    replies = Reply.objects.filter(vendor__in=list(vendors), questionnaire__questions__in=bears_on)
    replies = list(replies.exclude(state=Reply.State.WITHDRAWN).select_related("programme").distinct())
    open_points = {(item.reply_id, item.question_id): item for item in Clarification.objects.filter(reply__in=replies)}
    found: dict[int, dict[int, list[Said]]] = {}
    versions = latest_versions(replies)
    for reply in replies:
        for question in versions[reply.pk].facts["answers"] if reply.pk in versions else ():
            if question["id"] in bears_on:
                said = Said(question, reply, open_points.get((reply.pk, question["id"])))
                found.setdefault(reply.vendor_id, {}).setdefault(bears_on[question["id"]], []).append(said)
    return found

"""A questionnaire as a workbook: it goes out with its layout locked and comes back with answers, or with every bad cell named."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from core.sheets import Limits, Sheet, Unreadable, address, neutral, read
from core.sheets.workbook import Book, local
from core.text import bracketed, listed, whole
from vendors.actions.questionnaire_answers import Entry
from vendors.models import Answer, Question, Reply
from vendors.questionnaire_values import MOST_REMARK, Misfit, tidy
from vendors.questionnaire_values import read as read_value
from vendors.questionnaire_words import asked, why

SALT = "vendors.questionnaire_xlsx"
LIMITS = Limits(
    file_bytes=5_000_000, unpacked_bytes=20_000_000, members=100, sheets=4, rows=400, columns=20, cells=6000
)
#: Columns, from 0, and how wide each is.
ID, SECTION, TEXT, HELP, HOW, ANSWER, UNIT, REMARK = range(8)
WIDTHS = (8, 22, 50, 40, 24, 40, 12, 40)
#: Of the sheet that says what it is: the line and the column of its mark.
MARK_LINE = 2
YES_NO = (gettext_lazy("Yes"), gettext_lazy("No"))


def headings() -> list[str]:
    return [_("No."), _("Section"), _("Question"), _("Help"), _("Answered by"), _("Answer"), _("Unit"), _("Remark")]


def write(reply: Reply, *, with_drafts: bool = True) -> bytes:
    """Every question with what is answered so far; only the answers and remarks can be written.

    Without drafts it goes out empty: what a vendor is still writing is its own affair.
    """
    questions = list(reply.questionnaire.questions.all())
    answers = {answer.question_id: answer for answer in reply.answers.all()} if with_drafts else {}
    book = Workbook()
    sheet = book.active
    sheet.title = _("Questions")[:31]
    sheet.append(headings())
    for line, question in enumerate(questions, start=2):
        answer = answers.get(question.pk) or Answer(question=question)
        sheet.append([_cell(value) for value in _row(question, answer)])
        _validate(sheet, question, line)
    _lay_out(sheet, len(questions))
    about = book.create_sheet(_("About")[:31])
    about.append([_cell(str(reply))])
    about.append([_mark(reply, questions, answers)])
    about.append([_("Leave this sheet and the numbers of the first one as they are. Files are given on the page.")])
    about.column_dimensions["A"].width = 90
    about.protection.sheet = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(question: Question, answer: Answer) -> list[Any]:
    how = bracketed(question.get_kind_display(), _("must")) if question.required else question.get_kind_display()
    value = dict(zip(("yes", "no"), YES_NO, strict=True)).get(answer.value, answer.value)
    if question.kind != Question.Kind.YES_NO:
        value = answer.value
    if question.kind == Question.Kind.NUMBER and value:
        value = float(value)
    return [question.pk, question.section, question.text, question.help, how, value, question.unit, answer.remark]


def _cell(value: Any) -> Any:
    return neutral(tidy(str(value))) if not isinstance(value, int | float) else value


def _validate(sheet, question: Question, line: int) -> None:
    choices = [str(word) for word in YES_NO] if question.kind == Question.Kind.YES_NO else question.choices
    if question.kind not in (Question.Kind.YES_NO, Question.Kind.CHOICE):
        return
    words = ",".join(choices)
    if len(words) > 250 or any("," in choice or '"' in choice for choice in choices):
        return  # the list would not fit into the cell's rule; the help names the choices
    rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    rule.add(address(line, ANSWER))
    sheet.add_data_validation(rule)


def _lay_out(sheet, count: int) -> None:
    wash, wrapped = PatternFill("solid", fgColor="FFF7E0"), Alignment(wrap_text=True, vertical="top")
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions[address(1, place)[:-1]].width = width
        sheet.cell(1, place + 1).font = Font(bold=True)
        for line in range(2, count + 2):
            cell = sheet.cell(line, place + 1)
            cell.alignment = wrapped
            if place in (ANSWER, REMARK):
                cell.protection, cell.fill = Protection(locked=False), wash
    sheet.freeze_panes = "D2"
    sheet.protection.sheet = True


def _mark(reply: Reply, questions: Iterable[Question], answers: Mapping[int, Answer]) -> str:
    """Signed: whose workbook it is, which questions, and what was answered when it left."""
    shown = {}
    for question in questions:
        answer = answers.get(question.pk) or Answer(question=question)
        shown[str(question.pk)] = [answer.revision, Entry(answer.value, answer.remark).mark]
    return signing.dumps(
        {"reply": reply.pk, "asked": reply.questionnaire.questions_sha256, "shown": shown}, salt=SALT, compress=True
    )


@dataclass
class Brought:
    """What a workbook says: answers that differ from what left, with the revisions it left with; or its faults."""

    entries: dict[int, Entry] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    faults: list[Any] = field(default_factory=list)


def bring(reply: Reply, name: str, data: bytes) -> Brought:
    """Read a workbook that came back. Raises ``Unreadable`` for a file that is none of this vendor's for these questions."""
    if not name.lower().endswith(".xlsx"):
        raise Unreadable(_("Choose the workbook that was downloaded here (.xlsx)."))
    sheets = read(name, data, limits=LIMITS)
    _refuse_formulas(data)
    shown = _shown(reply, sheets)
    found = Brought(seen={int(pk): revision for pk, (revision, _mark) in shown.items()})
    questions = {question.pk: question for question in reply.questionnaire.questions.all()}
    there: set[int] = set()
    for line, cells in sheets[0].rows[1:]:
        _read_line(found, there, questions, line, [*cells, *[None] * (REMARK + 1 - len(cells))])
    for question in questions.values():
        if question.pk not in there:
            found.faults.append(_("The line of “%(question)s” is missing.") % {"question": question})
    same = [pk for pk, entry in found.entries.items() if entry.mark == shown[str(pk)][1]]
    for pk in same:
        del found.entries[pk]
    return found


def _shown(reply: Reply, sheets: list[Sheet]) -> dict[str, list]:
    """What was answered when the workbook left. Refuses one that is not for this vendor and these questions."""
    foreign = Unreadable(_("This is not the workbook of this questionnaire. Download it here, and fill in that one."))
    if len(sheets) < 2:
        raise foreign
    mark = next((cells[0] for line, cells in sheets[1].rows if line == MARK_LINE), None)
    try:
        told = signing.loads(str(mark), salt=SALT)
    except signing.BadSignature:
        raise foreign from None
    if told["reply"] != reply.pk:
        raise Unreadable(_("This workbook was made for somebody else. Download your own, and fill in that one."))
    if told["asked"] != reply.questionnaire.questions_sha256:
        raise Unreadable(_("This workbook asks the questions of another version. Download it anew."))
    return told["shown"]


def _read_line(found: Brought, there: set[int], questions: Mapping[int, Question], line: int, cells: list) -> None:
    number = whole(str(cells[ID]))
    question = questions.get(number or 0)
    if question is None or number in there:
        words = _("%(cell)s: this number is not one of the questions, or stands here twice. Put it back as it was.")
        found.faults.append(words % {"cell": address(line, ID)})
        return
    there.add(question.pk)
    remark = tidy(_text(cells[REMARK]))
    if len(remark) > MOST_REMARK:
        words = _("%(cell)s: longer than %(n)d characters. Shorten it.")
        found.faults.append(words % {"cell": address(line, REMARK), "n": MOST_REMARK})
        return
    try:
        value = read_value(_text(cells[ANSWER]), asked(question))
    except Misfit as misfit:
        about = {"cell": address(line, ANSWER), "why": why(misfit.code, question)}
        found.faults.append(_("%(cell)s: %(why)s") % about)
        return
    if value or remark:  # an empty cell leaves what stands on the page
        found.entries[question.pk] = Entry(value, remark)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _refuse_formulas(data: bytes) -> None:
    """A formula says something else to each program that opens it: name every cell that holds one."""
    book, cells = Book(data, LIMITS), []
    here = [""]

    def start(name, attributes):
        if local(name) == "c":
            here[0] = attributes.get("r", "")[:10]
        elif local(name) == "f":
            cells.append(here[0])

    for member in sorted(book.members):
        if member.startswith("xl/worksheets/") and member.endswith(".xml"):
            book.parse(member, start)
    if cells:
        words = _("Formulas are not taken: type the values into %(cells)s.")
        raise Unreadable(words % {"cells": listed(cells[:20])})

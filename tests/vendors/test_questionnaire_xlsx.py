"""The workbook goes out, comes back, and is taken in whole or not at all."""

import io

import pytest
from openpyxl import load_workbook

from core.refusal import Refused
from tests.attacks.test_files import XLSX
from tests.factories import user_as
from tests.vendors.questionnaire_factories import VERA, fill, make_questionnaire, make_reply, send
from vendors import questionnaire_xlsx
from vendors.actions.questionnaire_workbook import take_in
from vendors.actions.questionnaire_writer import Writer
from vendors.models import Answer, ReplyVersion

pytestmark = pytest.mark.django_db
GOOD = {"text": "We do.", "yes_no": "Yes", "number": 12.5, "choice": "Open"}


def filled_in(reply, values=GOOD, *, change=None) -> bytes:
    """The workbook as somebody sends it back: answers by kind of question, and what else was done to it."""
    book = load_workbook(io.BytesIO(questionnaire_xlsx.write(reply)))
    sheet = book.worksheets[0]
    kinds = {question.pk: question.kind for question in reply.questionnaire.questions.all()}
    for line in range(2, sheet.max_row + 1):
        value = values.get(kinds[sheet.cell(line, 1).value])
        if value is not None:
            sheet.cell(line, questionnaire_xlsx.ANSWER + 1).value = value
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bring(reply, data, **more):
    return take_in(reply, name="answers.xlsx", data=data, writer=VERA, **more)


def test_a_workbook_comes_home_with_its_answers(programme):
    reply = make_reply(programme)

    taken = bring(reply, filled_in(reply))

    assert (taken.changed, taken.faults) == (4, [])
    assert list(reply.answers.values_list("value", flat=True)) == ["We do.", "yes", "12.5", "Open"]


def test_an_untouched_workbook_changes_nothing(programme):
    reply = make_reply(programme, filled=True)

    assert bring(reply, questionnaire_xlsx.write(reply)).changed == 0


def test_only_answers_and_remarks_can_be_written(programme):
    reply = make_reply(programme)

    sheet = load_workbook(io.BytesIO(questionnaire_xlsx.write(reply))).worksheets[0]

    open_columns = {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert (sheet.protection.sheet, open_columns) == (True, {6, 8})


def test_every_bad_cell_is_named_and_nothing_is_taken_in(programme):
    reply = make_reply(programme)

    taken = bring(reply, filled_in(reply, GOOD | {"yes_no": "perhaps", "number": "ten", "choice": "Other"}))

    assert [fault.split(":")[0] for fault in map(str, taken.faults)] == ["F3", "F4", "F5"]
    assert Answer.objects.count() == 0


def _formula(book):
    book.worksheets[0]["F2"].value = "=1+1"


def _doubled(book):
    book.worksheets[0]["A3"].value = book.worksheets[0]["A2"].value


def _no_about(book):
    del book[book.sheetnames[1]]


def _forged(book):
    book.worksheets[1]["A2"].value = "forged"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_formula, "Formulas are not taken: type the values into F2"),
        (_no_about, "not the workbook"),
        (_forged, "not the workbook"),
    ],
)
def test_a_workbook_that_was_tampered_with_is_refused(programme, change, words):
    reply = make_reply(programme)

    with pytest.raises(Refused, match=words):
        bring(reply, filled_in(reply, change=change))

    assert Answer.objects.count() == 0


def test_a_number_that_stands_twice_is_named(programme):
    reply = make_reply(programme)

    faults = list(map(str, bring(reply, filled_in(reply, change=_doubled)).faults))

    assert faults[0].startswith("A3: ") and "is missing" in faults[1]


def test_the_workbook_of_another_vendor_or_version_is_refused(programme):
    reply, other = make_reply(programme), make_reply(programme)

    with pytest.raises(Refused, match="somebody else"):
        bring(reply, filled_in(other))

    data = filled_in(reply)
    type(reply.questionnaire).objects.filter(pk=reply.questionnaire_id).update(questions_sha256="0" * 64)
    reply.refresh_from_db()
    with pytest.raises(Refused, match="another version"):
        bring(reply, data)


def test_what_was_answered_on_the_page_meanwhile_is_not_written_over(programme):
    reply = make_reply(programme)
    data = filled_in(reply)
    fill(reply, text="From the page")

    taken = bring(reply, data)

    assert taken.faults == [
        "“About text?” was answered on the page since the workbook was downloaded. Download it anew."
    ]


@pytest.mark.parametrize("name", sorted(XLSX))
def test_a_hostile_workbook_is_refused(programme, name):
    with pytest.raises(Refused):
        bring(make_reply(programme), XLSX[name])


def test_a_workbook_that_came_by_mail_is_handed_in_by_a_consultant(programme):
    reply, consultant = make_reply(programme), user_as("consultant", programme)
    writer = Writer(consultant.name, by=consultant, way="workbook")

    take_in(
        reply,
        name="a.xlsx",
        data=filled_in(reply),
        writer=writer,
        hand_in_as={"name": "Vera", "function": "", "declared": True},
    )

    version = ReplyVersion.objects.get()
    assert (version.name, version.by, version.number) == ("Vera", consultant, 1)


def test_a_text_that_looks_like_a_formula_goes_out_neutral_and_comes_back_as_it_was(programme):
    reply = send(make_questionnaire(programme)).reply
    fill(reply, text="=cmd|' /C calc'!A1")

    data = questionnaire_xlsx.write(reply)

    assert load_workbook(io.BytesIO(data)).worksheets[0]["F2"].data_type == "s"
    assert bring(reply, data).changed == 0

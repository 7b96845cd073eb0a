import datetime
import io

import pytest
from openpyxl import load_workbook

from core.actions import change
from core.workflow import perform
from implementation.goals import actions, paper
from implementation.goals.models import VisionSignature
from implementation.goals.outcome import outcome_of
from tests.factories import user_as
from tests.goals.factories import make_goal, make_measurement, make_reviews, make_vision, verdicts

pytestmark = pytest.mark.django_db


def signed(programme):
    """A goal that was signed with the vision, and then given another target and day."""
    goal = make_goal(programme, modules=["sales"])
    make_vision(programme, state="signed")
    later = goal.due + datetime.timedelta(days=30)
    change(goal, permission="goals.edit_goal", by=user_as("manager", programme), target=70, due=later)
    return goal


def test_without_a_signed_vision_there_is_no_yardstick(programme):
    make_goal(programme)
    make_vision(programme, state="open")

    found = outcome_of(programme)

    assert (found.vision, found.text, found.signatures) == (None, "", [])


def test_goals_stand_as_they_were_signed_beside_what_came_of_them(programme):
    goal = signed(programme)
    due = goal.due - datetime.timedelta(days=30)
    make_measurement(goal, 72)

    line = outcome_of(programme).lines[0]

    assert (str(line.shown_target), line.due, str(line.goal.shown_latest)) == ("80 %", due, "72 %")
    first, second = line.changes
    assert (str(first.label), str(first.was), str(first.now), str(second.label)) == ("Target", "80", "70", "Due")
    assert outcome_of(programme).reached == 1


def test_what_did_not_change_is_not_told(programme):
    make_goal(programme, modules=["sales"], target="80.500")
    make_vision(programme, state="signed")

    assert outcome_of(programme).lines[0].changes == []


def test_goals_set_later_and_dropped_ones_are_told_apart(programme):
    goal = signed(programme)
    make_goal(programme, title="Later")
    perform(goal, "drop", by=user_as("manager", programme), note="out of scope")

    found = outcome_of(programme)

    assert [(line.title, str(line.note)) for line in found.lines] == [
        ("Quotations within two days", "Dropped since."),
        ("Later", "Set after the vision was signed."),
    ]
    assert found.counted == 1


def test_the_last_review_is_the_one_that_counts(programme):
    signed(programme)
    first, second, _third = make_reviews(programme)
    for review, verdict in ((first, "not_reached"), (second, "reached")):
        actions.hold_review(review, found=verdicts(programme, verdict), remarks="", by=user_as("manager", programme))

    assert outcome_of(programme).lines[0].review.verdict == "reached"


def test_a_signature_from_before_goals_were_kept_says_so(programme):
    signed(programme)
    for signature in VisionSignature.objects.all():
        facts = {name: value for name, value in signature.facts.items() if name != "goals"}
        VisionSignature.objects.filter(pk=signature.pk).update(facts=facts)

    found = outcome_of(programme)

    assert (found.without_goals, str(found.lines[0].shown_target)) == (True, "70 %")


def test_the_workbook_holds_goals_and_the_text(programme):
    goal = signed(programme)
    make_measurement(goal, 72)

    book = load_workbook(io.BytesIO(paper.xlsx(programme)))

    row = [cell.value for cell in book.worksheets[0][2]]
    assert row[:5] == [1, "Quotations within two days", "%", 20, 80]
    assert row[6] == 72
    assert book.worksheets[1]["B2"].value == "# One customer, one record"


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_pdf_is_tagged_in_each_language(programme, language):
    signed(programme)

    made = paper.pdf(programme, language)

    assert (made.tagged, made.pages, made.bytes[:5]) == (True, 1, b"%PDF-")

import pytest

from change_mgmt.survey import gate_checks
from change_mgmt.survey.gate_checks import asked_before, no_early_barrier, response_rate
from change_mgmt.survey.goal_measures import readiness as goal_figure
from change_mgmt.survey.panels import happened, readiness_told
from change_mgmt.survey.pilot_readiness import ready
from change_mgmt.survey.results import readiness
from implementation.gates.registry import READY_TO_PILOT
from tests.factories import user_as
from tests.rollout.factories import make_pilot
from tests.survey.factories import answer_as, days, make_department, make_open_survey, make_result

pytestmark = pytest.mark.django_db


def test_before_anybody_was_asked(programme):
    found = [check(programme, gate=READY_TO_PILOT).state for check in (asked_before, no_early_barrier)]

    assert (found, response_rate(programme, gate=READY_TO_PILOT, percent=50).state) == (["not_met"] * 2, "not_met")


def test_while_people_are_asked_it_is_partly_so(programme):
    make_open_survey(programme)

    assert asked_before(programme, gate=READY_TO_PILOT).state == "partly"


def test_a_closed_survey_before_the_pilot_is_what_is_asked_for(programme):
    make_result(programme, {"Sales": [4] * 6}, people={"Sales": 8})

    found = asked_before(programme, gate=READY_TO_PILOT)

    assert (found.state, str(found.evidence), found.figures) == (
        "met",
        "**6 of 8** answered: Before the pilot.",
        {"answers": 6, "asked": 8},
    )


def test_a_survey_after_a_pilot_is_not_one_before_it(programme):
    make_result(programme, {"Sales": [4] * 6}, kind="after")

    assert asked_before(programme, gate=READY_TO_PILOT).state == "not_met"


@pytest.mark.parametrize(("percent", "state"), [(75, "met"), (76, "not_met")])
def test_the_rate_is_compared_with_its_floor(programme, percent, state):
    make_result(programme, {"Sales": [4] * 6}, people={"Sales": 8})

    found = response_rate(programme, gate=READY_TO_PILOT, percent=percent)

    assert (found.state, found.figures) == (state, {"answers": 6, "asked": 8, "percent": percent})


def test_a_rate_of_fewer_than_five_is_told_nowhere(programme):
    make_result(programme, {"Sales": [4] * 4}, people={"Sales": 5})

    found = response_rate(programme, gate=READY_TO_PILOT, percent=1)

    assert (found.state, str(found.evidence), found.figures) == (
        "not_met",
        "**Fewer than 5** answered.",
        {"asked": 5, "percent": 1},
    )


def test_a_department_that_does_not_want_it_stops_the_pilot(programme):
    make_result(programme, {"Sales": [(4, 2, 4, 4, 4)] * 6, "Service": [4] * 6})

    found = no_early_barrier(programme, gate=READY_TO_PILOT)

    assert (found.state, str(found.evidence), found.figures) == (
        "not_met",
        "**1** of 2: Sales.",
        {"groups": 2, "barriers": 1},
    )


def test_only_departments_of_pilots_are_judged_where_there_are_pilots(programme):
    make_result(programme, {"Sales": [(4, 2, 4, 4, 4)] * 6, "Service": [4] * 6})
    make_pilot(programme, departments=[make_department(programme, "Service")])

    found = no_early_barrier(programme, gate=READY_TO_PILOT)

    assert (found.state, found.figures) == ("met", {"groups": 1, "barriers": 0})


def test_a_later_barrier_is_no_early_one(programme):
    make_result(programme, {"Sales": [(4, 4, 2, 2, 2)] * 6})

    assert no_early_barrier(programme, gate=READY_TO_PILOT).state == "met"


def test_hidden_departments_are_judged_with_the_row_they_are_told_in(programme):
    people = {"Sales": 6, "Service": 6, "Finance": 6}
    make_result(programme, {"Sales": [4] * 6, "Service": [1] * 3, "Finance": [1] * 3}, people=people)
    make_pilot(programme, departments=[make_department(programme, "Finance")])

    assert str(no_early_barrier(programme, gate=READY_TO_PILOT).evidence) == "**1** of 1: Finance, Service."


def test_checks_are_only_told_what_is_frozen():
    assert not hasattr(gate_checks, "Answer")


def test_readiness_by_department_says_nothing_of_hidden_ones(programme):
    people = {"Sales": 6, "Service": 6, "Finance": 6}
    answers = {"Sales": [(5, 4, 4, 4, 3)] * 6, "Service": [1] * 3, "Finance": [1] * 3}
    make_result(programme, answers, people=people)

    numbers = [make_department(programme, name).pk for name in ("Sales", "Service", "Finance")]
    assert readiness(programme) == dict(zip(numbers, [4, None, None], strict=True))


def test_readiness_is_of_the_last_survey_by_department(programme):
    make_result(programme, {"Sales": [2] * 6})
    make_result(programme, {"Sales": [4] * 6}, people={"Sales": 1}, kind="after")
    make_result(programme, {"Sales": [1] * 6}, people={"Sales": 1}, grouping="level")

    assert readiness(programme) == {make_department(programme, "Sales").pk: 4}


def test_without_a_closed_survey_there_is_no_readiness(programme):
    survey = make_open_survey(programme)
    answer_as(survey, "Sales", *[4] * 6)

    assert (readiness(programme), goal_figure(programme, days(0)), readiness_told(programme)) == ({}, None, {})


def test_the_goals_get_the_average_of_everybody(programme):
    make_result(programme, {"Sales": [(5, 4, 4, 4, 3)] * 6})

    assert goal_figure(programme, days(0)) == 4


def test_a_pilot_learns_of_departments_that_are_told(programme):
    answers = {"Sales": [(4, 2, 4, 4, 4)] * 6, "Service": [4] * 6, "Finance": [1] * 2}
    make_result(programme, answers, people={"Sales": 6, "Service": 7, "Finance": 5})

    found = [(fact.tone, str(fact.text)) for fact in ready(make_pilot(programme))]

    assert found == [("ok", "Ready: **4.0** of 5, no barrier.")]


def test_the_report_tells_rows_and_barriers_as_they_were_frozen(programme):
    make_result(programme, {"Sales": [(4, 2, 4, 4, 4)] * 6, "Service": [4] * 6})

    facts = readiness_told(programme)

    assert (facts["answers"], facts["invited"]) == (12, 12)
    assert [
        (row["name"]["en"] if isinstance(row["name"], dict) else row["name"], row["average"], row["barrier"])
        for row in facts["rows"][1:]
    ] == [("Sales", "3.6", facts["rows"][1]["barrier"]), ("Service", "4", "")]
    assert facts["rows"][1]["barrier"]["en"] == "Want it"


def test_what_happened_names_no_number_below_five(programme):
    make_result(programme, {"Sales": [4] * 3}, people={"Sales": 6})
    user_as("manager", programme)

    found = [event.what["en"] for event in happened(programme, days(-1), days(1))]

    assert found == [
        "Survey opened: Before the pilot, 6 people asked.",
        "Survey closed: Before the pilot, fewer than five answers.",
    ]

"""Whether the people of a pilot can begin: the checklist, the facts from above, the gate's check."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.models import AuditEntry
from core.refusal import Refused
from implementation.gates.registry import checks
from implementation.rollout import actions
from implementation.rollout.models import ReadinessAnswer
from implementation.rollout.readiness import readiness_of
from tests.factories import make_programme, user_as
from tests.rollout.factories import days, make_issue, make_pilot, make_running_pilot

pytestmark = pytest.mark.django_db

YES = dict.fromkeys(ReadinessAnswer.Item.values, ("yes", ""))


def answer(pilot, answers, *, by=None, department=None):
    by = by or user_as("manager", pilot.programme)
    return actions.answer_readiness(pilot, department or pilot.departments.first(), answers, by=by)


def check(name, programme, gate=None, **parameters):
    found = checks()[name].function(programme, gate=gate, **parameters)
    return found.state, str(found.evidence)


def test_only_what_is_new_or_different_is_kept_and_on_record(programme):
    pilot = make_pilot(programme)
    answer(pilot, {"trained": ("yes", ""), "data": ("no", "Half is copied"), "devices": ("", "")})

    kept = answer(pilot, {"trained": ("yes", ""), "data": ("yes", "")})

    assert [(item.item, item.answer, item.remark) for item in kept] == [("data", "yes", "")]
    assert pilot.readiness.count() == 2
    trail = AuditEntry.objects.filter(label="rollout.readinessanswer")
    assert sorted(trail.values_list("verb", flat=True)) == ["changed", "created", "created"]


def test_the_lead_answers_whatever_their_role_and_other_members_do_not(programme):
    lead = user_as("member", programme)
    pilot = make_pilot(programme, lead=lead)

    assert answer(pilot, {"trained": ("yes", "")}, by=lead)[0].said_by == lead
    with pytest.raises(PermissionDenied):
        answer(pilot, {"data": ("yes", "")}, by=user_as("member", programme, name="Other"))


def test_nobody_answers_for_a_department_outside_or_a_pilot_that_is_over(programme):
    pilot = make_running_pilot(programme)
    outside = programme.organisation.departments.last()
    with pytest.raises(Refused, match="not in the pilot"):
        answer(pilot, YES, department=outside)
    actions.roll_back_pilot(pilot, by=user_as("manager", programme), note="Lost orders.")
    with pytest.raises(Refused, match="is over"):
        answer(pilot, YES)


def test_the_gate_asks_for_every_answer_of_the_pilot_that_starts_first(programme):
    assert check("rollout.group_ready", programme) == ("not_met", "No pilot is planned yet.")
    pilot = make_pilot(programme, name="Quotes")
    make_pilot(programme, name="Later", planned_start=days(1))
    assert check("rollout.group_ready", programme)[0] == "not_met"
    answer(pilot, YES | {"devices": ("partly", "")})

    assert check("rollout.group_ready", programme) == (
        "partly",
        "Quotes: **4 of 5** answered with yes. First open, Sales: Devices and network work.",
    )
    assert check("rollout.group_ready", programme, percent=80)[0] == "met"
    answer(pilot, YES)
    assert check("rollout.group_ready", programme) == ("met", "Quotes: **5 of 5** answered with yes.")


def test_open_severe_issues_keep_a_pilot_from_its_exit(programme):
    pilot = make_running_pilot(programme)
    gate = pilot.exit_gate
    make_issue(pilot, severity=3)
    assert check("rollout.no_severe_issue", programme, gate) == ("met", "None is open.")
    issue = make_issue(pilot, severity=2, title="Merged twice")

    assert check("rollout.no_severe_issue", programme, gate) == (
        "not_met",
        "**1** open of severity 2 or worse, at most 0. The worst: Merged twice.",
    )
    assert check("rollout.no_severe_issue", programme, gate, most=1)[0] == "met"
    assert check("rollout.no_severe_issue", programme, gate, severity=1)[0] == "met"
    actions.solve_issue(issue, outcome="Split.", by=user_as("member", programme))
    assert check("rollout.no_severe_issue", programme, gate)[0] == "not_met"


def test_a_department_is_answered_for_on_its_page(programme, as_role):
    pilot = make_pilot(programme)
    client, place = as_role("manager"), pilot.departments.get()
    page = reverse("answer_readiness", args=[programme.pk, pilot.pk, place.pk])

    refused = client.post(page, {"trained_answer": "maybe", "data_note": "x" * 300})
    client.post(page, {"trained_answer": "yes", "trained_note": "Both groups", "data_answer": ""})

    assert "Not saved." in refused.content.decode()
    assert readiness_of(pilot).ready == 1
    overview = client.get(reverse("pilot_readiness", args=[programme.pk, pilot.pk])).content.decode()
    assert "Both groups" in overview
    assert "1 of 5 answered with yes." in overview


def test_a_department_outside_the_pilot_has_no_page(programme, as_role):
    pilot = make_pilot(programme)
    client = as_role("manager")

    for department in (
        programme.organisation.departments.last().pk,
        make_programme().organisation.departments.first().pk,
    ):
        page = reverse("answer_readiness", args=[programme.pk, pilot.pk, department])
        assert client.get(page).status_code == 404


def test_the_overview_asks_the_database_no_more_for_many_departments(programme, as_role, django_assert_max_num_queries):
    pilot = make_pilot(programme)
    answer(pilot, YES)
    client, page = as_role("manager"), reverse("pilot_readiness", args=[programme.pk, pilot.pk])
    client.get(page)
    with django_assert_max_num_queries(1000) as one:
        client.get(page)
    asked = len(one)
    for n in range(29):
        place = programme.organisation.departments.create(name=f"Department {n}")
        pilot.departments.add(place)
        answer(pilot, YES, department=place)
    client.get(page)

    with django_assert_max_num_queries(asked):
        assert client.get(page).status_code == 200

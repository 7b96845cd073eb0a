"""What processes tell gates, the report, the risk register and the list of what waits."""

import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from change_mgmt.processes import actions
from change_mgmt.processes.panels import happened, processes
from change_mgmt.processes.risk_suggestions import automation
from core.deadlines import waiting
from core.workflow import perform
from implementation.gates import registry
from tests.factories import user_as
from tests.processes.factories import TO_BE, make_drawn, make_effect, make_process, make_signed, make_step, make_waiting
from tests.rollout.factories import make_pilot
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def look(programme, name, **parameters):
    check = registry.checks()[f"processes.{name}"]
    result = check.function(programme, gate=None, **(check.parameters | parameters))
    with translation.override("en"):
        return result.state, str(result.evidence)


def test_they_count_where_they_are_for():
    checks = registry.checks()

    assert checks["processes.signed_for_pilot"].at == {"ready_to_pilot": "should"}
    assert checks["processes.warnings_answered"].at == {"ready_to_pilot": "should"}
    assert checks["processes.people_told"].at == {"ready_to_pilot": "should", "acceptance": "should"}


def test_processes_of_the_modules_in_a_pilot_are_signed(programme):
    assert look(programme, "signed_for_pilot") == ("not_met", "No pilot is planned yet.")
    pilot = make_pilot(programme)
    key = pilot.module.key
    assert look(programme, "signed_for_pilot") == ("not_met", f"No process is drawn for: **{pilot.module.name}**.")

    process = make_drawn(programme, modules=[key])
    assert look(programme, "signed_for_pilot") == ("not_met", f"Not signed: **{process.name}**.")
    actions.hand_in(process, by=user_as("consultant", programme))
    actions.sign(process, version=1, by=process.owner)
    assert look(programme, "signed_for_pilot") == ("met", "**1** signed, for every module in a pilot.")

    make_step(process, TO_BE)
    assert look(programme, "signed_for_pilot")[0] == "not_met"


def test_a_warning_without_a_reason(programme):
    process = make_process(programme)
    lane = make_step(process, TO_BE).lane

    assert look(programme, "warnings_answered") == ("not_met", f"**1** open, most of them in “{process.name}”.")
    by = user_as("manager", programme)
    actions.answer_warning(process, code="lane_without_owner", subject=lane.pk, reason="In May.", by=by)
    assert look(programme, "warnings_answered") == ("met", "No warning is open.")


def test_those_affected_are_told(programme):
    assert look(programme, "people_told") == ("not_met", "No process is drawn yet.")
    process = make_process(programme)
    assert look(programme, "people_told") == ("met", "Nothing begins within 30 days.")
    make_employee(programme)
    ben = make_employee(programme, email="")
    effect = make_effect(process, days=20)
    assert look(programme, "people_told") == ("not_met", f"**0 of 2** told. First open: {effect}")
    assert look(programme, "people_told", days=10) == ("met", "Nothing begins within 10 days.")

    by = user_as("manager", programme)
    actions.tell_by_mail(effect, by=by)
    assert look(programme, "people_told") == ("partly", f"**1 of 2** told. First open: {effect}")
    assert look(programme, "people_told", percent=50) == ("met", "**1 of 2** told, 0 have read it.")
    actions.tell_in_person(effect, people=[ben], told_on=timezone.localdate(), told_by="Eva", by=by)
    assert look(programme, "people_told") == ("met", "**2 of 2** told, 0 have read it.")


def test_a_share_does_not_stand_for_an_effect_on_nobody_on_the_list(programme):
    process = make_process(programme)
    make_employee(programme)
    told = make_effect(process, days=5)
    unknown = make_effect(process, days=6, post="Nobody")
    actions.tell_by_mail(told, by=user_as("manager", programme))

    assert look(programme, "people_told", percent=50)[0] == "partly"
    perform(unknown, "finish_telling", by=user_as("manager", programme), note="At the meeting.")
    assert look(programme, "people_told", percent=50)[0] == "met"


def test_the_panel_in_figures_and_in_words(programme):
    make_signed(programme, name="Quote")
    make_effect(make_process(programme, name="Order"))
    make_employee(programme)

    facts = processes(programme)

    assert {name: facts[name] for name in ("total", "signed", "open_warnings", "told", "affected")} == {
        **{"total": 2, "signed": 1, "open_warnings": 0, "told": 0, "affected": 1},
    }
    assert [line["name"] for line in facts["processes"]] == ["Order", "Quote"]
    for template in ("_brief", "_report"):
        words = render_to_string(f"processes/{template}.html", {"facts": facts})
        assert "Processes signed: 1 of 2." in words


def test_a_signature_is_what_happened(programme):
    make_signed(programme, name="Quote")
    today = timezone.localdate()

    (event,) = happened(programme, today - datetime.timedelta(days=1), today)

    assert event.what["en"] == "Process signed: Quote, version 1, by Executive."


def test_too_much_automation_speaks_for_a_risk(programme):
    process = make_drawn(programme)
    assert list(automation(programme)) == []
    form = make_step(process, TO_BE, kind="touch", automated=True)
    meets = process.steps.get(side="as_is", personal=True)

    by = user_as("manager", programme)
    actions.set_fate(meets, what="automated", becomes=[form], gain="Faster.", by=by)

    (found,) = automation(programme)
    assert (found.key, str(found.why)) == ("too_automatic", f"“{process.name}” loses contacts in person.")


def test_more_automatic_than_not_speaks_for_it_too(programme):
    process = make_process(programme)
    make_step(process, TO_BE, automated=True)

    assert [str(found.why) for found in automation(programme)] == [
        f"More than half of the steps of “{process.name}” are automatic."
    ]


def test_a_signature_waits_for_its_owner(programme):
    process = make_waiting(programme)

    (found,) = [item for item in waiting(programme) if str(item.what).startswith("Sign the process")]

    assert found.who == {process.owner_id}

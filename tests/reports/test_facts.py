import datetime
import json

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from implementation.gates import actions as gate_actions
from implementation.gates.models import Condition
from implementation.programme import registry
from implementation.programme.actions.status import override_status
from implementation.programme.models import StatusOverride
from implementation.reports.facts import facts
from tests.factories import user_as
from tests.reports.factories import make_report, make_words, panel

pytestmark = pytest.mark.django_db


def read(programme, **fields):
    return facts(programme, **make_words(**fields))


def test_facts_are_plain_json(programme):
    known = read(programme)

    assert json.loads(json.dumps(known)) == known
    assert known["published"] is None


def test_stage_and_next_gate_are_said_with_their_numbers(programme):
    known = read(programme)

    gate = programme.gates.order_by("stage__number").first()
    assert known["stage"] == {"number": 1, "of": programme.stages.count(), "name": gate.stage.name}
    assert known["gate"]["name"] == gate.name
    assert known["gate"]["due"] == gate.due.isoformat()
    assert known["gate"]["total"] == gate.criteria.count()


def test_a_status_stands_beside_that_of_the_last_report(programme, monkeypatch):
    level = registry.AT_RISK
    scope = registry.Dimension(
        name="scope",
        label="Scope",
        order=1,
        compute=lambda programme, limits: registry.Status(level, "**2** changes"),
        bounds=registry.Bounds(0, 0, "Changes"),
        records=(),
    )
    monkeypatch.setattr(registry, "_dimensions", {"scope": scope})
    make_report(programme)
    level = registry.OFF_TRACK

    known = read(programme)

    assert known["overall"] == "off_track"
    assert [(item["name"], item["level"], item["before"]) for item in known["dimensions"]] == [
        ("scope", "off_track", "at_risk")
    ]
    assert known["dimensions"][0]["reason"] == dict.fromkeys(("en", "zh-hans", "zh-hant"), "**2** changes")


def test_an_override_stands_in_the_report_with_what_was_computed(programme):
    manager = user_as("manager", programme, "Mia")
    until = timezone.localdate() + datetime.timedelta(days=5)
    override = StatusOverride(programme=programme, dimension="risk", level="at_risk", reason="Ask me", until=until)
    override_status(override, by=manager)

    risk = next(item for item in read(programme)["dimensions"] if item["name"] == "risk")

    assert (risk["level"], risk["computed"]) == ("at_risk", "no_data")
    assert risk["override"] == {"level": "at_risk", "reason": "Ask me", "until": until.isoformat(), "by": "Mia"}


def test_what_waits_for_sponsors_and_executives_is_asked_decisions_first(programme):
    sponsor, manager = user_as("sponsor", programme, "Sam"), user_as("manager", programme)
    executive = user_as("executive", programme, "Eli")
    gate = programme.gates.order_by("stage__number").first()
    milestone = programme.milestones.first()
    soon = timezone.localdate() + datetime.timedelta(days=1)
    type(milestone).objects.filter(pk=milestone.pk).update(owner=executive, due=soon)
    gate_actions.request_decision(gate, by=manager)

    asks = read(programme)["asks"]

    assert [(ask["what"]["en"], ask["who"], ask["by"]) for ask in asks] == [
        (f"Decide the gate: {gate.name}", [sponsor.name], gate.due.isoformat()),
        (f"Reach the milestone: {milestone.name}", ["Eli"], soon.isoformat()),
    ]


def test_what_waits_for_others_is_not_asked(programme):
    programme.milestones.update(owner=user_as("manager", programme), due=timezone.localdate())

    assert read(programme)["asks"] == []
    assert Condition.objects.count() == 0


def test_an_event_is_told_once(programme, monkeypatch):
    today = timezone.localdate()
    happened = [registry.Event(today, "The contract was signed.")]
    monkeypatch.setattr(registry, "_events", [lambda programme, since, until: happened])
    first = make_report(programme)
    happened = [*happened, registry.Event(today, "The pilot began.")]

    known = read(programme, period_start=today, period_end=today)

    assert [event["what"]["en"] for event in first.facts["events"]] == ["The contract was signed."]
    assert [event["what"]["en"] for event in known["events"]] == ["The pilot began."]


def test_milestones_are_the_next_five_and_those_reached(programme):
    reached = programme.milestones.order_by("due").first()
    type(reached).objects.filter(pk=reached.pk).update(state="reached")

    known = read(programme)["milestones"]

    assert [item["name"] for item in known["reached"]] == [reached.name]
    assert len(known["next"]) == min(5, programme.milestones.count() - 1)


def test_a_panel_with_nothing_to_say_is_left_out(programme):
    with panel({"rows": [], "total": 0}, name="risks.silent"), panel({"rows": [1]}, name="risks.spoken"):
        names = [item["name"] for item in read(programme)["panels"]]

    assert "risks.spoken" in names
    assert "risks.silent" not in names


def test_the_logo_is_kept_with_the_facts(programme):
    programme.organisation.logo.save("logo.png", ContentFile(b"picture"))

    assert read(programme)["organisation"]["logo"] == "data:image/png;base64,cGljdHVyZQ=="

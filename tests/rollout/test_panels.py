import datetime
import json

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.workflow import perform
from implementation.programme import registry, waiting
from implementation.rollout import actions, panels
from tests.factories import user_as
from tests.rollout.factories import days, make_adoption, make_pilot, make_running_pilot, make_value

pytestmark = pytest.mark.django_db


def test_adoption_has_no_data_without_pilots_or_figures(programme):
    assert panels.adoption(programme).level == "no_data"

    make_running_pilot(programme)

    assert panels.adoption(programme).level == "no_data"


@pytest.mark.parametrize(("active", "level"), [(80, "on_track"), (79, "at_risk"), (70, "at_risk"), (69, "off_track")])
def test_adoption_follows_its_floor_and_tolerance(programme, active, level):
    pilot = make_running_pilot(programme, name="Quotes")
    make_adoption(pilot, active, staff=100)

    status = panels.adoption(programme)

    assert (status.level, str(status.reason)) == (level, f"Quotes: **{active} %** active each week, floor 80 %.")


def test_the_facts_of_the_panel_are_plain_and_readable_in_every_language(programme):
    pilot = make_running_pilot(programme, name="Quotes")
    make_value(pilot.measures.first(), 80)
    make_adoption(pilot, 15)
    make_pilot(programme, name="Service", way="part", part="Quotes")

    facts = json.loads(json.dumps(panels.pilots(programme)))

    assert [(item["pilot"], item["met"], item["measures"]) for item in facts["pilots"]] == [
        ("Quotes", 1, 2),
        ("Service", 0, 0),
    ]
    assert set(facts["pilots"][0]["words"]) == {"en", "zh-hans", "zh-hant"}
    assert len(facts["charts"]) == 1
    for language in ("en", "zh-hans"):
        with translation.override(language):
            page = "".join(
                render_to_string(name, {"facts": facts, "currency": "EUR"})
                for name in ("rollout/_brief.html", "rollout/_report.html")
            )
            assert "Quotes" in page
            assert "83" in page


def test_what_happened_to_pilots_is_told(programme):
    pilot = make_running_pilot(programme, name="Quotes")
    manager = user_as("manager", programme)
    perform(pilot, "evaluate", by=manager)
    actions.roll_back_pilot(pilot, by=manager, note="Orders were lost.")

    today = datetime.datetime.now(datetime.UTC).date()
    found = registry.happened(programme, today, today)

    told = {event.what["en"] for event in found}
    assert told >= {"Pilot “Quotes” started.", "Pilot “Quotes” went into evaluation.", "Pilot “Quotes” rolled back."}


def test_the_lead_waits_for_the_start_and_the_end(programme):
    member = user_as("member", programme)
    make_pilot(programme, name="Service", lead=member, planned_start=days(5))
    make_running_pilot(programme, name="Quotes", lead=member, planned_end=days(3), planned_start=days(-35))

    found = [str(item.what) for item in waiting.for_person(programme, member)]

    assert found == ["End and evaluate the pilot: Quotes", "Start the pilot: Service"]

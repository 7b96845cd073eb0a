import datetime
import json

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from change_mgmt import actions
from change_mgmt.panels import people, scope
from core.evidence import plain
from implementation.programme import registry
from tests.change_mgmt.factories import (
    departments_of,
    make_change,
    make_course,
    make_held_session,
    make_stakeholder,
    make_waiting_change,
)
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def approve(programme, **effects):
    change = make_waiting_change(programme, **effects)
    actions.decide(change, outcome="approve", reason="Yes.", by=user_as("sponsor", programme))
    return change


def make_late(programme, change):
    type(change).objects.filter(pk=change.pk).update(decide_by=timezone.localdate() - datetime.timedelta(days=2))
    return change


def test_scope_is_on_track_when_nothing_is_asked_for(programme):
    status = scope(programme)

    assert (status.level, str(status.reason)) == ("on_track", "No change is approved.")


def test_scope_says_what_was_approved(programme):
    approve(programme, cost=1200, days=4)
    approve(programme, cost=60_000, days=-1)

    status = scope(programme)

    assert (status.level, str(status.reason)) == ("on_track", "**2** changes approved: ¥61,200, 3 days.")


def test_scope_is_at_risk_while_a_large_change_waits(programme):
    change = make_waiting_change(programme, touches_contract=True)

    status = scope(programme)

    assert (status.level, str(status.reason)) == ("at_risk", f"A large change waits for approval: **{change}**.")


@pytest.mark.parametrize(("contract", "level"), [(False, "at_risk"), (True, "off_track")])
def test_an_undecided_change_past_its_day_shows(programme, contract, level):
    change = make_late(programme, make_waiting_change(programme, touches_contract=contract))

    status = scope(programme)

    assert (status.level, str(status.reason)) == (level, f"**1** undecided past the day: {change}.")


def test_the_menu_counts_what_is_undecided(programme):
    make_change(programme)
    approve(programme)

    assert registry.nav_counts(programme)["changes"] == 1


def test_the_panel_is_plain_and_leaves_out_how_people_stand(programme):
    sales = departments_of(programme)[0]
    make_held_session(make_course(programme, needs={sales: 4}), sales, came=3)
    make_stakeholder(programme, name="Confidential Person")
    approve(programme, cost=100)

    facts = people(programme)

    assert json.loads(json.dumps(facts)) == facts == plain(facts)
    assert "Confidential" not in json.dumps(facts)
    assert facts["total"] == {"needed": 4, "trained": 3, "missing": 1, "share": 75.0}
    assert facts["changes"][0]["cost"] == "100.00"
    assert facts["changes"][0]["state_name"]["en"] == "Approved"
    assert [column["en"] for column in facts["charts"][0]["columns"]] == ["Level", "Trained", "Still to train"]


def test_a_programme_without_people_or_changes_has_nothing_to_say(programme):
    assert not any(people(programme).values())


@pytest.mark.parametrize("template", ["change_mgmt/_report.html", "change_mgmt/_brief.html"])
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_report_can_be_read_in_every_language(programme, template, language):
    sales = departments_of(programme)[0]
    make_held_session(make_course(programme, needs={sales: 4}), sales, came=3)
    make_change(programme)

    with translation.override(language):
        markup = render_to_string(template, {"facts": people(programme), "currency": "CNY"})

    assert "75.0" in markup


def test_decisions_and_sessions_are_events(programme):
    sales = departments_of(programme)[0]
    session = make_held_session(make_course(programme, title="Sales daily"), sales, came=3, absent=1)
    change = approve(programme)
    today = timezone.localdate()

    found = registry.happened(programme, today - datetime.timedelta(days=3), today)

    texts = [event.what["en"] for event in found if isinstance(event.what, dict)]
    assert f"{change}: Approved, by Sponsor." in texts
    assert "Training held: Sales daily, 3 people." in texts
    assert timezone.localdate(session.starts_at) in [event.on for event in found]

"""What gates, the report and deadlines learn of those who matter: figures without names, and nothing of whoever is kept."""

import datetime

import pytest
from django.utils import timezone, translation

from change_mgmt.actions import stakeholders as actions
from change_mgmt.models import Contact
from change_mgmt.stakeholders.gate_checks import key_people_cared_for, key_people_won, stakeholders_known
from change_mgmt.stakeholders.report import stakeholders
from implementation.gates.registry import checks
from implementation.programme import waiting
from tests.change_mgmt.factories import make_contact, make_stakeholder
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def cared(programme, influence=4):
    found = key_people_cared_for(programme, gate=None, influence=influence)
    with translation.override("en"):
        return found.state, str(found.evidence)


def won(programme, gap=1):
    found = key_people_won(programme, gate=None, influence=4, gap=gap)
    with translation.override("en"):
        return found.state, str(found.evidence)


def test_without_key_people_neither_check_is_met(programme):
    make_stakeholder(programme, influence=3)

    assert cared(programme) == won(programme) == ("not_met", "No key person is named yet.")


def test_a_key_person_needs_an_owner_and_a_step_unless_they_stand_where_they_should(programme):
    manager = user_as("manager", programme)
    key = make_stakeholder(programme, attitude_now=0, attitude_wanted=1)
    make_stakeholder(programme, attitude_now=1, attitude_wanted=1, looked_after_by=manager)

    alone = cared(programme)
    actions.change_stakeholder(key, by=manager, looked_after_by=manager)
    without_step = cared(programme)
    actions.change_stakeholder(key, by=manager, next_step="Call")

    assert alone == without_step == ("partly", "**1 of 2** key people have no owner or no next step.")
    assert cared(programme) == ("met", "All **2** key people have somebody, and a next step where they need one.")


def test_key_people_may_be_one_step_away_or_as_the_gate_says(programme):
    make_stakeholder(programme, attitude_now=0, attitude_wanted=1)

    assert won(programme) == ("met", "All **1** key people are close enough.")
    assert won(programme, gap=0) == ("not_met", "**1 of 1** key people are too far from where they should be.")


def test_whoever_is_kept_changes_no_figure(programme):
    make_stakeholder(programme, attitude_now=1)
    before = [check(programme, gate=None, **more).figures for check, more in CHECKS], stakeholders(programme)

    make_stakeholder(programme, kept=True, influence=5, attitude_now=-2, group="customer")

    after = [check(programme, gate=None, **more).figures for check, more in CHECKS], stakeholders(programme)
    assert after == before


CHECKS = [
    (stakeholders_known, {"groups": ["customer"]}),
    (key_people_cared_for, {"influence": 4}),
    (key_people_won, {"influence": 4, "gap": 1}),
]


def test_the_report_gives_numbers_and_never_names(programme):
    make_stakeholder(programme, name="Nameless One", attitude_now=-1, looked_after_by=user_as("manager", programme))
    make_stakeholder(programme, name="Nameless Two", influence=1, attitude_now=2)

    facts = stakeholders(programme)

    assert "Nameless" not in str(facts) and "Manager" not in str(facts)
    assert (facts["total"], facts["key"], facts["key_apart"], facts["key_alone"]) == (2, 1, 1, 0)
    assert [(item["name"]["en"], item["n"]) for item in facts["attitudes"] if item["n"]] == [
        ("Doubts", 1),
        ("Champions", 1),
    ]


def test_the_checks_are_should_at_the_gates_they_serve():
    found = {name: checks()[f"change_mgmt.{name}"].at for name in ("key_people_cared_for", "key_people_won")}

    assert found == {
        "key_people_cared_for": {"business_case": "should", "ready_to_pilot": "should"},
        "key_people_won": {"ready_to_pilot": "should", "acceptance": "should"},
    }


def test_a_promise_waits_for_whoever_gave_it_without_a_name(programme):
    manager, due = user_as("manager", programme), timezone.localdate() + datetime.timedelta(days=2)
    contact = make_contact(programme, stakeholder=make_stakeholder(programme, name="Hush"), promised_by=due)
    waits = [item for item in waiting.on_programme(programme) if manager.pk in item.who and item.on == due]

    actions.keep_promise(Contact.objects.get(pk=contact.pk), by=manager)

    assert [str(item.what) for item in waits] == ["Keep what you promised a stakeholder"]
    assert [item for item in waiting.on_programme(programme) if item.on == due] == []

import datetime
import json

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from core import deadlines
from implementation.programme import registry
from sla import breaches, panels
from sla.models import Breach, Credit, MonthlyResult
from tests.factories import user_as
from tests.sla.factories import bring_in, csv_of, make_agreement, make_breach, make_contract

pytestmark = pytest.mark.django_db


def test_the_menu_counts_unanswered_breaches(programme):
    assert panels.count(programme) == 0

    make_breach(programme)

    assert panels.count(programme) == 1


def test_status_without_measurements_is_no_data(programme):
    make_agreement(programme)

    assert panels.vendor_service(programme).level == registry.NO_DATA


def test_status_follows_the_last_months_and_the_answers(programme):
    breach = make_breach(programme)
    assert panels.vendor_service(programme).level == registry.AT_RISK
    assert "**99.87 %**, target 99.90 %" in str(panels.vendor_service(programme).reason)

    rows = [
        f"shop,2025-0{month}-05T0{hour}:00:00Z,{state},200,1"
        for month in (3, 4)
        for hour, state in ((1, "down"), (3, "up"))
    ]
    bring_in(breach.agreement, csv_of(*rows, "shop,2025-05-01T00:00:00Z,up,200,1"))

    assert panels.vendor_service(programme).level == registry.OFF_TRACK


def test_good_months_are_on_track(programme):
    agreement = make_agreement(programme)

    bring_in(agreement, csv_of("shop,2025-01-01T00:00:00Z,up,200,1", "shop,2025-01-31T00:00:00Z,up,200,1"))

    assert panels.vendor_service(programme).level == registry.ON_TRACK


def test_facts_are_plain_and_both_templates_read_them(programme):
    make_breach(programme)

    facts = panels.service_levels(programme)

    json.dumps(facts)
    assert facts["breaches"][0]["measured"] == "99.87"
    assert facts["charts"][0]["figure"]["zh-hans"]["data"]
    for template, words in (("sla/_report.html", "99.87"), ("sla/_brief.html", "still to claim ¥100")):
        assert words in render_to_string(template, {"facts": facts, "currency": "CNY"})


def test_hours_and_counts_are_told_in_their_unit_in_every_language(programme):
    breach = make_breach(programme)
    fields = {"kind": "rto", "statistic": "worst", "direction": "at_most", "unit": "h", "target": 4}
    breach.agreement.objectives.update(**fields)
    Breach.objects.update(measured="5.5", target=4)
    MonthlyResult.objects.update(adjusted="5.5", target=4)

    facts = panels.service_levels(programme)

    told = facts["breaches"][0]
    assert (told["measured_in"]["en"], told["target_in"]["en"]) == ("5.50 h", "4 h")
    assert facts["agreements"][0]["objectives"][0]["promise"]["en"] == "at most 4 h"
    assert "5.50 h" in render_to_string("sla/_report.html", {"facts": facts, "currency": "CNY"})
    assert "**5.50 h**, target 4 h" in str(panels.vendor_service(programme).reason)


def test_the_report_says_when_there_is_nothing(programme):
    facts = panels.service_levels(programme)

    assert "No service level agreement is in force." in render_to_string("sla/_brief.html", {"facts": facts})


def test_breaches_and_claims_are_what_happened(programme):
    breach = make_breach(programme)
    breaches.claim(breach.credit, by=user_as("manager", programme))
    today = timezone.now().date()

    found = [event.what["en"] for event in panels.happened(programme, today, today)]

    assert found == [
        "Target missed: Availability, Jan 2025, 99.87 %, target 99.90 %.",
        "Credit of ¥100 claimed: Availability, Jan 2025.",
    ]
    assert not list(panels.happened(programme, today + datetime.timedelta(days=1), today + datetime.timedelta(days=2)))


def test_a_claim_is_a_deadline_of_the_managers_and_an_answer_waits_for_the_vendor(programme):
    vendor, manager = user_as("vendor_contact", programme), user_as("manager", programme)
    breach = make_breach(programme, make_agreement(programme, contract=make_contract(programme, contact=vendor)))
    credit = Credit.objects.get()

    due = [item for item in deadlines.upcoming(programme, until=credit.claim_by) if item.icon == "cash-coin"]
    later = breach.answer_by + datetime.timedelta(days=1)
    waiting = [item for item in deadlines.upcoming(programme, until=later) if item.on == breach.answer_by]

    assert (due[0].on, manager.pk in due[0].who) == (credit.claim_by, True)
    assert vendor.pk in waiting[0].who

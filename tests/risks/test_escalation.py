import datetime

import pytest
from django.utils import timezone

from core.models import AuditEntry
from risks.acceptance import decide_acceptance
from risks.deadlines import TOLD_SINGLY, above_appetite
from risks.escalation import WARN_DAYS, escalate, warn_of_endings
from risks.gate_checks import within_appetite
from risks.hints import unanswered
from risks.models import Risk
from tests.factories import user_as
from tests.risks.factories import make_request, make_risk, make_scale, make_treated

pytestmark = pytest.mark.django_db


def test_what_is_above_the_appetite_is_told_to_the_sponsor_once(programme):
    sponsor, risk = user_as("sponsor", programme), make_risk(programme, likelihood=4)

    told = [escalate(), escalate()]

    assert told == [1, 0]
    assert sponsor.notifications.get().text == "Above the appetite, with nothing under way: R-001 Data is wrong"
    assert AuditEntry.objects.filter(label="risks.risk", object_id=risk.pk, verb="escalated").count() == 1


def test_what_is_treated_or_borne_is_not_told(programme):
    make_risk(programme)
    make_treated(programme, likelihood=4)

    assert escalate() == 0


def test_a_category_may_bear_less(programme):
    make_risk(programme, category="data")
    make_risk(programme, category="people")
    make_scale(programme, category_appetite={"data": 1})

    escalate()

    assert list(Risk.objects.exclude(escalated_on=None).values_list("category", flat=True)) == ["data"]


def test_the_mark_goes_when_something_is_done(programme):
    risk = make_risk(programme, likelihood=4)
    escalate()

    make_scale(programme, appetite=4)
    escalate()

    assert Risk.objects.get(pk=risk.pk).escalated_on is None


def test_it_waits_for_sponsor_and_owner(programme):
    sponsor, manager = user_as("sponsor", programme), user_as("manager", programme)
    make_risk(programme, likelihood=4, owner=manager)

    assert [item.who for item in above_appetite(programme)] == [frozenset({sponsor.pk, manager.pk})]


def test_many_are_told_in_one_line_behind_the_worst(programme):
    sponsor = user_as("sponsor", programme)
    for _count in range(TOLD_SINGLY + 2):
        make_risk(programme, likelihood=4)
    worst = make_risk(programme, likelihood=5, impact=5)

    found = list(above_appetite(programme))

    assert (len(found), found[0].url) == (TOLD_SINGLY + 1, worst.get_absolute_url())
    assert str(found[-1].what) == "Above the appetite, with nothing under way: 3 more"
    assert found[-1].who == frozenset({sponsor.pk})


def test_the_database_finds_what_a_risk_says_of_itself(programme):
    make_scale(programme, category_appetite={"people": 1})
    for likelihood in (None, 1, 3, 4, 5):
        make_risk(programme, likelihood=likelihood)
        make_risk(programme, likelihood=likelihood, category="people")
        make_risk(programme, likelihood=likelihood, nature="opportunity")
        make_treated(programme, likelihood=likelihood or 2)
    accepted = make_risk(programme, likelihood=5)
    asked = make_request(programme, risk=accepted)
    decide_acceptance(asked, outcome="accepted", reason="Borne", by=user_as("sponsor", programme))

    found = unanswered(Risk.objects.filter(programme=programme))

    said = [risk for risk in Risk.objects.filter(programme=programme) if risk.needs_escalation]
    assert set(found) == set(said)
    assert len(said) == 5


def test_the_gate_asks_for_an_answer_to_what_is_above(programme):
    make_risk(programme, likelihood=4)

    found = [within_appetite(programme, gate=None).state, within_appetite(programme, gate=None, most=1).state]

    assert found == ["not_met", "met"]


@pytest.mark.parametrize(("days", "told"), [(WARN_DAYS + 1, [0, 0]), (WARN_DAYS, [1, 0]), (1, [1, 0])])
def test_the_end_of_an_acceptance_is_announced_once(programme, days, told):
    owner = user_as("manager", programme)
    asked = make_request(programme, risk=make_risk(programme, owner=owner))
    decide_acceptance(asked, outcome="accepted", reason="x", by=user_as("sponsor", programme))
    today = timezone.localdate(timezone=programme.organisation.zone)
    Risk.objects.update(accepted_until=today + datetime.timedelta(days=days))

    assert [warn_of_endings(), warn_of_endings()] == told
    assert owner.notifications.filter(text__startswith="An acceptance ends on").count() == told[0]

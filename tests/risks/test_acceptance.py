import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.audit import broken_links
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Membership
from risks.acceptance import decide_acceptance, default_expiry, expire_acceptances, request_acceptance
from risks.models import Acceptance, AcceptanceRequest, Risk
from tests.factories import user_as
from tests.risks.factories import make_request, make_risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def sponsor(programme):
    return user_as("sponsor", programme)


def accept(asked, by, outcome="accepted"):
    return decide_acceptance(asked, outcome=outcome, reason="Bearable", by=by)


def test_a_sponsor_accepts_until_the_day_asked_for(programme, sponsor):
    asked = make_request(programme)

    answer = accept(asked, sponsor)

    risk = Risk.objects.get(pk=asked.risk_id)
    assert (risk.state, risk.accepted_until, risk.is_accepted_now) == ("accepted", asked.expires_on, True)
    assert (answer.by_name, answer.by_role, answer.facts["rating"]["current"]["level"]) == ("Sponsor", "sponsor", 2)
    assert AuditEntry.objects.filter(label="risks.acceptance").count() == 1
    assert list(broken_links()) == []


def test_the_sponsors_and_the_one_who_asked_are_told(programme, sponsor):
    asked = make_request(programme)
    accept(asked, sponsor)

    assert "asks you to accept a risk" in sponsor.notifications.get().text
    assert asked.requested_by.notifications.get().text == "R-001 Data is wrong: Accepted"


def test_a_refusal_leaves_the_risk_as_it_is(programme, sponsor):
    asked = make_request(programme)

    accept(asked, sponsor, "refused")

    states = AcceptanceRequest.objects.get().state, Risk.objects.get().state
    assert states == ("refused", "assessed")


def test_who_asks_never_decides(programme):
    both = user_as("consultant", programme)
    Membership.objects.create(programme=programme, user=both, role="sponsor")
    asked = make_request(programme, by=both)

    with pytest.raises(Refused, match="someone else must decide"):
        accept(asked, both)

    assert (Acceptance.objects.count(), Risk.objects.get().state) == (0, "assessed")


@pytest.mark.parametrize("role", ["manager", "consultant", "executive", "member", "vendor_contact"])
def test_only_a_sponsor_decides(programme, role):
    with pytest.raises(PermissionDenied):
        accept(make_request(programme), user_as(role, programme))


def test_a_second_answer_is_refused(programme, sponsor):
    asked = make_request(programme)
    accept(asked, sponsor)

    with pytest.raises(Refused, match="decided or withdrawn"):
        accept(asked, sponsor, "refused")


def test_the_steps_alone_do_not_accept(programme, sponsor):
    asked = make_request(programme)

    with pytest.raises(Refused, match="its own page"):
        perform(asked, "accept", by=sponsor)
    with pytest.raises(Refused, match="No acceptance"):
        perform(asked.risk, "accept", by=sponsor)


@pytest.mark.parametrize(("days", "words"), [(0, "past"), (-3, "past"), (400, "within a year")])
def test_the_day_must_make_sense(programme, days, words):
    with pytest.raises(Refused, match=words):
        make_request(programme, days=days)


def test_one_request_at_a_time(programme):
    risk = make_risk(programme)
    make_request(programme, risk=risk)

    with pytest.raises(Refused, match="already"):
        make_request(programme, risk=risk)


def test_an_unrated_risk_cannot_be_accepted(programme):
    with pytest.raises(Refused, match="rate the risk first"):
        make_request(programme, risk=make_risk(programme, likelihood=None))


def test_only_editors_ask(programme):
    asked = AcceptanceRequest(risk=make_risk(programme), reason="x", expires_on=default_expiry(programme))

    with pytest.raises(PermissionDenied):
        request_acceptance(asked, by=user_as("member", programme))


def test_the_default_is_the_next_gate_where_it_is_sooner(programme):
    gate = programme.gates.order_by("stage__number").first()
    gate.due = timezone.localdate() + datetime.timedelta(days=20)
    gate.save()

    assert default_expiry(programme) == gate.due


def test_an_expired_acceptance_opens_the_risk_again(programme, sponsor):
    asked = make_request(programme, days=5)
    accept(asked, sponsor)
    later = timezone.now() + datetime.timedelta(days=7)

    assert (expire_acceptances(timezone.now()), expire_acceptances(later), expire_acceptances(later)) == (0, 1, 0)

    risk = Risk.objects.get()
    assert (risk.state, risk.accepted_until) == ("assessed", None)
    entry = AuditEntry.objects.get(verb="end_acceptance")
    assert (entry.actor, entry.actor_name) == (None, "Pilotage")
    assert "open again" in sponsor.notifications.first().text


def test_the_last_day_still_counts(programme, sponsor):
    accept(make_request(programme, days=5), sponsor)
    zone = programme.organisation.zone
    last = datetime.datetime.combine(Risk.objects.get().accepted_until, datetime.time(23, 30), zone)

    assert expire_acceptances(last) == 0
    assert expire_acceptances(last + datetime.timedelta(hours=1)) == 1


def test_an_acceptance_is_never_changed(programme, sponsor):
    answer = accept(make_request(programme), sponsor)
    answer.reason = "Other"

    with pytest.raises(PermissionDenied):
        answer.save()

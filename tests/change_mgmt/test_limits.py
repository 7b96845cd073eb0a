"""Limits of a programme, and small changes that are one large one in pieces."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from change_mgmt import actions
from change_mgmt.models import ChangeLimits, ChangeRequest
from core.models import AuditEntry
from tests.change_mgmt.factories import make_waiting_change
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


def set_to(programme, *, cost=1000, days=5, by="sponsor") -> ChangeLimits:
    limits = actions.limits_for_edit(programme)
    return actions.set_limits(limits, cost=Decimal(cost), days=days, by=user_as(by, programme))


def test_the_usual_limits_hold_until_the_sponsor_sets_others(programme):
    before = actions.limits_of(programme)
    set_to(programme)

    assert (before.cost, before.days) == (Decimal(50_000), 10)
    assert (actions.limits_of(programme).cost, actions.limits_of(programme).days) == (Decimal(1000), 5)
    assert actions.limits_of(make_programme()).cost == Decimal(50_000)


def test_every_change_of_the_limits_is_on_record(programme):
    set_to(programme)
    set_to(programme, cost=2000)

    entries = AuditEntry.objects.filter(label="change_mgmt.changelimits").order_by("number")
    assert [(line.verb, line.before.get("cost"), Decimal(line.after["cost"])) for line in entries] == [
        ("created", None, Decimal(1000)),
        ("changed", "1000.00", Decimal(2000)),
    ]


@pytest.mark.parametrize("role", ["manager", "consultant", "executive", "member"])
def test_only_the_sponsor_sets_limits(programme, role):
    with pytest.raises(PermissionDenied):
        set_to(programme, by=role)

    assert not ChangeLimits.objects.exists()


def test_a_limit_below_nothing_is_refused(programme):
    with pytest.raises(ValidationError):
        set_to(programme, cost=-1)


def test_the_size_follows_the_programmes_own_limits(programme):
    small = make_waiting_change(programme, cost=Decimal(2000))
    set_to(programme)
    large = make_waiting_change(programme, cost=Decimal(2000))

    sizes = dict(ChangeRequest.objects.values_list("pk", "size"))
    assert (sizes[small.pk], sizes[large.pk]) == ("small", "large")


def test_the_sponsor_sets_them_on_a_page(programme, as_role):
    client = as_role("sponsor")

    client.post(reverse("change_limits", args=[programme.pk]), {"cost": "900", "days": "3"})
    client.post(reverse("change_limits", args=[programme.pk]), {"cost": "800", "days": "4", "revision": "0"})

    limits = ChangeLimits.objects.get()
    assert (limits.cost, limits.days) == (Decimal(800), 4)


def test_small_changes_that_pass_a_limit_together_are_flagged(programme, as_role):
    one, two = (make_waiting_change(programme, cost=Decimal(30_000)) for _each in range(2))
    ChangeRequest.objects.filter(pk__in=[one.pk, two.pk]).update(subject="sales")
    other = make_waiting_change(programme, cost=Decimal(30_000))

    listed = as_role("manager").get(reverse("changes", args=[programme.pk]))
    page = as_role("manager").get(one.get_absolute_url())

    assert listed.context["together"] == {one.number, two.number}
    assert page.context["together"] == [two]
    assert "one large change in pieces" not in as_role("manager").get(other.get_absolute_url()).content.decode()


def test_a_flag_is_kept_with_the_decision(programme):
    one, two = (make_waiting_change(programme, cost=Decimal(30_000)) for _each in range(2))

    decision = actions.decide(one, outcome="approve", reason="Yes.", by=user_as("manager", programme))

    assert decision.facts["together_with"] == [two.code]


def test_a_rejected_part_no_longer_counts(programme):
    one, two = (make_waiting_change(programme, cost=Decimal(30_000)) for _each in range(2))
    actions.decide(two, outcome="reject", reason="No.", by=user_as("sponsor", programme))

    assert actions.split_with(ChangeRequest.objects.get(pk=one.pk), actions.limits_of(programme)) == []

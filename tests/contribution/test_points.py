"""Soft points: entered by another, changed for a week, corrected afterwards, answered by the person."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from change_mgmt.contribution import actions
from change_mgmt.contribution.models import SoftPoint
from core.models import AuditEntry, Notification
from core.refusal import Refused
from tests.contribution.factories import a_point, make_kind, make_point
from tests.factories import ROLES, make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


def told(person):
    return list(Notification.objects.filter(user=person).order_by("pk").values_list("text", flat=True))


def test_a_point_is_entered_once_and_the_person_hears_of_it(programme):
    point = make_point(programme)

    assert [entry.verb for entry in AuditEntry.objects.filter(label="contribution.softpoint")] == ["created"]
    assert told(user_as("member", programme)) == [
        "Something was entered about your contribution (Innovation). Read it, and answer if you see it otherwise."
    ]
    assert (point.given_by, point.is_open) == (user_as("manager", programme), True)


def test_nobody_gives_points_to_themselves(programme):
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="to themselves"):
        actions.give_point(a_point(programme, person=manager), by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        point = a_point(programme, person=manager)
        point.given_by = manager
        point.save()


@pytest.mark.parametrize("role", ["consultant", "executive", "member", "vendor_contact"])
def test_only_sponsors_and_managers_enter_points(programme, role):
    about = user_as("member", programme, name="Another")

    with pytest.raises(PermissionDenied):
        actions.give_point(a_point(programme, person=about), by=user_as(role, programme))

    assert not SoftPoint.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "vendor"])
def test_points_are_about_people_inside(programme, who):
    person = make_user() if who == "stranger" else user_as("vendor_contact", programme)

    with pytest.raises(Refused, match="is not on this programme"):
        actions.give_point(a_point(programme, person=person), by=user_as("manager", programme))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"points": 6}, "is not a valid choice"),
        ({"points": 0}, "is not a valid choice"),
        ({"reason": ""}, "cannot be blank"),
        ({"evidence": ""}, "cannot be blank"),
        ({"period_to": datetime.date(2000, 1, 1)}, "ends before it begins"),
        ({"period_to": datetime.date(2100, 1, 1)}, "still to come"),
        ({"kind": "own"}, "Choose one of the kinds"),
    ],
)
def test_a_point_is_whole(programme, fields, words):
    with pytest.raises(ValidationError, match=words):
        make_point(programme, **fields)

    assert not SoftPoint.objects.exists()


def test_a_kind_of_another_programme_is_refused(programme):
    with pytest.raises(ValidationError, match="Choose one of this programme"):
        make_point(programme, kind="own", own_kind=make_kind(make_programme()))


def test_it_is_changed_within_a_week_by_who_entered_it(programme):
    manager, point = user_as("manager", programme), make_point(programme, days_ago=7)

    actions.change_point(point, by=manager, points=5)

    assert point.points == 5
    assert told(user_as("member", programme))[-1] == "Something about your contribution was changed (Innovation)."


@pytest.mark.parametrize(
    ("days_ago", "by", "words"), [(8, "manager", "more than 7 days ago"), (1, "sponsor", "may change this")]
)
def test_later_or_by_another_it_stays(programme, days_ago, by, words):
    point = make_point(programme, days_ago=days_ago)

    with pytest.raises(Refused, match=words):
        actions.change_point(point, by=user_as(by, programme), points=5)

    point.refresh_from_db()
    assert point.points == 4


def test_a_correction_is_a_new_line_once(programme):
    sponsor, old = user_as("sponsor", programme), make_point(programme, days_ago=30)

    new = actions.correct_point(a_point(programme, points=5, reason="It was more."), of=old, by=sponsor)

    old = SoftPoint.objects.get(pk=old.pk)
    assert (old.points, old.is_corrected, new.corrects, new.given_by) == (4, True, old, sponsor)
    assert told(new.person)[-1] == "Something about your contribution was corrected (Innovation)."
    with pytest.raises(Refused, match="corrected already"):
        actions.correct_point(a_point(programme), of=old, by=sponsor)
    with pytest.raises(Refused, match="corrected already"):
        actions.change_point(SoftPoint.objects.get(pk=make_corrected(programme).pk), by=user_as("manager", programme))


def make_corrected(programme):
    old = make_point(programme)
    actions.correct_point(a_point(programme), of=old, by=user_as("manager", programme))
    return old


def test_a_correction_stays_with_its_person(programme):
    old = make_point(programme)

    new = actions.correct_point(
        a_point(programme, person=user_as("consultant", programme)), of=old, by=user_as("manager", programme)
    )

    assert new.person == user_as("member", programme)


def test_the_person_answers_and_takes_it_back(programme):
    member, point = user_as("member", programme), make_point(programme)

    actions.answer_point(point, answer="I was ill.", by=member)
    first = (point.answer, point.answered_at is not None)
    actions.answer_point(point, answer="", by=member)

    assert first == ("I was ill.", True)
    assert (point.answer, point.answered_at) == ("", None)
    assert told(user_as("manager", programme))[0] == "Member answered what you entered (Innovation)."


@pytest.mark.parametrize("role", ["sponsor", "manager", "consultant", "executive"])
def test_nobody_answers_for_another(programme, role):
    point = make_point(programme)

    with pytest.raises(PermissionDenied):
        actions.answer_point(point, answer="Mine", by=user_as(role, programme))


def test_a_point_is_there_for_the_person_sponsors_and_managers_only(programme):
    point = make_point(programme)
    another = user_as("member", programme, name="Another")

    people = {role: user_as(role, programme) for role in ROLES} | {"another": another}
    assert {name: person.has_perm("contribution.view_softpoint", point) for name, person in people.items()} == {
        "sponsor": True,
        "manager": True,
        "consultant": False,
        "executive": False,
        "member": True,
        "vendor_contact": False,
        "another": False,
    }
    assert point.roles_of(another) == frozenset()


@pytest.mark.parametrize("role", ["consultant", "executive", "member"])
def test_the_audit_trail_tells_others_nothing(programme, role):
    make_point(programme)
    entries = AuditEntry.objects.filter(chain__scope_key=programme.scope_key)

    assert (
        not entries.seen_with(programme.roles_of(user_as(role, programme)))
        .filter(label="contribution.softpoint")
        .exists()
    )


def test_it_may_be_changed_for_seven_days(programme):
    point = make_point(programme)

    assert point.open_until == timezone.localdate() + datetime.timedelta(days=7)

"""Reporting signs and dealing with them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from change_mgmt.resistance import actions
from change_mgmt.resistance.models import Sign
from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import open_steps, perform
from risks.models import Risk
from tests.factories import make_programme, user_as
from tests.resistance.factories import department_of, make_confidential, make_owned_sign, make_sign

pytestmark = pytest.mark.django_db


def entries(sign):
    return list(AuditEntry.objects.filter(label="resistance.sign", object_id=sign.pk).order_by("number"))


def test_a_sign_gets_the_next_number_and_one_entry(programme):
    member = user_as("member", programme)

    first, second = make_sign(programme, by=member), make_sign(programme, by=member)

    assert (first.code, second.code, second.reported_by) == ("S-001", "S-002", member)
    assert [(entry.verb, entry.actor) for entry in entries(second)] == [("created", member)]


def test_a_name_that_is_not_to_be_kept_is_stored_nowhere(programme):
    member = user_as("member", programme)

    sign = make_sign(programme, by=member, nameless=True)

    kept = Sign.objects.filter(pk=sign.pk).values().get()
    assert kept["reported_by_id"] is None
    (entry,) = entries(sign)
    assert (entry.actor, entry.actor_name, entry.actor_role) == (None, "Pilotage", "")
    assert entry.after["reported_by_id"] is None
    assert member.name not in f"{entry.after} {kept}"


def test_the_managers_hear_of_a_report_but_not_who_wrote_it(programme):
    manager = user_as("manager", programme)

    make_sign(programme, by=user_as("member", programme), nameless=True)

    assert Notification.objects.filter(user=manager).get().text == "A sign of resistance was reported: S-001."


def test_a_vendor_reports_nothing(programme):
    with pytest.raises(PermissionDenied):
        make_sign(programme, by=user_as("vendor_contact", programme))

    assert not Sign.objects.exists()


def test_a_person_is_named_in_confidence_only(programme):
    with pytest.raises(ValidationError, match="Mark it confidential"):
        make_sign(programme, person="Paula Person")

    assert not Sign.objects.exists()


def test_a_department_of_another_organisation_is_refused(programme):
    with pytest.raises(ValidationError, match="Choose a department of this organisation"):
        make_sign(programme, department=department_of(make_programme()))


def test_a_sign_is_met_step_by_step(programme):
    manager, sign = user_as("manager", programme), make_owned_sign(programme)

    perform(sign, "look_into", by=manager)
    perform(sign, "meet", by=manager)
    actions.close_sign(sign, "settle", outcome="They have seen it work.", by=manager)

    assert (sign.state, sign.outcome, sign.closed_on) == ("settled", "They have seen it work.", timezone.localdate())
    assert [entry.verb for entry in entries(sign)] == ["created", "look_into", "meet", "settle"]


def test_nobody_looks_into_it_before_it_has_an_owner(programme):
    sign = make_sign(programme)

    with pytest.raises(Refused, match="name an owner"):
        perform(sign, "look_into", by=user_as("manager", programme))


def test_no_step_starts_that_is_not_written(programme):
    sign = make_owned_sign(programme, next_step="", next_step_due=None)

    with pytest.raises(Refused, match="next step"):
        perform(sign, "meet", by=user_as("manager", programme))


def test_what_is_closed_says_what_came_of_it(programme):
    sign = make_owned_sign(programme)

    with pytest.raises(Refused, match="what came of it"):
        actions.close_sign(sign, "settle", outcome=" ", by=user_as("manager", programme))


def test_its_buttons_are_open_before_the_outcome_is_written(programme):
    steps = open_steps(make_owned_sign(programme), user_as("manager", programme))

    assert {step.name: step.closed for step in steps} == {"look_into": "", "meet": "", "settle": "", "accept": ""}


def test_a_closed_sign_is_changed_only_after_it_is_open_again(programme):
    manager, sign = user_as("manager", programme), make_owned_sign(programme)
    actions.close_sign(sign, "accept", outcome="It costs more to mend.", by=manager)
    with pytest.raises(Refused, match="open it again first"):
        actions.change_sign(sign, by=manager, concern="Time")

    perform(sign, "reopen", by=manager, note="It came back.")
    actions.change_sign(sign, by=manager, concern="Time")

    assert (sign.state, sign.closed_on, sign.concern) == ("looked_into", None, "Time")


@pytest.mark.parametrize("role", ["consultant", "executive", "member"])
def test_only_sponsors_and_managers_leave_it_as_it_stands(programme, role):
    sign = make_owned_sign(programme)

    with pytest.raises(PermissionDenied):
        actions.close_sign(sign, "accept", outcome="So be it.", by=user_as(role, programme))


def test_an_owner_of_the_staff_deals_with_their_own_only(programme):
    member = user_as("member", programme)
    own, other = make_owned_sign(programme, owner=member), make_owned_sign(programme)

    perform(own, "look_into", by=member)

    assert own.state == "looked_into"
    with pytest.raises(PermissionDenied):
        perform(other, "look_into", by=member)


def test_a_vendor_is_no_owner(programme):
    sign = make_sign(programme)

    with pytest.raises(Refused, match="is not on this programme"):
        actions.change_sign(sign, by=user_as("manager", programme), owner=user_as("vendor_contact", programme))


def test_whoever_becomes_the_owner_hears_of_it(programme):
    member, sign = user_as("member", programme), make_sign(programme)

    actions.change_sign(sign, by=user_as("manager", programme), owner=member)

    assert Notification.objects.get(user=member).text == "You look after a sign of resistance: S-001."


def test_a_sign_becomes_one_risk_that_names_nobody(programme):
    manager, sign = user_as("manager", programme), make_confidential(programme, kind="hoarding")

    first = actions.raise_risk_of(sign, by=manager)
    second = actions.raise_risk_of(sign, by=manager)

    assert first == second
    assert Risk.objects.get().title == "Resistance: Customers kept to oneself (Sales)"
    assert "Paula" not in str(Risk.objects.values().get())

"""One person on the list: added, changed, gone, removed, forgotten."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry, OutgoingMail
from core.refusal import Refused, Stale
from implementation.programme.models import Department
from implementation.staff import actions, registry
from implementation.staff.models import Employee
from tests.communication.factories import make_message
from tests.factories import make_programme, make_user, user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def trail(employee) -> list[tuple[str, dict]]:
    found = AuditEntry.objects.filter(label="staff.employee", object_id=employee.pk)
    return list(found.order_by("number").values_list("verb", "after"))


def test_a_person_is_added_with_one_entry_that_keeps_no_address(programme):
    manager = user_as("manager", programme)

    person = actions.add_employee(
        Employee(programme=programme, name="Ada Clerk", email="ada@example.org", post="Clerk"), by=manager
    )

    [(verb, after)] = trail(person)
    assert verb == "created"
    assert set(after) & {"name", "email", "post"} == set()
    assert AuditEntry.objects.get(object_id=person.pk, label="staff.employee").title == "Ada Clerk"


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_others_cannot_add_people(programme, role):
    with pytest.raises(PermissionDenied):
        actions.add_employee(Employee(programme=programme, name="Ada"), by=user_as(role, programme))

    assert not Employee.objects.exists()


def test_an_address_stands_on_the_list_once_whatever_its_case(programme):
    make_employee(programme, email="ada@example.org")

    with pytest.raises(ValidationError, match="is on the list already"):
        actions.add_employee(
            Employee(programme=programme, name="Ada", email="ADA@example.org"), by=user_as("manager", programme)
        )


def test_a_department_of_another_organisation_is_refused(programme):
    elsewhere = Department.objects.filter(organisation=make_programme().organisation).first()

    with pytest.raises(ValidationError, match="Choose a department of this organisation"):
        actions.add_employee(
            Employee(programme=programme, name="Ada", department=elsewhere), by=user_as("manager", programme)
        )


def test_an_account_with_the_same_address_is_linked(programme):
    member = user_as("member", programme)

    person = actions.add_employee(
        Employee(programme=programme, name="Max", email=member.email.upper()), by=user_as("manager", programme)
    )

    assert person.user == member
    assert actions.employee_of(programme, member) == person


def test_an_account_that_is_not_on_the_programme_is_not_linked(programme):
    stranger = make_user("Stranger")

    person = actions.add_employee(
        Employee(programme=programme, name="Max", email=stranger.email), by=user_as("manager", programme)
    )

    assert person.user is None


def test_who_joined_later_is_found_by_the_address(programme):
    member = user_as("member", programme)
    person = make_employee(programme, email=member.email)

    assert actions.employee_of(programme, member) == person
    assert actions.employee_of(make_programme(), member) is None


def test_a_change_of_the_name_alone_is_kept_and_on_record(programme):
    person = make_employee(programme)

    actions.change_employee(person, name="New Name", by=user_as("manager", programme), seen_revision=0)

    assert Employee.objects.get().name == "New Name"
    assert trail(person) == [("changed", {})]


def test_another_address_loses_the_account_of_the_old_one(programme):
    member, manager = user_as("member", programme), user_as("manager", programme)
    person = actions.add_employee(Employee(programme=programme, name="Max", email=member.email), by=manager)

    actions.change_employee(person, email="other@example.org", by=manager)

    assert Employee.objects.get().user is None


def test_a_stale_form_is_refused(programme):
    person, manager = make_employee(programme), user_as("manager", programme)
    actions.change_employee(person, post="Clerk", by=manager, seen_revision=0)

    with pytest.raises(Stale):
        actions.change_employee(person, post="Driver", by=manager, seen_revision=0)


def test_who_has_left_is_not_reached_until_they_are_back(programme):
    person, manager = make_employee(programme), user_as("manager", programme)

    actions.mark_left(person, by=manager)
    reached = list(Employee.objects.reached())
    actions.bring_back(person, by=manager)

    assert reached == []
    assert list(Employee.objects.reached()) == [person]
    assert [verb for verb, _after in trail(person)] == ["left", "back"]


def test_marking_twice_leaves_one_entry(programme):
    person, manager = make_employee(programme), user_as("manager", programme)

    actions.mark_left(person, by=manager)
    actions.mark_left(person, by=manager)

    assert [verb for verb, _after in trail(person)] == ["left"]


def test_an_entry_that_nothing_names_is_removed(programme):
    person = make_employee(programme)

    actions.remove_employee(person, by=user_as("consultant", programme))

    assert not Employee.objects.exists()


def test_an_entry_that_any_app_names_is_not_removed(programme):
    """A message names people by a relation that has no name on their side."""
    person = make_employee(programme)
    make_message(programme, people=[person])

    with pytest.raises(Refused, match="Something is recorded with this person"):
        actions.remove_employee(person, by=user_as("manager", programme))

    assert Employee.objects.exists()


def test_nothing_names_a_new_person(programme):
    assert actions.is_used(make_employee(programme)) is False


def test_a_forgotten_person_has_neither_name_nor_address_nor_mail(programme):
    person = make_employee(programme, name="Ada Clerk", email="ada@example.org", post="Clerk")
    OutgoingMail.objects.create(to="Ada@example.org", subject="Ada", body="Dear Ada", state="sent")

    actions.forget(person, by=user_as("manager", programme))

    kept = Employee.objects.get()
    assert (kept.name, kept.email, kept.post, kept.has_left) == (f"Forgotten person {kept.pk}", "", "", True)
    assert kept.department == person.department
    assert list(OutgoingMail.objects.values_list("to", "subject", "body")) == [("forgotten@invalid.example", "", "")]
    assert [verb for verb, _after in trail(person)] == ["forgotten"]


def test_mails_of_an_account_stay_when_its_employee_is_forgotten(programme):
    member = user_as("member", programme)
    person = make_employee(programme, email=member.email)
    OutgoingMail.objects.create(to=member.email, subject="A gate waits", body="It waits.", state="sent")

    actions.forget(person, by=user_as("manager", programme))

    assert OutgoingMail.objects.get().to == member.email


def test_the_apps_above_are_told_to_forget_first(programme, monkeypatch):
    met = []
    monkeypatch.setattr(registry, "_forgetters", [lambda employee: met.append(employee.name)])
    person = make_employee(programme, name="Ada Clerk")

    actions.forget(person, by=user_as("manager", programme))

    assert met == ["Ada Clerk"]


def test_a_member_cannot_forget_anybody(programme):
    person = make_employee(programme, name="Ada Clerk")

    with pytest.raises(PermissionDenied):
        actions.forget(person, by=user_as("member", programme))

    assert Employee.objects.get().name == "Ada Clerk"


def test_nobody_is_forgotten_twice_or_changed_after(programme):
    person, manager = make_employee(programme), user_as("manager", programme)
    forgotten = actions.forget(person, by=manager)

    for action in (actions.forget, actions.bring_back):
        with pytest.raises(Refused, match="was forgotten"):
            action(forgotten, by=manager)
    with pytest.raises(Refused, match="was forgotten"):
        actions.change_employee(forgotten, name="Ada", by=manager)

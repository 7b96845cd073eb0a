import pytest

from core.actions import change
from core.models import AuditEntry
from tests.factories import user_as
from tests.vendors.factories import make_vendor

pytestmark = pytest.mark.django_db


def test_a_note_of_the_records_own_is_changed_and_told_in_the_trail(programme):
    vendor = make_vendor(programme)

    change(vendor, permission="vendors.edit_vendor", by=user_as("manager", programme), note="Known from the fair")

    vendor.refresh_from_db()
    entry = AuditEntry.objects.get(label="vendors.vendor", verb="changed")
    assert (vendor.note, entry.note, entry.after["note"]) == (("Known from the fair",) * 3)


def test_a_change_without_a_note_leaves_the_records_own_as_it_is(programme):
    vendor, manager = make_vendor(programme), user_as("manager", programme)
    change(vendor, permission="vendors.edit_vendor", by=manager, note="Known from the fair")

    change(vendor, permission="vendors.edit_vendor", by=manager, name="Another name")

    vendor.refresh_from_db()
    assert (vendor.name, vendor.note) == ("Another name", "Known from the fair")

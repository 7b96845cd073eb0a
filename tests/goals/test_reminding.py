import datetime

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry, Notification
from core.refusal import Refused
from implementation.goals import actions
from implementation.goals.models import Signatory, VisionVersion
from tests.factories import user_as
from tests.goals.factories import make_vision

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()
TEXT = "Vision, version 1 still waits for your signature."


def reminded(programme, role):
    return Notification.objects.filter(user=user_as(role, programme), text=TEXT).count()


def opened(vision, days_ago):
    on = TODAY - datetime.timedelta(days=days_ago)
    VisionVersion.objects.filter(pk=vision.pk).update(opened_on=on)


def test_only_who_has_not_signed_is_reminded_with_one_entry(programme):
    vision = make_vision(programme, state="open", signers=("sponsor", "executive"))
    actions.sign_vision(vision, by=user_as("sponsor", programme))

    told = actions.remind_signatories(vision, by=user_as("manager", programme))

    assert [item.person.name for item in told] == ["Executive"]
    assert (reminded(programme, "sponsor"), reminded(programme, "executive")) == (0, 1)
    entry = AuditEntry.objects.get(verb="reminded")
    assert (entry.label, entry.object_id, entry.note) == ("goals.visionversion", vision.pk, "Executive")


def test_a_second_press_of_the_day_reminds_nobody(programme):
    vision = make_vision(programme, state="open", signers=("sponsor",))
    actions.remind_signatories(vision, by=user_as("manager", programme))

    with pytest.raises(Refused, match="today already"):
        actions.remind_signatories(vision, by=user_as("manager", programme))

    assert reminded(programme, "sponsor") == 1


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_remind(programme, role):
    vision = make_vision(programme, state="open", signers=("sponsor",))

    with pytest.raises(PermissionDenied):
        actions.remind_signatories(vision, by=user_as(role, programme))

    assert reminded(programme, "sponsor") == 0


@pytest.mark.parametrize("state", ["draft", "signed"])
def test_only_an_open_version_is_reminded_of(programme, state):
    with pytest.raises(Refused, match="not open"):
        actions.remind_signatories(make_vision(programme, state=state), by=user_as("manager", programme))


@pytest.mark.parametrize(("days", "expected"), [(0, 0), (2, 0), (3, 1), (40, 1)])
def test_the_product_reminds_after_three_days(programme, days, expected):
    vision = make_vision(programme, state="open", signers=("sponsor",))
    opened(vision, days)

    assert actions.remind_by_itself() == expected
    assert actions.remind_by_itself() == 0
    assert reminded(programme, "sponsor") == expected


def test_it_reminds_again_three_days_later(programme):
    vision = make_vision(programme, state="open", signers=("sponsor",))
    opened(vision, 9)
    Signatory.objects.update(reminded_on=TODAY - datetime.timedelta(days=3))

    assert actions.remind_by_itself() == 1
    assert Signatory.objects.get().reminded_on == TODAY


def test_who_has_left_hears_nothing(programme):
    vision = make_vision(programme, state="open", signers=("sponsor",))
    opened(vision, 9)
    user_as("sponsor", programme).memberships.all().delete()

    assert actions.remind_by_itself() == 0


def test_the_page_says_who_waits_since_when(programme, as_role):
    vision = make_vision(programme, state="open", signers=("executive",))
    opened(vision, 5)
    client = as_role("manager")

    before = " ".join(client.get(vision.get_absolute_url()).content.decode().split())
    client.post(f"{vision.get_absolute_url()}remind/")
    after = " ".join(client.get(vision.get_absolute_url()).content.decode().split())

    assert "waits 5 days" in before
    assert vision.text_sha256 in before
    assert ("Remind those" in before, "Remind those" in after) == (True, False)

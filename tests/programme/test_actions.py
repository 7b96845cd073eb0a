"""Starting a programme and inviting its people."""

import datetime
import itertools

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from core.models import User
from core.refusal import Refused
from implementation.programme import actions
from implementation.programme.models import Invitation, Membership, Organisation, Programme
from tests.factories import make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("strategy", "days"), [("small_slow", [28, 42, 70, 84, 56, 126, 90]), ("big_fast", [21, 28, 49, 56, 35, 63, 90])]
)
def test_a_programme_starts_with_its_path_laid(strategy, days):
    programme = make_programme(strategy=strategy)

    stages = list(programme.stages.all())

    assert [stage.standard_days for stage in stages] == days
    assert [(s.planned_end - s.planned_start).days + 1 for s in stages] == days
    assert [stage.state for stage in stages] == ["under_way"] + ["not_started"] * 6
    assert [gate.kind for gate in programme.gates.order_by("stage__number")] == [
        "initiation",
        "business_case",
        "contract_review",
        "ready_to_pilot",
        "acceptance",
        "benefits_review",
    ]
    assert all(gate.criteria.exists() for gate in programme.gates.all())


def test_stages_follow_one_another_without_a_gap(programme):
    stages = list(programme.stages.all())

    for earlier, later in itertools.pairwise(stages):
        assert later.planned_start == earlier.planned_end + datetime.timedelta(days=1)


def test_texts_are_written_in_the_language_of_the_organisation():
    programme = make_programme(language="zh-hans")

    assert programme.stages.first().name != "Initiate"


def test_a_guest_starts_no_programme(programme):
    with pytest.raises(Refused):
        make_programme(by=user_as("vendor_contact", programme))


def test_another_organisation_is_not_started_for():
    theirs = make_programme().organisation

    with pytest.raises(Refused):
        actions.start_programme(
            by=make_user(),
            name="Mine",
            strategy="small_slow",
            started_on=timezone.localdate(),
            modules_wanted=["sales"],
            role="manager",
            organisation=theirs,
        )

    assert Programme.objects.count() == 1


def wizard(**given):
    return {
        "name": "CRM",
        "new_organisation": "Plain Lamps",
        "language": "en",
        "currency": "EUR",
        "time_zone": "Europe/Berlin",
        "departments": "Sales\nService\n",
        "role": "manager",
        "started_on": "2026-11-23",
        "strategy": "small_slow",
        "modules_wanted": ["master_data", "sales"],
    } | given


def test_the_wizard_starts_a_programme(client):
    client.force_login(make_user())

    answer = client.post(reverse("start_programme"), wizard())

    programme = Programme.objects.get()
    assert answer.url == programme.get_absolute_url()
    assert [d.name for d in programme.organisation.departments.all()] == ["Sales", "Service"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "This field is required."),
        ("new_organisation", "", "Choose an organisation, or name the new one."),
        ("time_zone", "Mars/Olympus", "is no time zone"),
        ("started_on", "soon", "Enter a valid date."),
        ("modules_wanted", ["rockets"], "Select a valid choice."),
    ],
)
def test_a_bad_entry_is_named_and_writes_nothing(client, field, value, sentence):
    client.force_login(make_user())

    answer = client.post(reverse("start_programme"), wizard(**{field: value}))

    assert sentence in answer.content.decode()
    assert not Organisation.objects.exists()


@pytest.fixture
def token(programme):
    return actions.invite(
        programme, email="New@Example.org", name="New Person", role="member", by=user_as("manager", programme)
    )


def test_an_invitation_leaves_by_mail_and_only_its_hash_is_kept(programme, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        token = actions.invite(
            programme, email="a@example.org", name="A", role="member", by=user_as("manager", programme)
        )

    (message,) = mail.outbox
    assert (message.to, token in message.body) == (["a@example.org"], True)
    assert token not in str(Invitation.objects.values().get())


def test_the_link_makes_an_account_with_the_role_and_signs_in(programme, token, client):
    answer = client.post(
        reverse("accept_invitation", args=[token]), {"name": "New Person", "password": "seven green lamps"}
    )

    person = User.objects.get(email="new@example.org")
    assert answer.url == programme.get_absolute_url()
    assert Membership.objects.get(user=person).role == "member"
    assert client.get(programme.get_absolute_url()).status_code == 200


def test_a_link_works_once(token, client):
    client.post(reverse("accept_invitation", args=[token]), {"name": "New", "password": "seven green lamps"})
    client.logout()

    answer = client.get(reverse("accept_invitation", args=[token]))

    assert answer.status_code == 410
    assert "This link is not open any more" in answer.content.decode()


@pytest.mark.parametrize(
    "change", [{"expires_at": timezone.now() - datetime.timedelta(1)}, {"withdrawn_at": timezone.now()}]
)
def test_a_link_past_its_end_or_withdrawn_shows_a_clear_page(token, client, change):
    Invitation.objects.update(**change)

    assert client.get(reverse("accept_invitation", args=[token])).status_code == 410


def test_a_guessed_link_shows_nothing(client):
    assert client.get(reverse("accept_invitation", args=["guess"])).status_code == 410


def test_a_weak_password_is_refused(token, client):
    client.post(reverse("accept_invitation", args=[token]), {"name": "New", "password": "password"})

    assert not User.objects.filter(email="new@example.org").exists()


def test_a_known_person_must_sign_in_first(programme, client):
    known = make_user()
    token = actions.invite(programme, email=known.email, name="K", role="executive", by=user_as("manager", programme))
    address = reverse("accept_invitation", args=[token])

    assert "Sign in with it" in client.get(address).content.decode()
    client.force_login(known)
    client.post(address)

    assert Membership.objects.get(user=known).role == "executive"


@pytest.mark.parametrize("role", ["consultant", "executive", "member", "vendor_contact"])
def test_only_the_sponsor_and_the_manager_invite(programme, role):
    with pytest.raises(PermissionDenied):
        actions.invite(programme, email="x@example.org", name="X", role="member", by=user_as(role, programme))


@pytest.mark.parametrize("role", ["sponsor", "manager"])
def test_nobody_gives_themselves_a_role(programme, role):
    person = user_as(role, programme)

    with pytest.raises(Refused, match="Nobody gives themselves a role"):
        actions.invite(programme, email=person.email.upper(), name="Me", role="sponsor", by=person)

    assert not Invitation.objects.exists()

"""A stakeholder who is kept to those named: for everybody else as if they were not there."""

import pytest
from django.urls import reverse

from change_mgmt.actions import stakeholders as actions
from change_mgmt.models import Stakeholder
from core import notes
from core.beside import readers
from core.models import AuditEntry
from tests.change_mgmt.factories import make_contact, make_stakeholder, make_tie
from tests.factories import user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(programme):
    """Kept; the consultant knows nothing of them, a second consultant is named."""
    for role in ("sponsor", "manager", "consultant", "member"):
        user_as(role, programme)
    named = user_as("consultant", programme, name="Nora Named")
    stakeholder = actions.create_stakeholder(
        Stakeholder(programme=programme, name="Hush Hush", group="top", influence=5, kept=True),
        by=user_as("manager", programme),
        readers=[named],
    )
    other = make_stakeholder(programme, name="Everybody Knows", influence=2, interest=2)
    make_contact(programme, stakeholder=stakeholder, said="Hush words")
    make_tie(programme, stakeholder=stakeholder, listener=other)
    make_tie(programme, stakeholder=other, listener=stakeholder)
    notes.comment(stakeholder, text="Hush remark", by=user_as("manager", programme))
    return stakeholder


def pages(programme) -> list[str]:
    names = ("stakeholders", "influence_map", "stakeholders_csv", "audit_trail")
    return [reverse(name, args=[programme.pk]) for name in names]


def test_who_is_not_named_finds_nothing_on_any_page(programme, secret, as_role):
    client = as_role("consultant")
    known = Stakeholder.objects.get(name="Everybody Knows")

    for address in [*pages(programme), known.get_absolute_url()]:
        assert "Hush" not in client.get(address).content.decode(), address
    for name in ("stakeholder", "edit_stakeholder", "log_contact", "remove_stakeholder"):
        assert client.get(reverse(name, args=[programme.pk, secret.pk])).status_code == 404, name
    assert client.get(reverse("stakeholders", args=[programme.pk])).context["total"] == 1


@pytest.mark.parametrize("role", ["sponsor", "manager"])
def test_sponsors_and_managers_read_it(programme, secret, as_role, role):
    client = as_role(role)

    assert all("Hush" in client.get(address).content.decode() for address in pages(programme))
    assert client.get(secret.get_absolute_url()).status_code == 200


def test_who_is_named_reads_it_with_everything_beside_it(programme, secret, client):
    client.force_login(secret.readers.get())

    page = client.get(secret.get_absolute_url()).content.decode()

    assert all(words in page for words in ("Hush Hush", "Hush words", "Hush remark"))
    assert all("Hush" in client.get(address).content.decode() for address in pages(programme))


def test_whoever_looks_after_them_reads_it(programme, secret):
    consultant = user_as("consultant", programme)
    before = list(Stakeholder.objects.seen_by(consultant, programme).values_list("name", flat=True))

    actions.change_stakeholder(secret, by=user_as("manager", programme), looked_after_by=consultant)

    assert before == ["Everybody Knows"]
    assert consultant.has_perm("change_mgmt.view_stakeholder", Stakeholder.objects.get(pk=secret.pk))
    assert Stakeholder.objects.seen_by(consultant, programme).count() == 2


def test_only_those_who_may_read_it_are_offered_for_mention(secret):
    names = sorted(person.name for person in readers(secret))

    assert names == ["Maker", "Manager", "Nora Named", "Sponsor"]


def test_cells_ties_and_promises_of_it_are_not_there(programme, secret, as_role):
    client = as_role("consultant")
    contact, tie = secret.contacts.get(), secret.heard_by.get()

    answers = [
        client.post(reverse("edit_stakeholder_cell", args=[programme.pk, secret.pk]), {"revision": 0}),
        client.post(reverse("keep_promise", args=[programme.pk, contact.pk])),
        client.post(reverse("remove_tie", args=[programme.pk, tie.pk])),
        client.post(reverse("remove_tie", args=[programme.pk, secret.listens_to.get().pk])),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_pasting_the_same_name_does_not_tell_that_it_is_there(programme, secret, as_role):
    page = as_role("consultant").post(
        reverse("bring_in_stakeholders", args=[programme.pk]), {"text": "Hush Hush\tTop management"}
    )

    assert [word for _line, word, _tone in page.context["lines"]] == ["New"]


def test_the_trail_tells_nothing_of_it_even_when_it_is_gone(programme):
    manager, consultant = user_as("manager", programme), user_as("consultant", programme)
    kept = Stakeholder(programme=programme, name="Hush Gone", group="top", kept=True)
    actions.create_stakeholder(kept, by=manager)
    actions.remove_stakeholder(kept, by=manager)

    def told(user):
        roles = programme.roles_of(user)
        return " ".join(AuditEntry.objects.all().seen_with(roles, user).values_list("title", flat=True))

    assert ("Hush" in told(consultant), "Hush" in told(manager)) == (False, True)


def test_a_consultant_who_keeps_somebody_goes_on_reading(programme):
    consultant = user_as("consultant", programme)

    kept = actions.create_stakeholder(
        Stakeholder(programme=programme, name="Own find", group="top", kept=True), by=consultant
    )

    assert list(kept.readers.all()) == [consultant]
    assert AuditEntry.objects.filter(verb="readers named").count() == 1


def test_naming_the_same_readers_again_writes_nothing(programme, secret):
    before = AuditEntry.objects.count()

    actions.change_stakeholder(secret, by=user_as("manager", programme), readers=secret.readers.all())

    assert AuditEntry.objects.count() == before


def test_opening_them_to_all_opens_what_belongs_to_them(programme, secret):
    actions.change_stakeholder(secret, by=user_as("manager", programme), kept=False)

    consultant = user_as("consultant", programme)
    assert consultant.has_perm("change_mgmt.view_contact", secret.contacts.get())
    assert Stakeholder.objects.seen_by(consultant, programme).count() == 2

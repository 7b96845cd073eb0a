"""Every page and every step by every role, by strangers and by nobody. What is not in the table fails here by its name."""

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from core import access
from core.models import Notification, Record
from core.workflow import steps_of
from implementation.programme import actions
from tests.access import table
from tests.factories import ROLES, make_programme, make_user, user_as

pytestmark = pytest.mark.django_db

PAGES, FORMS, STEPS = table("PAGES"), table("FORMS"), table("STEPS")
#: Django's and allauth's own pages, and the API, which knows no person: tests/sla/api holds it.
FOREIGN = ("admin/", "accounts/", "api/v1/")
#: Pages of no programme: each has its own test below.
OWN_RULE = {
    "home",
    "start_programme",
    "inbox",
    "open_notice",
    "read_all",
    "language",
    "accept_invitation",
    "calendar_feed",
    "give_feedback",
    "sign_up",
    "be_here",
    "own_training",
    "own_seat",
    "own_entry",
    "own_test",
    "own_opinion",
    "own_certificate",
    "own_file",
    "check_certificate",
    "read_message",
    "open_reply",
    "linked_reply",
    "linked_code",
    "linked_hand_in",
    "linked_file",
    "linked_workbook",
    "linked_clarify",
    "effect_notice",
    "answer_survey",
    "survey_thanks",
}


def url_names(patterns=None):
    for item in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(item, URLPattern):
            yield item.name
        elif str(item.pattern) not in FOREIGN:
            yield from url_names(item.url_patterns)


def test_every_page_is_in_the_table():
    names = set(url_names())

    assert {"missing": names - set(PAGES) - OWN_RULE, "gone": (set(PAGES) | set(FORMS)) - names} == {
        "missing": set(),
        "gone": set(),
    }


def granted(transitions) -> set[str]:
    """The roles that the permission table lets take a step, those included that hold it for some records only."""
    rules = [access.table()[item.permission] for item in transitions]
    return {str(role) for rule in rules for role in rule.roles | set(rule.only)}


def test_every_step_is_in_the_table_with_the_roles_of_the_permission_table():
    found = {
        f"{model._meta.label_lower}.{name}": granted(method._django_fsm.transitions.values())
        for model in apps.get_models()
        if issubclass(model, Record)
        for name, method in steps_of(model).items()
    }

    assert found == {name: {str(role) for role in roles} for name, roles in STEPS.items()}


def test_every_record_has_a_permission_to_be_seen():
    missing = [
        f"{model._meta.app_label}.view_{model._meta.model_name}"
        for model in apps.get_models()
        if issubclass(model, Record) and f"{model._meta.app_label}.view_{model._meta.model_name}" not in access.table()
    ]

    assert missing == []


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A programme with its cast, and the manager of another organisation's; made once, gone with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        programme = make_programme()
        for role in ROLES:
            user_as(role, programme)
        yield programme, user_as("manager", make_programme())
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _remember(_quiet, settings):
    """As in production: what is worked out once is remembered, so that the same page for six roles costs less than six."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "test_access"}
    settings.CACHES = {**settings.CACHES, "pages": memory}


def signed_in(user=None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


class Undone(Exception):
    """Leaves a block and takes back what was written in it."""


def asked(client, method, address, given=None) -> int:
    """The answer to one request; nothing that it wrote remains."""
    cache.clear()
    answer = None
    try:
        with transaction.atomic():
            answer = getattr(client, method)(address, given)
            b"".join(answer)  # a file is read to its end, and closed
            raise Undone
    except Undone:
        return answer.status_code


def mistakes(world, address, allowed, method) -> list[str]:
    """Whose answer is not the one that the table asks for: 200 or on to another page, 403 inside, 404 outside, login."""
    programme, elsewhere = world
    found = []
    for role in ROLES:
        status = asked(signed_in(user_as(role, programme)), method, address)
        if role in allowed:
            right = status in (200, 302) if method == "get" else status not in (403, 404, 405)
        else:
            right = status == 403
        if not right:
            found.append(f"{role} {method}: {status}")
    outside = [("stranger", make_user(), 404), ("another organisation", elsewhere, 404), ("nobody", None, 302)]
    for who, user, right in outside:
        status = asked(signed_in(user), method, address)
        if status != right:
            found.append(f"{who} {method}: {status}")
    return found


def trespasses(world, address, allowed) -> list[str]:
    """Who else could send something to a page that may only be read or filled in by some."""
    programme, elsewhere = world
    others = {role: user_as(role, programme) for role in ROLES if role not in allowed} | {"elsewhere": elsewhere}
    answers = {who: asked(signed_in(user), "post", address) for who, user in others.items()}
    return [f"{who} post: {status}" for who, status in answers.items() if status not in (403, 404, 405)]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_opens_for_its_roles_only(world, name):
    roles, make, *rest = PAGES[name]
    address = reverse(name, kwargs=make(world[0]))

    if "post" in rest:
        assert mistakes(world, address, roles, "post") == []
    else:
        assert mistakes(world, address, roles, "get") + trespasses(world, address, roles) == []


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_is_taken_from_its_roles_only(world, name):
    roles, make = FORMS[name]
    address = reverse(name, kwargs=make(world[0]))

    assert mistakes(world, address, roles, "post") == []


@pytest.mark.parametrize("name", ["home", "start_programme", "inbox"])
def test_pages_of_no_programme_ask_for_a_login(client, name):
    answer = client.get(reverse(name))

    assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next={reverse(name)}")


@pytest.mark.parametrize("role", ROLES)
def test_everybody_has_a_start_and_an_inbox(programme, as_role, role):
    client = as_role(role)

    assert [client.get(reverse("home") + "?all").status_code, client.get(reverse("inbox")).status_code] == [200, 200]


@pytest.mark.parametrize("role", ROLES)
def test_who_runs_or_decides_a_programme_may_start_another(programme, as_role, role):
    answer = as_role(role).get(reverse("start_programme"))

    assert answer.status_code == (200 if role in ("sponsor", "manager", "consultant") else 409)


def test_a_person_with_no_programme_yet_may_start_one(client):
    client.force_login(make_user())

    assert client.get(reverse("start_programme")).status_code == 200


def test_an_inbox_line_opens_for_its_reader_only(client):
    reader, other = make_user(), make_user()
    line = Notification.objects.create(user=reader, text="A gate waits.", url="/inbox/")
    address = reverse("open_notice", args=[line.pk])

    assert client.get(address).url.startswith(reverse("account_login"))
    client.force_login(other)
    assert client.get(address).status_code == 404
    client.force_login(reader)
    assert (client.get(address).status_code, Notification.objects.get().read_at is None) == (302, False)


def test_reading_all_marks_only_what_is_ones_own(client):
    reader, other = make_user(), make_user()
    for person in (reader, other):
        Notification.objects.create(user=person, text="A gate waits.")
    client.force_login(reader)

    client.post(reverse("read_all"))

    assert list(Notification.objects.filter(read_at=None).values_list("user", flat=True)) == [other.pk]


def test_the_language_is_anybodys_to_choose(client):
    answer = client.post(reverse("language"), {"language": "zh-hans"})

    assert (answer.status_code, answer.cookies["django_language"].value) == (302, "zh-hans")


def test_an_invitation_opens_by_its_link_alone(programme, client):
    token = actions.invite(
        programme, email="guest@example.org", name="Guest", role="member", by=user_as("manager", programme)
    )

    assert client.get(reverse("accept_invitation", args=[token])).status_code == 200
    assert client.get(reverse("accept_invitation", args=["guessed"])).status_code == 410

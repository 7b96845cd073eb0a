"""Whatever a hand-made address or form says, every page answers with a page and none falls over."""

import pytest
from django.db import transaction
from django.urls import reverse
from lxml import html

from tests.access import table
from tests.factories import make_programme, user_as
from tests.test_access import asked, signed_in

pytestmark = pytest.mark.django_db

PAGES = table("PAGES")
#: What pages read from their address, whether or not a form on them names it.
NAMES = [
    *("page", "sort", "order", "level", "status", "state", "all", "q", "likelihood", "impact", "category", "owner"),
    *("month", "kind", "module", "next", "rows", "round", "vendor", "contract", "view", "seen", "revision", "request"),
    *("number", "step", "then", "language", "group", "layer", "each"),
]
NASTY = ["²", "9" * 20, "é" * 10_000]


@pytest.fixture(scope="module")
def programme(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_programme()
        transaction.set_rollback(True)


def names_on(client, address) -> set[str]:
    """The names of what can be filled in or pressed on a page."""
    answer = client.get(address)
    body = b"".join(answer)
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return set()
    fields = html.fromstring(body.decode()).iter("input", "select", "textarea", "button")
    return {field.get("name") for field in fields if field.get("name")} - {"logo", "file"}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_page_falls_over(programme, name):
    _roles, make, *_rest = PAGES[name]
    address = reverse(name, kwargs=make(programme))
    client = signed_in(user_as("manager", programme))
    client.raise_request_exception = False
    names = names_on(client, address) | set(NAMES)

    fallen = [
        (method, value[:20])
        for value in NASTY
        for method in ("get", "post")
        if asked(client, method, address, dict.fromkeys(names if method == "post" else NAMES, value)) >= 500
    ]

    assert fallen == []

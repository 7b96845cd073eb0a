"""A vendor's contact walks every address of the product and learns nothing of another vendor or of the programme's inside."""

import contextlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.refusal import Refused
from core.roles import VENDOR_CONTACT
from tests.access import table
from tests.factories import ROLES, make_programme, user_as
from tests.test_access import asked, signed_in
from tests.vendors.factories import make_vendor
from tests.vendors.questionnaire_factories import make_reply
from vendors.models import Vendor

pytestmark = pytest.mark.django_db

PAGES = table("PAGES")
SECRET = "Secret rival"
ALLOWED = {name for name, (roles, *_rest) in PAGES.items() if VENDOR_CONTACT in roles}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A programme in which another vendor is asked, too."""
    with django_db_blocker.unblock(), transaction.atomic():
        programme = make_programme()
        for role in ROLES:
            user_as(role, programme)
        rival = make_vendor(programme, SECRET)
        make_reply(programme, vendor=rival, submitted=True)
        yield programme
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(set(PAGES) - ALLOWED))
def test_what_is_not_for_vendors_is_refused(world, name):
    _roles, make, *rest = PAGES[name]
    with transaction.atomic():
        address = reverse(name, kwargs=make(world))
        status = asked(signed_in(user_as("vendor_contact", world)), "post" if "post" in rest else "get", address)
        transaction.set_rollback(True)

    assert status in (
        403,
        404,
        405,
    )  # 405: only a form is sent there, and a reader is told so before who they are is asked


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_what_is_for_vendors_names_no_other(world, name):
    _roles, make, *rest = PAGES[name]
    if "post" in rest:
        return
    with transaction.atomic(), contextlib.suppress(Refused, ValidationError, IntegrityError):
        address = reverse(name, kwargs=make(world))
        answer = signed_in(user_as("vendor_contact", world)).get(address, follow=True)
        body = b"".join(answer)
        transaction.set_rollback(True)

        assert SECRET.encode() not in body


def test_there_is_a_rival_to_be_seen(world):
    assert Vendor.objects.filter(programme=world, name=SECRET).exists()

"""No page of one organisation shows or offers anything of another's: not in lists, selects, counts of names, or exports."""

import contextlib

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from core.refusal import Refused
from tests.access import table
from tests.factories import ROLES, make_programme, user_as
from tests.test_access import signed_in

pytestmark = pytest.mark.django_db

PAGES = table("PAGES")
MARK = "Foreign thing"
OURS = (
    "core",
    "programme",
    "gates",
    "experience",
    "knowledge",
    "goals",
    "business_case",
    "rollout",
    "reports",
    "risks",
)
OURS += ("vendors", "sla", "change_mgmt")


def mark_everything() -> None:
    """Whatever has a name or a title is called a foreign thing."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS or model._meta.model_name in ("auditentry", "auditchain"):
            continue
        for name in ("name", "title"):
            fields = {field.name: field for field in model._meta.concrete_fields}
            if isinstance(fields.get(name), CharField) and not fields[name].choices and fields[name].max_length >= 40:
                model._base_manager.update(**{name: Concat(Value(f"{MARK} "), Cast(F("pk"), CharField()))})


@pytest.fixture(scope="module")
def programme(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        other = make_programme()
        for role in ROLES:
            user_as(role, other)
        for _roles, make, *_rest in PAGES.values():
            with contextlib.suppress(Refused, ValidationError, IntegrityError), transaction.atomic():
                make(other)  # some situations exclude each other
        mark_everything()
        yield make_programme()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_shows_nothing_of_another_organisation(programme, name):
    _roles, make, *rest = PAGES[name]
    address = reverse(name, kwargs=make(programme))
    if "post" in rest:
        return
    answer = signed_in(user_as("manager", programme)).get(address, follow=True)

    assert MARK.encode() not in b"".join(answer)


def test_there_is_something_that_could_be_shown(programme):
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    named = [model for model in models if any(field.name in ("name", "title") for field in model._meta.concrete_fields)]
    names = [next(name for name in ("name", "title") if hasattr(model, name)) for model in named]
    marked = [
        model._meta.label_lower
        for model, name in zip(named, names, strict=True)
        if model._base_manager.filter(**{f"{name}__startswith": MARK}).exists()
    ]

    assert len(marked) > 20

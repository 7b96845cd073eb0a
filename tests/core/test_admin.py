"""The admin pages open for the administrator, and change nothing that is on record."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.admin import ReadOnly
from core.models import AuditEntry, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.mark.parametrize(
    "model", [model for model in admin.site._registry if issubclass(type(admin.site._registry[model]), ReadOnly)]
)
def test_lists_open_and_offer_neither_adding_nor_deleting(administrator, programme, model):
    name = f"{model._meta.app_label}_{model._meta.model_name}"

    assert administrator.get(reverse(f"admin:{name}_changelist")).status_code == 200
    assert administrator.get(reverse(f"admin:{name}_add")).status_code == 403


def test_every_record_of_ours_in_the_admin_is_read_only():
    ours = {
        model: site
        for model, site in admin.site._registry.items()
        if not model.__module__.startswith(("django", "allauth"))
    }

    assert [model for model, site in ours.items() if not isinstance(site, ReadOnly)] == []


def test_an_audit_entry_cannot_be_changed_or_deleted_there(administrator, programme):
    line = AuditEntry.objects.first()

    assert administrator.post(reverse("admin:core_auditentry_change", args=[line.pk]), {"note": "x"}).status_code == 403
    assert (
        administrator.post(reverse("admin:core_auditentry_delete", args=[line.pk]), {"post": "yes"}).status_code == 403
    )


def test_a_person_can_be_put_out_of_service(administrator):
    person = make_user("Gone")
    entries = {"email": person.email, "name": "Gone", "language": "en"}

    administrator.post(reverse("admin:core_user_change", args=[person.pk]), entries)

    assert not User.objects.get(pk=person.pk).is_active


def test_others_are_sent_away(client, programme):
    client.force_login(make_user())

    assert client.get(reverse("admin:index")).status_code == 302

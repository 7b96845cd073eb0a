"""What was decided cannot be changed: by no page, no action, no admin."""

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.audit import broken_links
from core.models import FrozenFacts
from implementation.gates import actions
from implementation.gates.models import CriteriaVersion, Decision, DecisionRequest, Vote
from implementation.programme.actions import people_on
from tests.access.gates import PAGES
from tests.factories import make_user, user_as
from tests.gates.factories import ask, make_gate
from tests.test_access import asked, signed_in

pytestmark = pytest.mark.django_db
FROZEN = [CriteriaVersion, Decision, DecisionRequest, Vote]


@pytest.fixture
def decided(programme):
    gate = make_gate(programme, ("must", "met"))
    actions.edit_criterion(gate.criteria.get(), by=user_as("manager", programme), kind="knock_out")
    ask(gate)
    return actions.decide(gate, outcome="go", reason="Yes.", by=user_as("sponsor", programme))


def frozen() -> list:
    return [list(model.objects.order_by("pk").values()) for model in FROZEN]


def test_every_page_leaves_what_is_frozen_as_it_was(programme, decided):
    gate, criterion = decided.request.gate, decided.request.gate.criteria.get()
    numbers = {"gate": gate.pk, "criterion": criterion.pk, "decision": decided.pk}
    before = frozen()

    for name in PAGES:
        for number in set(numbers.values()):
            kwargs = {"programme": programme.pk} | ({} if name in ("gates", "delegations") else {"pk": number})
            for person in people_on(programme):
                entries = {"facts": "{}", "outcome": "stop", "reason": "x", "by_name": "x", "number": "9"}
                asked(signed_in(person), "post", reverse(name, kwargs=kwargs), entries)

    assert frozen() == before
    assert list(broken_links()) == []


@pytest.mark.parametrize("model", FROZEN)
def test_saving_again_and_deleting_are_refused(decided, model):
    record = model.objects.first()

    for attempt in (record.save, record.delete):
        with pytest.raises(PermissionDenied):
            attempt()


def test_no_admin_changes_frozen_facts(decided, client):
    client.force_login(make_user(is_superuser=True))
    for model, site in admin.site._registry.items():
        if issubclass(model, FrozenFacts):
            request = client.get("/").wsgi_request
            allowed = (site.has_add_permission(request), site.has_change_permission(request))
            assert (*allowed, site.has_delete_permission(request)) == (False, False, False)

    for model in FROZEN:
        address = f"/admin/gates/{model._meta.model_name}/{model.objects.first().pk}/change/"
        assert client.post(address, {"facts": "{}"}).status_code in (403, 404)
    assert list(broken_links()) == []

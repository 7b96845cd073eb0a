import pytest
from django.http import QueryDict
from django.urls import reverse

from risks.models import RegisterTaste, RegisterView
from risks.register.looks import look
from tests.factories import user_as
from tests.risks.factories import make_risk, make_view

pytestmark = pytest.mark.django_db


def post(client, programme, page, *numbers, **sent):
    return client.post(reverse(page, args=[programme.pk, *numbers]), sent)


def test_columns_and_density_are_remembered_for_the_person(programme, as_role):
    make_risk(programme)
    address = reverse("risks", args=[programme.pk]) + "?q=data"

    post(as_role("consultant"), programme, "risk_look", address=address, column=["category", "x"], density="dense")

    now = look(QueryDict(""), programme, user_as("consultant", programme))
    assert (now.names, now.density) == (["title", "category"], "dense")
    other = look(QueryDict(""), programme, user_as("manager", programme))
    assert "owner" in other.names


def test_a_view_keeps_the_address_and_opens_again(programme, as_role):
    make_risk(programme)
    client, address = as_role("consultant"), reverse("risks", args=[programme.pk])

    kept = post(client, programme, "keep_risk_view", address=f"{address}?level=high&page=2", name="Worst", shared="on")

    view = RegisterView.objects.get()
    assert (view.query, view.shared, kept.url) == (
        "level=high",
        True,
        f"{address}?level=high&view={view.pk}",
    )
    assert "Worst" in as_role("manager").get(address).content.decode()


def test_a_name_is_used_once(programme, as_role):
    make_view(programme, name="Mine", person=user_as("consultant", programme))

    post(as_role("consultant"), programme, "keep_risk_view", address="/", name="Mine")

    assert RegisterView.objects.count() == 1


def test_the_register_opens_with_the_view_of_ones_choice(programme, as_role):
    view, client = make_view(programme, query="level=high"), as_role("consultant")
    address = reverse("risks", args=[programme.pk])

    post(client, programme, "open_with_view", view.pk)

    assert client.get(address).url == f"{address}?level=high&view={view.pk}"
    assert client.get(f"{address}?view=0").status_code == 200
    post(client, programme, "open_with_view", 0)
    assert client.get(address).status_code == 200


def test_a_private_view_is_seen_by_nobody_else(programme, as_role):
    view = make_view(programme, name="Secret", shared=False)
    client = as_role("consultant")

    assert "Secret" not in client.get(reverse("risk_views", args=[programme.pk])).content.decode()
    assert post(client, programme, "open_with_view", view.pk).status_code == 404
    assert client.get(reverse("edit_risk_view", args=[programme.pk, view.pk])).status_code == 404


def test_ones_own_view_is_renamed_and_deleted(programme, as_role):
    view, client = make_view(programme), as_role("manager")
    RegisterTaste.objects.create(programme=programme, person=view.person, opens_with=view)

    post(client, programme, "edit_risk_view", view.pk, name="Other name")
    assert RegisterView.objects.get().name == "Other name"
    assert RegisterView.objects.get().shared is False
    post(client, programme, "drop_risk_view", view.pk)

    assert not RegisterView.objects.exists()
    assert RegisterTaste.objects.get().opens_with is None

"""Pages of the programme itself."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from implementation.programme.models import Department, Milestone, Organisation, Stage
from tests.factories import make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


def count(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["path", "waiting", "people", "audit_trail"])
def test_pages_ask_as_many_questions_with_1_and_with_30_rows(programme, as_role, name):
    client, address = as_role("manager"), reverse(name, args=[programme.pk])
    few = count(client, address)
    stage, owner = programme.stages.first(), user_as("manager", programme)
    for n in range(30):
        Milestone.objects.create(programme=programme, stage=stage, name=f"M{n}", due=datetime.date.today(), owner=owner)
        user_as("member", programme, name=f"Member {n}")

    assert count(client, address) == few


def test_a_stage_that_ends_before_it_starts_is_refused_in_the_form(programme, as_role):
    stage = programme.stages.first()

    answer = as_role("manager").post(
        reverse("edit_stage", args=[programme.pk, stage.pk]),
        {"name": stage.name, "planned_start": "2026-05-02", "planned_end": "2026-05-01", "revision": stage.revision},
    )

    assert "The stage ends before it starts" in answer.content.decode()
    assert Stage.objects.get(pk=stage.pk).planned_end == stage.planned_end


def test_a_stale_form_keeps_its_entries_and_says_who_was_first(programme, as_role):
    client, stage = as_role("manager"), programme.stages.first()
    address = reverse("edit_stage", args=[programme.pk, stage.pk])
    entries = {"planned_start": stage.planned_start, "planned_end": stage.planned_end, "revision": stage.revision}
    client.post(address, entries | {"name": "First"})

    answer = client.post(address, entries | {"name": "Second"})

    page = answer.content.decode()
    assert "Someone else saved this first" in page
    assert 'value="Second"' in page
    assert Stage.objects.get(pk=stage.pk).name == "First"


def test_records_of_another_programme_are_not_found(programme, as_role):
    other = make_programme()

    client = as_role("manager")

    assert client.get(reverse("stage", args=[programme.pk, other.stages.first().pk])).status_code == 404
    assert client.get(reverse("path", args=[other.pk])).status_code == 404
    assert client.get(other.organisation.get_absolute_url()).status_code == 404


def test_an_owner_from_another_programme_is_refused(programme, as_role):
    stage, stranger = programme.stages.first(), make_user()

    as_role("manager").post(
        reverse("new_milestone", args=[programme.pk, stage.pk]),
        {"name": "Theirs", "due": "2026-12-01", "owner": stranger.pk},
    )

    assert not Milestone.objects.filter(name="Theirs").exists()


def test_a_department_is_added_once(programme, as_role):
    client, organisation = as_role("manager"), programme.organisation
    address = reverse("new_department", args=[organisation.pk])

    client.post(address, {"name": "Exports", "headcount": 4})
    again = client.post(address, {"name": "Exports", "headcount": 4})

    assert "There is a department of that name already." in again.content.decode()
    assert Department.objects.filter(organisation=organisation, name="Exports").count() == 1


def test_the_language_is_switched_and_remembered(programme, as_role):
    client = as_role("manager")

    client.post(reverse("language"), {"language": "zh-hans", "next": programme.get_absolute_url()})

    user = user_as("manager", programme)
    user.refresh_from_db()
    assert user.language == "zh-hans"
    assert 'lang="zh-Hans"' in client.get(programme.get_absolute_url()).content.decode()


def test_another_sites_address_is_not_followed(programme, as_role):
    answer = as_role("manager").post(reverse("language"), {"language": "en", "next": "https://elsewhere.example/"})

    assert answer.url == reverse("home")


def test_days_are_those_of_the_organisation(programme, as_role):
    programme.organisation.time_zone = "Pacific/Kiritimati"
    programme.organisation.save()

    assert as_role("manager").get(programme.get_absolute_url()).status_code == 200


def test_the_trail_does_not_tell_an_executive_what_stakeholders_think(programme, as_role):
    from core import notes
    from tests.change_mgmt.factories import make_stakeholder

    stakeholder = make_stakeholder(programme, name="A quiet opponent")
    manager = user_as("manager", programme)
    notes.comment(stakeholder, text="Against it since May", by=manager)
    notes.comment(programme.stages.first(), text="Stage is well", by=manager)
    address = reverse("audit_trail", args=[programme.pk])

    told = as_role("executive").get(address).content.decode()

    assert "Against it since May" not in told
    assert "Stage is well" in told
    assert "Against it since May" in as_role("manager").get(address).content.decode()


def test_links_that_would_be_refused_are_not_drawn(programme, as_role):
    stakeholders = reverse("stakeholders", args=[programme.pk])

    assert stakeholders in as_role("manager").get(programme.get_absolute_url()).content.decode()
    assert stakeholders not in as_role("member").get(programme.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("side", "kept"), [(4000, True), (5000, False)])
def test_a_logo_that_unfolds_to_a_huge_picture_is_refused(programme, as_role, side, kept):
    drawn = io.BytesIO()
    Image.new("1", (side, side)).save(drawn, "PNG")
    organisation = programme.organisation
    entries = {name: getattr(organisation, name) for name in ("name", "language", "currency", "time_zone")}
    logo = SimpleUploadedFile("logo.png", drawn.getvalue(), content_type="image/png")

    as_role("manager").post(organisation.get_absolute_url(), entries | {"logo": logo})

    assert bool(Organisation.objects.get(pk=organisation.pk).logo) == kept

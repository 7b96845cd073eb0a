import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from risks.actions import (
    add_entry,
    add_from_catalogue,
    add_member,
    change_entry,
    create_catalogue,
    remove_member,
    take_newer,
)
from risks.catalogue import STARTERS
from risks.entries import differences, newer
from risks.models import Catalogue, CatalogueMember, CatalogueRisk, Risk
from tests.factories import make_programme, user_as
from tests.risks.factories import make_catalogue, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultant(programme):
    return user_as("consultant", programme)


@pytest.fixture
def entry(programme):
    return make_entry(make_catalogue(programme))


@pytest.fixture
def taken(programme, consultant, entry):
    (risk,) = add_from_catalogue(programme, [entry.key], by=consultant)
    return risk


def fresh(risk) -> Risk:
    return Risk.objects.select_related("catalogue_entry").get(pk=risk.pk)


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def test_who_begins_a_catalogue_is_its_first_member(programme, consultant):
    found = make_catalogue(programme)

    assert ([member.user for member in found.members.all()], entries(found)) == ([consultant], ["created"])


@pytest.mark.parametrize("role", ["sponsor", "manager", "executive", "member", "vendor_contact"])
def test_only_consultants_begin_one(programme, role):
    with pytest.raises(PermissionDenied):
        create_catalogue(Catalogue(name="Firm"), by=user_as(role, programme))

    assert Catalogue.objects.count() == 0


def test_another_consultant_does_not_see_or_fill_it(programme, entry, as_role):
    stranger = user_as("consultant", make_programme())

    with pytest.raises(PermissionDenied):
        add_entry(CatalogueRisk(catalogue=entry.catalogue, title="x"), by=stranger)
    with pytest.raises(Refused, match="has no risk"):
        add_from_catalogue(stranger.memberships.get().programme, [entry.key], by=stranger)


def test_a_member_must_be_a_consultant_one_works_with(programme, consultant):
    firm = make_catalogue(programme)

    with pytest.raises(Refused, match="works on a programme with you"):
        add_member(CatalogueMember(catalogue=firm, user=user_as("manager", programme)), by=consultant)


def test_the_last_member_stays(programme, consultant):
    firm = make_catalogue(programme)

    with pytest.raises(Refused, match="add a colleague first"):
        remove_member(firm.members.get(), by=consultant)


def test_what_is_taken_knows_where_it_came_from(taken, entry):
    assert (taken.catalogue_entry, taken.catalogue_version, taken.title) == (entry, 1, "Nobody decides")
    assert [treatment.text for treatment in taken.treatments.all()] == ["Write them down"]


def test_a_changed_text_is_a_new_version_and_other_fields_are_none(entry, consultant):
    change_entry(entry, by=consultant, likelihood=3, impact=3)
    assert entry.version == 1

    change_entry(entry, by=consultant, cause="roles are not agreed")

    assert (entry.version, entries(entry)) == (2, ["created", "changed", "changed"])


def test_a_newer_version_is_offered_text_by_text_and_edits_here_are_told(taken, entry, consultant):
    Risk.objects.filter(pk=taken.pk).update(title="Nobody decides here")
    change_entry(entry, by=consultant, cause="roles are not agreed", title="Decisions wait")

    found = newer(fresh(taken))

    assert [(item.name, item.edited) for item in differences(fresh(taken), found)] == [
        ("title", True),
        ("cause", False),
    ]


def test_what_is_left_is_not_offered_again_until_it_changes_once_more(taken, entry, consultant):
    Risk.objects.filter(pk=taken.pk).update(title="Nobody decides here")
    change_entry(entry, by=consultant, cause="roles are not agreed", title="Decisions wait")

    take_newer(taken, ["cause"], by=consultant)

    risk = fresh(taken)
    assert (risk.title, risk.cause, newer(risk)) == ("Nobody decides here", "roles are not agreed", None)
    assert entries(risk)[-1] == "updated"
    change_entry(entry, by=consultant, effect="the pilot waits")
    assert newer(fresh(taken)) is not None


def test_nothing_newer_is_refused_and_taking_is_for_editors(programme, taken, entry, consultant):
    with pytest.raises(Refused, match="nothing newer"):
        take_newer(taken, ["title"], by=consultant)
    with pytest.raises(PermissionDenied):
        take_newer(taken, ["title"], by=user_as("sponsor", programme))


def test_what_is_withdrawn_is_not_offered_and_stays_where_it_is(programme, taken, entry, consultant):
    perform(entry, "withdraw", by=consultant)
    change_entry(entry, by=consultant, cause="other")

    assert newer(fresh(taken)) is None
    with pytest.raises(Refused):
        add_from_catalogue(programme, [entry.key], by=consultant)


def test_every_starter_has_more_than_one_way_and_nothing_newer_once_taken(programme, consultant):
    added = add_from_catalogue(programme, [starter.key for starter in STARTERS], by=consultant)

    assert [starter.key for starter in STARTERS if len(starter.ways) < 2] == []
    assert [risk for risk in added if newer(risk)] == []


def test_the_page_of_differences_takes_what_is_marked(programme, taken, entry, consultant, as_role):
    change_entry(entry, by=consultant, cause="roles are not agreed")
    client, url = as_role("consultant"), reverse("risk_newer", args=[programme.pk, taken.pk])

    assert url in client.get(taken.get_absolute_url()).content.decode()
    client.post(url, {"take": ["cause"]})

    assert fresh(taken).cause == "roles are not agreed"


def test_the_catalogue_page_says_why_a_risk_is_suggested(programme, as_role):
    type(programme).objects.filter(pk=programme.pk).update(modules_wanted=["sales"])

    page = as_role("consultant").get(reverse("risk_catalogue", args=[programme.pk])).content.decode()

    assert "Suggested for this programme" in page
    assert "The module “Sales” is wanted." in page

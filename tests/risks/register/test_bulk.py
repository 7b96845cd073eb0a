import pytest
from django.urls import reverse

from core.models import AuditEntry
from risks.models import RegisterChange, Risk
from risks.register.undoing import undo_last
from tests.factories import make_programme, user_as
from tests.risks.factories import make_risk, make_treatment

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(programme):
    """One that has a treatment, one that has none."""
    first, second = make_risk(programme, title="One"), make_risk(programme, title="Two")
    make_treatment(first)
    return first, second


def ask(client, risks, **sent):
    address = reverse("bulk_risks", args=[risks[0].programme_id])
    return client.post(address, {"risk": [risk.pk for risk in risks], **sent})


def test_the_same_field_is_changed_in_all_and_undone_in_all(programme, two, as_role):
    client, manager = as_role("consultant"), user_as("manager", programme)
    sent = {"what": "owner", "owner": str(manager.pk)}
    entries = AuditEntry.objects.count()

    shown = ask(client, two, **sent)
    assert [risk.owner for risk in Risk.objects.all()] == [None, None]
    ask(client, two, **sent, seen=shown.context["seen"])

    assert "Owner: Nobody yet to Manager" in shown.content.decode()
    assert [risk.owner for risk in Risk.objects.all()] == [manager, manager]
    assert (AuditEntry.objects.count(), RegisterChange.objects.count()) == (entries + 2, 1)
    undo_last(programme, by=user_as("consultant", programme))
    assert [risk.owner for risk in Risk.objects.all()] == [None, None]


def test_a_step_that_is_closed_to_one_is_refused_for_that_one_by_name(two, as_role):
    client = as_role("consultant")

    shown = ask(client, two, what="step:watch")
    ask(client, two, what="step:watch", seen=shown.context["seen"])

    assert [(item.kind, str(item.why)) for item, *_words in shown.context["fates"]] == [
        ("refused", "“Watch without treatment” is not possible: this is “Treatment planned”."),
        ("changed", ""),
    ]
    assert [risk.state for risk in Risk.objects.order_by("number")] == ["treatment_planned", "monitored"]


def test_closing_needs_a_reason(two, as_role):
    client = as_role("consultant")

    without = ask(client, two, what="step:close")
    given = ask(client, two, what="step:close", note="The project ended")
    ask(client, two, what="step:close", note="The project ended", seen=given.context["seen"])

    assert {item.kind for item, *_words in without.context["fates"]} == {"refused"}
    assert {risk.state for risk in Risk.objects.all()} == {"closed"}


def test_a_row_that_changed_since_the_preview_stops_it_all(two, as_role):
    client = as_role("consultant")
    shown = ask(client, two, what="category", category="people")
    Risk.objects.filter(pk=two[0].pk).update(revision=9)

    answer = ask(client, two, what="category", category="people", seen=shown.context["seen"])

    assert "Look at the rows again." in answer.content.decode()
    assert {risk.category for risk in Risk.objects.all()} == {"data"}


@pytest.mark.parametrize("sent", [{"what": "title"}, {"what": "step:accept"}, {"what": "category", "category": "x"}])
def test_what_the_form_does_not_offer_is_refused(two, as_role, sent):
    answer = ask(as_role("consultant"), two, **sent)

    assert 'role="alert"' in answer.content.decode()
    assert "fates" not in answer.context


def test_risks_of_another_programme_are_left_alone(programme, as_role):
    other = make_risk(make_programme())

    answer = as_role("consultant").post(
        reverse("bulk_risks", args=[programme.pk]), {"risk": [other.pk], "what": "category", "category": "people"}
    )

    assert answer.status_code == 302
    assert Risk.objects.get().category == "data"

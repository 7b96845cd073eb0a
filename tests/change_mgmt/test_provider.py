"""A change of a contract needs the word of its provider."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from change_mgmt import actions
from change_mgmt.models import ChangeRequest, ProviderAnswer
from core.deadlines import upcoming
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Membership
from tests.change_mgmt.changes import make_contract_change, make_signed_contract
from tests.change_mgmt.factories import EFFECTS, make_change, make_waiting_change
from tests.factories import make_user, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(programme):
    return make_contract_change(programme)


def say(change, answer="agree", role="vendor_contact", **fields) -> ProviderAnswer:
    return actions.answer_change(change, answer=answer, by=user_as(role, change.programme), **fields)


def test_a_named_contract_makes_a_change_large(programme):
    change = make_waiting_change(programme, cost=Decimal(1), contract=make_signed_contract(programme))

    kept = ChangeRequest.objects.get(pk=change.pk)
    assert (kept.touches_contract, kept.size, kept.round) == (True, "large", 1)


def test_approval_is_closed_until_the_provider_has_answered(change):
    sponsor = user_as("sponsor", change.programme)

    with pytest.raises(Refused, match="The provider has not answered yet"):
        actions.decide(change, outcome="approve", reason="Yes.", by=sponsor)
    say(change)
    actions.decide(change, outcome="approve", reason="Yes.", by=sponsor)

    assert ChangeRequest.objects.get(pk=change.pk).state == "approved"


def test_what_the_provider_said_is_in_the_facts_of_the_decision(change):
    say(change, "conditions", text="From May on.", price=Decimal("1200.50"), days=4)

    decision = actions.decide(change, outcome="approve", reason="Fair.", by=user_as("sponsor", change.programme))

    assert decision.facts["provider"] == {
        "answer": "conditions", "price": "1200.50", "days": 4, "text": "From May on.", "by": "Vendor Contact"
    }  # fmt: skip


def test_what_the_provider_refused_cannot_be_approved_but_rejected(change):
    say(change, "refuse", text="Not in this release.")
    sponsor = user_as("sponsor", change.programme)

    with pytest.raises(Refused, match="The provider refused"):
        actions.decide(change, outcome="approve", reason="Yes.", by=sponsor)
    actions.decide(change, outcome="reject", reason="Then not.", by=sponsor)

    assert ChangeRequest.objects.get(pk=change.pk).state == "rejected"


def test_a_change_that_comes_back_is_asked_anew(change):
    programme = change.programme
    say(change, "refuse", text="Not yet.")
    day = timezone.localdate() + datetime.timedelta(days=5)
    actions.decide(change, outcome="postpone", reason="Talk.", by=user_as("sponsor", programme), look_again_on=day)
    change = ChangeRequest.objects.get(pk=change.pk)
    perform(change, "take_up", by=user_as("manager", programme))
    actions.assess(change, by=user_as("manager", programme), **EFFECTS)

    change = ChangeRequest.objects.get(pk=change.pk)
    assert (change.round, change.answer) == (2, None)
    assert say(change).round == 2


def test_an_answer_leaves_one_entry_and_is_given_once(change):
    answer = say(change)

    with pytest.raises(Refused, match="is answered already"):
        say(change, "refuse", text="After all not.")
    entries = AuditEntry.objects.filter(label="change_mgmt.provideranswer")
    assert list(entries.values_list("object_id", "verb")) == [(answer.pk, "created")]
    assert answer.facts_hold


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"answer": "perhaps"}, "Choose one of the three answers"),
        ({"answer": "refuse"}, "Say under which conditions, or why not"),
        ({"answer": "conditions", "text": "  "}, "Say under which conditions, or why not"),
        ({"answer": "agree", "role": "manager"}, "Say who gave the answer, and how"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(change, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        say(change, **fields)

    assert not ProviderAnswer.objects.exists()


def test_we_write_down_what_the_provider_said_elsewhere(change):
    answer = say(change, role="consultant", given_by="Vera Vendor, by letter")

    assert (answer.by_name, answer.given_by) == ("Consultant", "Vera Vendor, by letter")


@pytest.mark.parametrize("role", ["sponsor", "executive", "member"])
def test_others_do_not_answer_for_the_provider(change, role):
    with pytest.raises(PermissionDenied):
        say(change, role=role, given_by="Somebody")


def test_the_contact_of_another_vendor_neither_answers_nor_looks(change, client):
    other = make_user("Other vendor")
    Membership.objects.create(programme=change.programme, user=other, role="vendor_contact")
    client.force_login(other)

    page = client.get(reverse("provider_change", args=[change.programme_id, change.pk]))
    listed = client.get(reverse("provider_changes", args=[change.programme_id]))

    with pytest.raises(PermissionDenied):
        actions.answer_change(change, answer="agree", by=other)
    assert page.status_code == 403
    assert list(listed.context["changes"]) == []


def test_a_change_that_touches_no_contract_is_not_the_providers(programme):
    change = make_waiting_change(programme)

    with pytest.raises(Refused, match="waits for no answer"):
        say(change)


def test_nothing_is_asked_before_it_is_handed_in(programme, as_role):
    change = make_change(programme)
    client = as_role("vendor_contact")

    assert client.get(reverse("provider_change", args=[programme.pk, change.pk])).status_code == 404


def test_the_provider_sees_what_it_is_asked_and_nothing_of_our_effects(programme, as_role):
    change = make_contract_change(programme, cost=Decimal(4321), effect_on_people="Secret effect")

    page = as_role("vendor_contact").get(reverse("provider_change", args=[programme.pk, change.pk])).content.decode()

    assert "What would it cost?" in page
    assert "4,321" not in page and "Secret effect" not in page


def test_the_provider_answers_on_its_page(change, as_role):
    client, address = as_role("vendor_contact"), reverse("provider_change", args=[change.programme_id, change.pk])

    answer = client.post(address, {"answer": "conditions", "text": "In May.", "price": "900", "days": "3"})

    kept = ProviderAnswer.objects.get()
    assert (answer.status_code, answer.url) == (302, address)
    assert (kept.answer, kept.price, kept.days, kept.by_role) == ("conditions", Decimal(900), 3, "vendor_contact")


def test_a_second_press_is_told_that_it_is_answered(change, as_role):
    client, address = as_role("vendor_contact"), reverse("provider_change", args=[change.programme_id, change.pk])
    client.post(address, {"answer": "agree"})

    assert client.post(address, {"answer": "agree"}).status_code == 409
    assert ProviderAnswer.objects.count() == 1


def test_the_provider_is_told_and_the_answer_reaches_who_decides(programme):
    sponsor, contact = user_as("sponsor", programme), user_as("vendor_contact", programme)
    change = make_contract_change(programme)
    say(change)

    assert list(contact.notifications.filter(text__contains="change").values_list("text", flat=True)) == [
        f"A change of your contract waits for your answer: {change}."
    ]
    last = sponsor.notifications.order_by("-pk").first()
    assert last.text == f"Alder has answered to the change {change}: Agrees."


def test_the_answer_waits_for_the_provider_until_it_is_given(change):
    programme, contact = change.programme, user_as("vendor_contact", change.programme)

    def waits() -> list[str]:
        until = timezone.localdate() + datetime.timedelta(days=60)
        from core.deadlines import waiting

        found = [*upcoming(programme, until=until), *waiting(programme)]
        return [
            str(item.what) for item in found if contact.pk in item.who and "change of your contract" in str(item.what)
        ]

    before = waits()
    say(change)

    assert before == [f"Answer to a change of your contract: {change}"]
    assert waits() == []

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from sla import actions, rules
from sla.exclusions import actions as exclusion_actions
from sla.models import Breach, Exclusion, Objective
from tests.factories import user_as
from tests.sla.factories import bring_in, make_agreement, make_breach, make_exclusion, make_objective, tiers

pytestmark = pytest.mark.django_db


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def test_an_agreement_in_force_keeps_its_terms(programme):
    agreement = make_agreement(programme)

    with pytest.raises(Refused, match="keeps its terms"):
        rules.set_steps(agreement, "availability", tiers(), by=user_as("manager", programme))
    with pytest.raises(Refused, match="keeps its terms"):
        make_objective(agreement, monitor="other")


def test_putting_in_force_judges_what_lies_behind(programme):
    agreement = make_agreement(programme, in_force=False)
    bring_in(agreement)
    assert not Breach.objects.exists()

    actions.put_in_force(agreement, by=user_as("sponsor", programme))

    assert Breach.objects.count() == 1
    assert agreement.in_force_on is not None
    assert entries(agreement, "put_in_force") == 1


def test_a_draft_without_objectives_is_not_put_in_force(programme):
    agreement = make_agreement(programme, in_force=False)
    Objective.objects.all().delete()

    with pytest.raises(Refused, match="Add an objective first"):
        actions.put_in_force(agreement, by=user_as("manager", programme))


def test_a_consultant_does_not_put_an_agreement_in_force(programme):
    with pytest.raises(PermissionDenied):
        actions.put_in_force(make_agreement(programme, in_force=False), by=user_as("consultant", programme))


def test_terms_can_be_corrected_until_a_credit_is_claimed(programme):
    from sla import breaches

    breach = make_breach(programme)
    manager = user_as("manager", programme)
    perform(breach.agreement, "correct", by=manager, note="Wrong fee.")
    actions.put_in_force(breach.agreement, by=manager)
    breaches.claim(breach.credit, by=manager)

    with pytest.raises(Refused, match="claimed under these terms"):
        perform(breach.agreement, "correct", by=manager, note="Wrong again.")


def test_an_exclusion_works_the_month_out_again_and_lifts_the_breach(programme):
    breach = make_breach(programme)

    exclusion = make_exclusion(breach.agreement)

    breach = Breach.objects.get()
    assert (breach.state, breach.lifted, breach.credit.state) == ("closed", True, "waived")
    assert entries(exclusion, "agree") == 1


def test_giving_the_exclusion_up_brings_the_breach_back(programme):
    breach = make_breach(programme)
    exclusion = make_exclusion(breach.agreement)

    exclusion_actions.give_up(exclusion, by=user_as("manager", programme), note="The vendor gave no notice.")

    breach = Breach.objects.get()
    assert (breach.state, breach.lifted, breach.credit.state) == ("raised", False, "computed")
    assert breach.credit.amount == Decimal("100.00")


def test_a_claimed_credit_stays_as_it_was_claimed(programme):
    from sla import breaches

    breach = make_breach(programme)
    breaches.claim(breach.credit, by=user_as("manager", programme))

    make_exclusion(breach.agreement)

    breach = Breach.objects.get()
    assert (breach.state, breach.credit.state, breach.credit.amount) == ("raised", "claimed", Decimal("100.00"))


def test_an_exclusion_that_ends_before_it_starts_is_refused(programme):
    agreement = make_agreement(programme)

    with pytest.raises(ValidationError, match="ends before it starts"):
        make_exclusion(agreement, start="2025-01-10T10:00:00+00:00", end="2025-01-10T09:00:00+00:00")

    assert not Exclusion.objects.exists()


def test_a_response_time_needs_its_limit(programme):
    with pytest.raises(ValidationError, match="limit in milliseconds"):
        make_objective(make_agreement(programme, in_force=False), kind="response_time", target="95")


def test_a_contract_of_another_programme_is_refused(programme):
    from tests.factories import make_programme
    from tests.sla.factories import make_contract

    stranger = make_contract(make_programme())

    with pytest.raises(ValidationError, match="contract of this programme"):
        make_agreement(programme, contract=stranger)

import datetime
from datetime import UTC

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from sla.exclusions import actions
from sla.models import Breach, Exclusion, MonthlyResult
from tests.factories import make_programme, user_as
from tests.sla.factories import (
    bring_in,
    make_agreement,
    make_breach,
    make_contract,
    make_exclusion,
    make_objective,
    make_proposal,
    make_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(programme):
    """An agreement with a contact of the vendor on the programme, January 2025 below its target."""
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    return make_breach(programme, make_agreement(programme, contract=contract)).agreement


def january(agreement) -> str:
    result = MonthlyResult.objects.get(objective__agreement=agreement, month="2025-01-01")
    return f"{result.adjusted:.4f}"


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def test_a_proposal_changes_nothing_and_is_told_to_the_other_side(served):
    Notification.objects.all().delete()

    proposal = make_proposal(served)

    assert (proposal.state, proposal.proposed_side, january(served)) == ("proposed", "customer", "99.8656")
    assert entries(proposal, "proposed") == 1
    assert [line.user.email for line in Notification.objects.all()] == [
        user_as("vendor_contact", served.programme).email
    ]


def test_what_the_provider_agrees_to_does_not_count(served):
    proposal = make_proposal(served)

    actions.agree(proposal, by=user_as("vendor_contact", served.programme))

    assert (proposal.state, proposal.on_behalf, proposal.agreed_by) == ("agreed", False, "Manager, Vendor Contact")
    assert (january(served), Breach.objects.get().lifted) == ("100.0000", True)
    assert entries(proposal, "agree") == 1


def test_what_the_provider_proposes_the_customer_agrees_to(served):
    proposal = make_proposal(served, by="vendor_contact")

    actions.agree(proposal, by=user_as("sponsor", served.programme))

    assert (proposal.proposed_side, proposal.state) == ("provider", "agreed")


@pytest.mark.parametrize("role", ["manager", "consultant", "sponsor"])
def test_nobody_consents_for_a_provider_that_has_an_account(served, role):
    proposal = make_proposal(served)

    with pytest.raises(PermissionDenied):
        actions.agree(proposal, by=user_as(role, served.programme), answer="By e-mail.")

    assert Exclusion.objects.get().state == "proposed"


def test_the_provider_does_not_agree_to_what_it_proposed_itself(served):
    proposal = make_proposal(served, by="vendor_contact")

    with pytest.raises(PermissionDenied):
        actions.agree(proposal, by=user_as("vendor_contact", served.programme))


def test_consent_of_a_provider_without_an_account_is_written_down_with_evidence(programme):
    proposal = make_proposal(make_agreement(programme))

    with pytest.raises(Refused, match="Say who answered for the provider"):
        actions.agree(proposal, by=user_as("consultant", programme))
    actions.agree(proposal, by=user_as("consultant", programme), answer="E-mail of 3 May, in the files.")

    assert (proposal.on_behalf, proposal.answer) == (True, "E-mail of 3 May, in the files.")
    assert proposal.agreed_by == f"Manager, {proposal.agreement.contract.vendor.name}"


def test_who_wrote_the_proposal_does_not_write_down_the_consent_too(programme):
    proposal = make_proposal(make_agreement(programme))

    with pytest.raises(Refused, match="You proposed this"):
        actions.agree(proposal, by=user_as("manager", programme), answer="By e-mail.")


def test_a_refusal_needs_a_reason_and_keeps_it(served):
    proposal, vendor = make_proposal(served), user_as("vendor_contact", served.programme)

    with pytest.raises(Refused, match="Say why"):
        actions.refuse(proposal, by=vendor, answer=" ")
    actions.refuse(proposal, by=vendor, answer="Nobody told us.")

    assert (proposal.state, proposal.answer, january(served)) == ("refused", "Nobody told us.", "99.8656")


def test_what_was_refused_is_not_agreed_to_later(served):
    proposal, vendor = make_proposal(served), user_as("vendor_contact", served.programme)
    actions.refuse(proposal, by=vendor, answer="Nobody told us.")

    with pytest.raises(Refused, match="not possible"):
        actions.agree(proposal, by=vendor)


def test_an_answer_to_a_page_that_is_out_of_date_is_refused(served):
    proposal = make_proposal(served)
    perform(proposal, "withdraw", by=user_as("manager", served.programme))

    with pytest.raises(Stale):
        actions.agree(proposal, by=user_as("vendor_contact", served.programme), seen="proposed")


def test_only_the_side_that_proposed_withdraws(served):
    proposal = make_proposal(served)

    with pytest.raises(PermissionDenied):
        perform(proposal, "withdraw", by=user_as("vendor_contact", served.programme))
    perform(proposal, "withdraw", by=user_as("consultant", served.programme))

    assert proposal.state == "withdrawn"


def test_what_counts_for_the_provider_only_the_provider_gives_up(served):
    exclusion = make_exclusion(served)

    with pytest.raises(PermissionDenied):
        actions.give_up(exclusion, by=user_as("manager", served.programme), note="Wrong day.")
    actions.give_up(exclusion, by=user_as("vendor_contact", served.programme), note="Wrong day.")

    assert (exclusion.state, january(served), Breach.objects.get().lifted) == ("withdrawn", "99.8656", False)


def test_only_the_monitors_that_are_named_are_spared(programme):
    agreement = make_agreement(programme)
    make_objective_of(agreement, "api")
    bring_in(agreement)

    make_exclusion(agreement, monitors=["api"])

    assert january_of(agreement, "shop") == "99.8656"


def make_objective_of(agreement, monitor):
    perform(agreement, "correct", by=user_as("manager", agreement.programme), note="One is missing.")
    make_objective(agreement, monitor=monitor)
    perform(agreement, "put_in_force", by=user_as("manager", agreement.programme))


def january_of(agreement, monitor) -> str:
    result = MonthlyResult.objects.get(objective__agreement=agreement, objective__monitor=monitor, month="2025-01-01")
    return f"{result.adjusted:.4f}"


def test_a_weekly_window_leaves_out_each_of_its_nights(served):
    exclusion = make_exclusion(
        served,
        "2025-01-01T00:00:00+00:00",
        "2025-02-01T00:00:00+00:00",
        weekday=4,  # 10 January 2025 is a Friday
        opens=datetime.time(10),
        closes=datetime.time(10, 30),
    )

    assert exclusion.minutes == 5 * 30
    assert january(served) == "99.9326"


def test_a_window_that_never_comes_is_refused(served):
    with pytest.raises(Refused, match="No window"):
        make_proposal(
            served,
            "2025-01-01T00:00:00+00:00",
            "2025-01-02T00:00:00+00:00",
            weekday=4,
            opens=datetime.time(10),
            closes=datetime.time(11),
        )


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"weekday": 4}, "weekday"),
        ({"weekday": 4, "opens": datetime.time(1), "closes": datetime.time(1)}, "closes"),
        ({"start": "2025-01-10T10:00:00+00:00", "end": "2031-01-10T10:00:00+00:00"}, "end"),
        ({"start": "9999-12-30T00:00:00+00:00", "end": "9999-12-31T00:00:00+00:00"}, "start"),
        ({"start": "2025-01-10T11:00:00+00:00", "end": "2025-01-10T10:00:00+00:00"}, "end"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(served, fields, name):
    moments = {key: fields.pop(key) for key in ("start", "end") if key in fields}
    moments = moments or {"start": "2025-01-10T10:00:00+00:00", "end": "2025-01-10T11:00:00+00:00"}
    exclusion = Exclusion(
        agreement=served,
        kind="third_party",
        reason="Power",
        **{key: datetime.datetime.fromisoformat(value) for key, value in moments.items()},
        **fields,
    )

    with pytest.raises(ValidationError) as caught:
        exclusion.clean()

    assert set(caught.value.message_dict) == {name}


@pytest.mark.parametrize(
    ("term", "notice", "short"),
    [
        (None, None, False),
        (72, "2025-01-07T10:00:00+00:00", False),
        (72, "2025-01-07T10:00:01+00:00", True),
        (72, None, True),
    ],
)
def test_notice_is_held_against_the_term_of_the_agreement(programme, term, notice, short):
    agreement = make_agreement(programme, notice_hours=term)
    exclusion = make_proposal(
        agreement, kind="maintenance", notice_at=notice and datetime.datetime.fromisoformat(notice)
    )

    assert exclusion.is_short_notice is short


def test_the_months_of_an_issued_statement_are_frozen(programme):
    statement = make_statement(programme)

    with pytest.raises(Refused, match="frozen"):
        make_proposal(statement.agreement)
    make_proposal(statement.agreement, "2025-02-01T00:00:00+00:00", "2025-02-01T01:00:00+00:00")


def test_an_agreed_exclusion_of_an_issued_month_is_not_given_up(programme):
    agreement = make_breach(
        programme,
        make_agreement(programme, contract=make_contract(programme, contact=user_as("vendor_contact", programme))),
    ).agreement
    exclusion = make_exclusion(agreement)
    make_statement(programme, agreement)

    with pytest.raises(Refused, match="frozen"):
        actions.give_up(exclusion, by=user_as("vendor_contact", programme), note="Wrong day.")


def test_the_end_of_a_month_belongs_to_that_month_alone(programme):
    statement = make_statement(programme)
    agreement = statement.agreement

    with pytest.raises(Refused, match="frozen"):
        make_proposal(agreement, "2025-01-31T23:00:00+00:00", "2025-02-01T00:00:00+00:00")


def test_a_vendor_contact_of_another_programme_answers_nothing(served):
    stranger = user_as("vendor_contact", make_programme())
    proposal = make_proposal(served)

    with pytest.raises(PermissionDenied):
        actions.agree(proposal, by=stranger)


def test_spans_are_cut_to_what_is_asked_for(served):
    exclusion = make_proposal(served)

    found = exclusion.spans(
        datetime.datetime(2025, 1, 10, 10, 30, tzinfo=UTC), datetime.datetime(2025, 2, 1, tzinfo=UTC)
    )

    assert [(stop - begin).total_seconds() for begin, stop in found] == [1800]

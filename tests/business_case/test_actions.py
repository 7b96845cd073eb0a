from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.business_case import actions
from implementation.business_case.models import BusinessCase, Line, LineAmount
from implementation.business_case.worth import Worth, facts_of
from tests.business_case.factories import entry, make_case
from tests.factories import make_user, user_as

pytestmark = pytest.mark.django_db


def verbs(record):
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk).order_by("number")
    return list(found.values_list("verb", flat=True))


def state_of(case):
    return BusinessCase.objects.get(pk=case.pk).state


def amounts_of(case):
    found = LineAmount.objects.filter(line__scenario__case=case).order_by("line", "year")
    return [int(amount) for amount in found.values_list("amount", flat=True)]


def test_the_first_version_is_a_draft_of_number_1(programme):
    case = make_case(programme)

    assert (case.number, case.state) == (1, "draft")
    assert (verbs(case), verbs(case.chosen)) == (["created"], ["lines changed"])


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_make_fill_and_submit(programme, role):
    case, person = make_case(programme), user_as(role, programme)
    line = case.lines.first()

    for act in (
        lambda: actions.add_line(Line(scenario=case.chosen, kind="cost", category="staff", title="x"), by=person),
        lambda: actions.save_lines(case.chosen, [entry(line, [1])], by=person),
        lambda: actions.remove_line(line, by=person),
        lambda: actions.submit(case, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert (state_of(case), case.lines.count()) == ("draft", 2)


def test_there_is_one_version_in_the_making(programme):
    make_case(programme, state="submitted")

    with pytest.raises(Refused, match="in the making"):
        make_case(programme)


def test_a_further_version_starts_with_the_lines_of_the_last(programme):
    first = make_case(programme, state="confirmed")

    second = make_case(programme)

    assert second.number == 2
    assert amounts_of(second) == amounts_of(first)


def test_lines_are_saved_all_or_nothing(programme):
    case = make_case(programme)
    cost, benefit = case.lines.all()
    bad = entry(benefit, [1, 2, 3])
    bad.amounts[2] = Decimal(-5)

    with pytest.raises(ValidationError):
        actions.save_lines(case.chosen, [entry(cost, [1, 1, 1]), bad], by=user_as("manager", programme))

    assert amounts_of(case) == [100_000, 10_000, 10_000, 80_000, 80_000]


def test_saving_the_same_lines_again_writes_no_entry(programme):
    case = make_case(programme)
    cost = case.lines.first()

    actions.save_lines(case.chosen, [entry(cost, [100_000, 10_000, 10_000])], by=user_as("manager", programme))

    assert (verbs(case), verbs(case.chosen)) == (["created"], ["lines changed"])


def test_an_entry_says_what_the_lines_were_and_are(programme):
    case = make_case(programme)
    cost = case.lines.first()

    actions.save_lines(case.chosen, [entry(cost, [90_000, 10_000, 0])], by=user_as("manager", programme))

    last = AuditEntry.objects.filter(label="business_case.scenario").latest("number")
    assert last.before[str(cost.pk)]["amounts"] == {"0": "100000.00", "1": "10000.00", "2": "10000.00"}
    assert last.after[str(cost.pk)]["amounts"] == {"0": "90000.00", "1": "10000.00"}


def test_a_stale_table_is_refused(programme):
    case = make_case(programme)
    cost = case.lines.first()

    with pytest.raises(Stale):
        actions.save_lines(
            case.chosen, [entry(cost, [1])], by=user_as("manager", programme), seen_revision=case.chosen.revision - 1
        )


def test_a_line_of_another_version_is_refused(programme):
    old = make_case(programme, state="confirmed").lines.first()
    new = make_case(programme)

    with pytest.raises(Stale, match="removed meanwhile"):
        actions.save_lines(new.chosen, [entry(old, [1])], by=user_as("manager", programme))


@pytest.mark.parametrize("state", ["submitted", "confirmed"])
def test_only_a_draft_can_be_changed(programme, state):
    case, manager = make_case(programme, state=state), user_as("manager", programme)
    line = case.lines.first()

    for act in (
        lambda: actions.add_line(Line(scenario=case.chosen, kind="cost", category="staff", title="x"), by=manager),
        lambda: actions.save_lines(case.chosen, [entry(line, [1])], by=manager),
        lambda: actions.remove_line(line, by=manager),
    ):
        with pytest.raises(Refused, match="Only a draft"):
            act()
    case.floor = 5
    with pytest.raises(ValidationError, match="Only a draft"):
        case.full_clean()


def test_removing_a_line_leaves_one_entry_with_its_amounts(programme):
    case = make_case(programme)
    line = case.lines.first()
    number = line.pk

    actions.remove_line(line, by=user_as("manager", programme))

    last = AuditEntry.objects.filter(label="business_case.line", object_id=number).latest("number")
    assert (last.verb, last.note) == ("removed", "0: 100000.00, 1: 10000.00, 2: 10000.00")


def test_a_cost_has_no_benefit_category(programme):
    case = make_case(programme)

    with pytest.raises(ValidationError, match="belongs to the kind"):
        actions.add_line(
            Line(scenario=case.chosen, kind="cost", category="revenue", title="x"), by=user_as("manager", programme)
        )


def test_the_horizon_does_not_hide_amounts(programme):
    case = make_case(programme)
    case.horizon_years = 1

    with pytest.raises(ValidationError, match="up to year 2"):
        case.full_clean()


def test_a_case_without_costs_is_not_submitted(programme):
    case = make_case(programme, costs=[0, 0], benefits=[5, 5])

    with pytest.raises(Refused, match="at least one cost"):
        actions.submit(case, by=user_as("manager", programme))


def test_submitting_tells_the_sponsor_and_leaves_one_entry(programme):
    user_as("sponsor", programme)
    case = make_case(programme, state="submitted")

    told = Notification.objects.filter(user=user_as("sponsor", programme)).values_list("text", flat=True)
    assert list(told) == ["Business case, version 1 waits for your confirmation."]
    assert verbs(case) == ["created", "submit"]
    assert case.submitted_by == user_as("manager", programme)


def test_confirming_freezes_lines_and_figures(programme):
    case = make_case(programme, state="confirmed", floor=Decimal(1000))
    confirmation = case.confirmation

    assert confirmation.facts == facts_of(Worth(case))
    assert confirmation.facts["figures"]["npv"] == "24828.53"
    assert (confirmation.by_name, confirmation.by_role) == ("Sponsor", "sponsor")
    assert (verbs(case)[-1], verbs(confirmation)) == ("confirm", ["created"])
    assert list(broken_links()) == []


@pytest.mark.parametrize("role", ["manager", "consultant", "executive", "member", "vendor_contact"])
def test_only_a_sponsor_confirms(programme, role):
    case = make_case(programme, state="submitted")

    with pytest.raises(PermissionDenied):
        actions.confirm(case, by=user_as(role, programme))

    assert state_of(case) == "submitted"


def test_who_submitted_does_not_confirm(programme):
    from implementation.programme.models import Membership

    both = make_user("Both")
    for role in ("manager", "sponsor"):
        Membership.objects.create(programme=programme, user=both, role=role)
    case = make_case(programme)
    actions.submit(case, by=both)

    with pytest.raises(Refused, match="someone else confirms"):
        actions.confirm(case, by=both)

    assert state_of(case) == "submitted"


@pytest.mark.parametrize("state", ["draft", "confirmed"])
def test_only_what_is_submitted_is_confirmed(programme, state):
    case = make_case(programme, state=state)

    with pytest.raises(Refused):
        actions.confirm(case, by=user_as("sponsor", programme))


def test_sent_back_it_is_a_draft_again(programme):
    case = make_case(programme, state="submitted")

    perform(case, "send_back", by=user_as("sponsor", programme), note="where are the wages?")

    assert state_of(case) == "draft"
    told = Notification.objects.filter(user=user_as("manager", programme)).values_list("text", flat=True)
    assert "Business case, version 1 was sent back: where are the wages?" in told


def test_a_later_confirmed_version_replaces_the_one_before(programme):
    first = make_case(programme, state="confirmed")
    second = make_case(programme, state="confirmed")

    assert (state_of(first), state_of(second)) == ("superseded", "confirmed")
    assert actions.current_case(programme) == second


def test_a_confirmation_keeps_what_changed_since_the_one_before(programme):
    make_case(programme, state="confirmed")
    second = make_case(programme)
    line = second.chosen.lines.get(kind="cost")
    actions.change_line(line, by=user_as("manager", programme), title="Licences")
    actions.submit(second, by=user_as("manager", programme))

    kept = actions.confirm(second, by=user_as("sponsor", programme)).facts["changed"]

    changed = kept["scenarios"][0]["changed"][0]
    assert kept["since"] == 1
    assert changed["differences"] == [{"name": "title", "before": "A cost", "after": "Licences"}]

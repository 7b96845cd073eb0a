from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import Role
from core.text import amount, say
from implementation.programme.models import Membership
from sla.models import ApiToken, Breach, Credit, Exclusion, Remedy, Statement


def managers(programme_id) -> list[int]:
    found = Membership.objects.filter(programme_id=programme_id, role=Role.MANAGER)
    return list(found.values_list("user_id", flat=True))


def managers_of(programme) -> list[int]:
    """The same, from memberships that were read with the records."""
    return [member.user_id for member in programme.memberships.all() if member.role == Role.MANAGER]


def _money(credit: Credit) -> str:
    return amount(credit.amount, credit.agreement.programme.organisation.currency)


deadline(
    "sla.Credit",
    "claim_by",
    scope_path="breach__objective__agreement__programme",
    open=Q(state=Credit.State.COMPUTED, amount__gt=0),
    who=lambda credit: managers_of(credit.agreement.programme),
    prefetch=["breach__objective__agreement__programme__memberships"],
    what=lambda credit: say(_("Claim {amount}: {breach}"), amount=_money(credit), breach=credit.breach),
    icon="cash-coin",
    related=["breach__objective__agreement__programme__organisation"],
)

deadline(
    "sla.ApiToken",
    "expires_on",
    scope_path="agreement__programme",
    open=Q(state=ApiToken.State.ACTIVE),
    who=lambda token: {token.made_by_id, *managers(token.agreement.programme_id)},
    what=lambda token: say(_("Replace the API token or revoke it: {token}"), token=token),
    icon="key",
    related=["agreement__programme"],
)


def provider_of(record) -> set[int]:
    """The provider's people; the managers where it has none with an account."""
    people = {person.pk for person in record.agreement.contract.vendor.contacts.all()}
    return people or set(managers_of(record.agreement.programme))


deadline(
    "sla.Breach",
    "answer_by",
    scope_path="objective__agreement__programme",
    open=Q(state__in=Breach.UNANSWERED, objective__agreement__state="in_force"),
    who=provider_of,
    what=lambda breach: say(_("Answer the breach: {breach}"), breach=breach),
    icon="chat-left-text",
    related=["objective__agreement__contract__vendor"],
    prefetch=["objective__agreement__contract__vendor__contacts", "objective__agreement__programme__memberships"],
)

deadline(
    "sla.Remedy",
    "due",
    scope_path="breach__objective__agreement__programme",
    open=Q(state=Remedy.State.OPEN),
    who=provider_of,
    what=lambda remedy: say(_("After a breach: {what}"), what=remedy),
    icon="tools",
    related=["breach__objective__agreement__contract__vendor"],
    prefetch=[
        "breach__objective__agreement__contract__vendor__contacts",
        "breach__objective__agreement__programme__memberships",
    ],
)

deadline(
    "sla.Statement",
    "acknowledge_by",
    scope_path="agreement__programme",
    open=Q(state__in=[Statement.State.ISSUED, Statement.State.ANSWERED]),
    who=provider_of,
    what=lambda statement: say(_("Acknowledge the statement: {statement}"), statement=statement),
    icon="file-earmark-text",
    related=["agreement__contract__vendor"],
    prefetch=["agreement__contract__vendor__contacts", "agreement__programme__memberships"],
)


@waits
def answers(programme):
    """Claims that the vendor has not answered, and proposals that the other side has not."""
    breaches = Breach.objects.filter(objective__agreement__programme=programme, objective__agreement__state="in_force")
    related = ["objective__agreement__contract__vendor__contacts"]
    claimed = breaches.filter(credit__state=Credit.State.CLAIMED).prefetch_related(*related)
    for breach in claimed:
        yield _from_vendor(breach, say(_("Answer the claim: {breach}"), breach=breach))
    proposed = Exclusion.objects.filter(agreement__programme=programme, state=Exclusion.State.PROPOSED)
    own = managers(programme.pk)
    for exclusion in proposed.prefetch_related("agreement__contract__vendor__contacts"):
        who = provider_of(exclusion) if exclusion.proposed_side == Exclusion.Side.CUSTOMER else set(own)
        words = say(_("Agree to the exclusion or refuse it: {reason}"), reason=exclusion)
        yield Deadline(None, words, frozenset(who), exclusion.get_absolute_url(), "slash-circle")
    statements = Statement.objects.filter(agreement__programme=programme).select_related("agreement")
    words = {
        Statement.State.DRAFT: _("Check the statement: {statement}"),
        Statement.State.CHECKED: _("Issue the statement: {statement}"),
        Statement.State.OBJECTED: _("Answer the objection: {statement}"),
    }
    for statement in statements.filter(state__in=words):
        what = say(words[statement.state], statement=statement)
        yield Deadline(None, what, frozenset(own), statement.get_absolute_url(), "file-earmark-text")


def _from_vendor(breach: Breach, what) -> Deadline:
    contacts = breach.agreement.contract.vendor.contacts.all()
    return Deadline(
        on=None,
        what=what,
        who=frozenset(person.pk for person in contacts),
        url=breach.get_absolute_url(),
        icon="chat-left-text",
    )


plain_date("sla.Agreement", "in_force_on")
plain_date("sla.Objective", "valid_from", "valid_until")
plain_date("sla.Exclusion", "start", "end", "notice_at", "proposed_at", "answered_at")
plain_date("sla.EventImport", "at", "first_at", "last_at", "day")
plain_date("sla.MonthlyResult", "month", "known_until", "computed_at")
plain_date("sla.ResultChange", "month", "at")
plain_date("sla.Breach", "month", "raised_at", "explained_at", "escalated_on")
plain_date("sla.Statement", "month", "drafted_at", "issued_at", "acknowledged_at", "objected_at")
plain_date("sla.Credit", "claimed_at")
plain_date("sla.ApiToken", "made_at", "revoked_at")
plain_date("sla.ApiUse", "last_at")
plain_date("sla.ApiAnswer", "at")
plain_date("sla.PendingMonth", "month", "asked_at", "taken_at")
plain_date("sla.SlaAlarm", "month", "at", "seen_at")
plain_date("sla.AlarmSetting", "muted_until")
plain_date("sla.IntakeRun", "asked_at", "started_at", "beat_at")
plain_date("sla.CreditNote", "dated")
plain_date("sla.TerminationRight", "arisen_on")
deadline(
    "sla.TerminationRight",
    "usable_until",
    scope_path="objective__agreement__programme",
    open=Q(state="open"),
    who=lambda right: managers_of(right.agreement.programme),
    prefetch=["objective__agreement__programme__memberships"],
    what=lambda right: say(_("Use or waive the right to terminate: {right}"), right=right.objective),
    icon="door-open",
    related=["objective__agreement__programme"],
)

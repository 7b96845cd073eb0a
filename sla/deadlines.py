from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import Role
from core.text import amount, say
from implementation.programme.models import Membership
from sla.models import ApiToken, Breach, Credit


def managers(programme_id) -> list[int]:
    found = Membership.objects.filter(programme_id=programme_id, role=Role.MANAGER)
    return list(found.values_list("user_id", flat=True))


def _money(credit: Credit) -> str:
    return amount(credit.amount, credit.agreement.programme.organisation.currency)


deadline(
    "sla.Credit",
    "claim_by",
    scope_path="breach__objective__agreement__programme",
    open=Q(state=Credit.State.COMPUTED, amount__gt=0),
    who=lambda credit: managers(credit.agreement.programme_id),
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


@waits
def answers(programme):
    """Breaches that the vendor has not answered, and claims that it has not."""
    breaches = Breach.objects.filter(objective__agreement__programme=programme, objective__agreement__state="in_force")
    related = ["objective__agreement__contract__vendor__contacts"]
    for breach in breaches.filter(state=Breach.State.RAISED).prefetch_related(*related):
        yield _from_vendor(breach, say(_("Answer the breach: {breach}"), breach=breach))
    claimed = breaches.filter(credit__state=Credit.State.CLAIMED).prefetch_related(*related)
    for breach in claimed:
        yield _from_vendor(breach, say(_("Answer the claim: {breach}"), breach=breach))


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
plain_date("sla.Exclusion", "start", "end")
plain_date("sla.EventImport", "at", "first_at", "last_at", "day")
plain_date("sla.MonthlyResult", "month", "known_until", "computed_at")
plain_date("sla.ResultChange", "month", "at")
plain_date("sla.Breach", "month", "raised_at", "explained_at")
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
    who=lambda right: managers(right.agreement.programme_id),
    what=lambda right: say(_("Use or waive the right to terminate: {right}"), right=right.objective),
    icon="door-open",
    related=["objective__agreement__programme"],
)

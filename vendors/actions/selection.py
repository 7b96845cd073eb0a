"""The comparison of vendors: weights first, then scores that nobody else sees, then the sponsor's choice."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain, sha256_of
from core.models import User
from core.refusal import Refused
from core.text import listed
from core.workflow import perform
from implementation.gates.signing import signature
from implementation.programme.models import Programme
from vendors.actions._record import ask, keep, take
from vendors.models import Evaluator, Score, SelectionRound, Vendor, VendorCriterion, VendorSelection
from vendors.scoring import WeightFault, weight_faults

State = SelectionRound.State


def current_round(programme: Programme) -> SelectionRound:
    return SelectionRound.objects.select_related("programme__organisation").filter(programme=programme).first()


def contenders(selection: SelectionRound):
    """The vendors that the round compares: the shortlist while it runs, those that were scored once it is over."""
    found = Vendor.objects.filter(programme_id=selection.programme_id)
    if selection.state == State.DECIDED:
        return found.filter(scores__evaluator__round=selection).distinct()
    return found.filter(state=Vendor.State.SHORTLIST)


def _weighing(selection: SelectionRound) -> None:
    if selection.state != State.WEIGHING:
        raise Refused(_("The weights are fixed: criteria stay as they are until the weights are reopened."))


def _criteria(selection: SelectionRound) -> dict[str, str]:
    return {f"criterion {c.pk}": f"{c.title}: {c.weight:.2f} %, {c.knock_out or '-'}" for c in selection.criteria.all()}


@transaction.atomic
def save_criteria(
    selection: SelectionRound, criteria: Iterable[VendorCriterion], *, by: User, seen_revision: int | None = None
) -> SelectionRound:
    """The whole list at once, in its order; what is not in it goes. Raises ValidationError unless weights total 100."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection, seen_revision=seen_revision)
    _weighing(fresh)
    criteria = list(criteria)
    faults = weight_faults({index: criterion.weight for index, criterion in enumerate(criteria)})
    if WeightFault.NO_WEIGHTS in faults:
        raise ValidationError(_("Name at least one criterion."))
    if WeightFault.NOT_100 in faults:
        total = sum((Decimal(criterion.weight) for criterion in criteria), Decimal(0)).normalize()
        raise ValidationError(
            _("The weights total %(total)s %%. Change them until they total 100 %%.") % {"total": f"{total:f}"}
        )
    if len({criterion.title.strip().casefold() for criterion in criteria}) < len(criteria):
        raise ValidationError(_("Two criteria have the same name: give each its own."))
    before = _criteria(fresh)
    fresh.criteria.exclude(pk__in=[criterion.pk for criterion in criteria if criterion.pk]).delete()
    for order, criterion in enumerate(criteria, start=1):
        criterion.round, criterion.order = fresh, order
        criterion.full_clean(validate_unique=False, validate_constraints=False)
        criterion.save()
    keep(fresh, "weighed", by=by, before=before, after=_criteria(fresh))
    return fresh


@transaction.atomic
def name_evaluators(selection: SelectionRound, people: Iterable[User], *, by: User) -> SelectionRound:
    """Exactly these people score. Who has scored already cannot be taken off."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection)
    if fresh.state not in (State.WEIGHING, State.SCORING):
        raise Refused(_("The scores are in: evaluators stay as they are."))
    people = list(people)
    gone = fresh.evaluators.exclude(user__in=people).select_related("user")
    kept = [evaluator.user.name for evaluator in gone.filter(scores__isnull=False).distinct()]
    if kept:
        raise Refused(_("%(name)s has scored already and stays an evaluator.") % {"name": listed(kept)})
    before = {"evaluators": sorted(e.user.name for e in fresh.evaluators.select_related("user"))}
    gone.delete()
    there = set(fresh.evaluators.values_list("user_id", flat=True))
    Evaluator.objects.bulk_create(
        Evaluator(programme=fresh.programme, round=fresh, user=person) for person in people if person.pk not in there
    )
    keep(fresh, "evaluators named", by=by, before=before, after={"evaluators": sorted(p.name for p in people)})
    return fresh


def fix_criteria(selection: SelectionRound, *, by: User) -> SelectionRound:
    return perform(selection, "fix", by=by, fixed_at=timezone.now())


@transaction.atomic
def save_scores(
    evaluator: Evaluator,
    entries: Mapping[tuple[int, int], tuple[int, str]],
    *,
    by: User,
    seen_revision: int | None = None,
) -> Evaluator:
    """The whole sheet: ``entries`` by vendor and criterion number, each points and evidence. Only its owner writes it."""
    ask(by, "vendors.score_vendor", evaluator)
    fresh = take(evaluator, seen_revision=seen_revision)
    if fresh.round.state != State.SCORING:
        raise Refused(_("Scores are given between the fixing of the weights and the choice."))
    if fresh.state != Evaluator.State.SCORING:
        raise Refused(_("Your scores are submitted. Take them back first to change them."))
    vendors = {vendor.pk: vendor for vendor in contenders(fresh.round)}
    criteria = {criterion.pk: criterion for criterion in fresh.round.criteria.all()}
    before = _sheet(fresh)
    scores = []
    for (vendor, criterion), (points, evidence) in entries.items():
        if vendor not in vendors or criterion not in criteria:
            raise Refused(_("Only vendors on the shortlist are scored. Open the sheet again."))
        score = Score(
            evaluator=fresh,
            vendor=vendors[vendor],
            criterion=criteria[criterion],
            points=points,
            evidence=evidence.strip(),
        )
        score.clean_fields()
        scores.append(score)
    fresh.scores.all().delete()
    Score.objects.bulk_create(scores)
    # How many, never what: the audit trail must not show a sheet before the others are in.
    if _sheet(fresh) != before:
        fresh.revision += 1
        fresh.save()
        audit.entry(fresh, "scored", by=by, before={"scores": len(before)}, after={"scores": len(scores)})
    return fresh


def _sheet(evaluator: Evaluator) -> list[list]:
    found = evaluator.scores.order_by("vendor", "criterion")
    return [list(row) for row in found.values_list("vendor", "criterion", "points", "evidence")]


@transaction.atomic
def submit_scores(evaluator: Evaluator, *, by: User) -> Evaluator:
    """Hand the sheet in; its hash shows later that nothing in it was changed."""
    return perform(evaluator, "submit", by=by, sheet_sha256=sha256_of(_sheet(evaluator)))


def ask_selection(selection: SelectionRound, *, by: User, note: str = "") -> SelectionRound:
    return perform(selection, "ask", by=by, note=note, asked_by=by)


@transaction.atomic
def select_vendor(
    selection: SelectionRound, *, winner: Vendor, reason: str, by: User, reject_others: bool = False
) -> VendorSelection:
    """Keep the choice with ranking, weights, scores and dissent of this moment. Who asked for it does not choose."""
    from vendors.comparison import compare

    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    ask(by, "vendors.select_vendor", selection)
    selection = take(selection)
    comparison = compare(selection)
    line = next((line for line in comparison.lines if line.vendor == winner), None)
    if line is None or winner.state != Vendor.State.SHORTLIST:
        raise Refused(_("Choose a vendor that is on the shortlist."))
    if line.knocked_out_by:
        raise Refused(_("%(name)s is knocked out. Choose a vendor that passed.") % {"name": winner.name})
    others = [other.vendor for other in comparison.lines if other.vendor != winner]
    asked_by = selection.asked_by
    perform(selection, "conclude", by=by, note=reason)
    facts = plain(
        comparison.facts
        | {
            "winner": winner.name,
            "against_ranking": line.place != 1,
            "dissent": comparison.dissent_from(winner),
            "asked_by": asked_by.name,
        }
    )
    record = VendorSelection(
        round=selection, winner=winner, reason=reason, facts=facts, **signature(selection.programme, by)
    )
    actions.create(record, permission="vendors.select_vendor", by=by, note=reason)
    perform(winner, "choose", by=by, note=reason)
    if reject_others:
        note = _("%(name)s was chosen.") % {"name": winner.name}
        for vendor in others:
            perform(vendor, "reject", by=None, note=note)
    return record


@transaction.atomic
def start_round(programme: Programme, *, by: User) -> SelectionRound:
    """A fresh comparison with the criteria of the last one, where that ended without a vendor to contract with."""
    audit.lock(programme.scope_key)
    last = current_round(programme)
    if last.state != State.DECIDED:
        raise Refused(_("A comparison is under way already: finish it first."))
    chosen = Vendor.objects.filter(programme=programme, state=Vendor.State.CHOSEN).first()
    if chosen:
        raise Refused(_("%(name)s is chosen. Take the choice back before you compare again.") % {"name": chosen.name})
    number = programme.selectionrounds.aggregate(last=Max("number"))["last"] + 1
    selection = SelectionRound(programme=programme, number=number)
    actions.create(selection, permission="vendors.edit_criteria", by=by)
    for criterion in last.criteria.all():
        criterion.pk, criterion._state.adding, criterion.round = None, True, selection
        criterion.save()
    return selection


@transaction.atomic
def serve_vendor(vendor: Vendor, contacts: Iterable[User], *, by: User) -> Vendor:
    """Exactly these people answer for the vendor."""
    ask(by, "vendors.edit_vendor", vendor)
    fresh = take(vendor)
    contacts = list(contacts)
    fit = User.objects.filter(Q(memberships__programme=fresh.programme_id, memberships__role="vendor_contact"))
    if set(contacts) - set(fit):
        raise Refused(_("A contact must have the role of vendor contact on this programme."))
    before = {"contacts": sorted(person.name for person in fresh.contacts.all())}
    fresh.contacts.set(contacts)
    keep(fresh, "contacts named", by=by, before=before, after={"contacts": sorted(p.name for p in contacts)})
    return fresh

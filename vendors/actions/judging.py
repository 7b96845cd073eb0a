"""Weights by comparison in pairs: judges are named, each compares alone, and what they say together is taken over."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit, notifications
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.text import listed
from core.workflow import perform
from implementation.gates.signing import signature
from vendors.actions._record import ask, keep, take
from vendors.actions.criteria import described, must_be_weighing
from vendors.actions.groups import set_weights
from vendors.models import Judge, Judgement, SelectionRound, Weighting
from vendors.models.judging import MOST_TIMES
from vendors.pairs import is_too_large, levels_of
from vendors.readings import Reading, judgements_of, overall, readings


@transaction.atomic
def name_judges(selection: SelectionRound, people: Iterable[User], *, by: User) -> SelectionRound:
    """Exactly these people compare. Who has handed in cannot be taken off."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection)
    must_be_weighing(fresh)
    people = list(people)
    gone = fresh.judges.exclude(user__in=people).select_related("user")
    kept = [judge.user.name for judge in gone.filter(state=Judge.State.SUBMITTED)]
    if kept:
        raise Refused(_("%(name)s has submitted already and stays a judge.") % {"name": listed(kept)})
    before = {"judges": sorted(judge.user.name for judge in fresh.judges.select_related("user"))}
    gone.delete()
    there = set(fresh.judges.values_list("user_id", flat=True))
    new = [person for person in people if person.pk not in there]
    Judge.objects.bulk_create(Judge(programme=fresh.programme, round=fresh, user=person) for person in new)
    keep(fresh, "judges named", by=by, before=before, after={"judges": sorted(person.name for person in people)})
    if new:
        notifications.tell(fresh, "judges named", by=by, note="")
    return fresh


@transaction.atomic
def save_judgements(judge: Judge, entries: Mapping[str, int], *, by: User, seen_revision: int | None = None) -> Judge:
    """The whole sheet: ``entries`` by the name of the pair, on Saaty's scale. Only its owner writes it."""
    ask(by, "vendors.judge_criteria", judge)
    fresh = take(judge, seen_revision=seen_revision)
    must_be_weighing(fresh.round)
    if fresh.state != Judge.State.JUDGING:
        raise Refused(_("Your judgements are submitted. Take them back first to change them."))
    pairs = {name: (level, first, second) for level in levels_of(fresh.round) for name, first, second in level.pairs}
    if set(entries) - set(pairs):
        raise Refused(_("The criteria have changed meanwhile. Open the page again."))
    if any(not 1 <= abs(times) <= MOST_TIMES or times == -1 for times in entries.values()):
        raise Refused(_("A judgement is a number from 1 to 9 for either of the two."))
    before = _sheet(fresh)
    fresh.judgements.all().delete()
    Judgement.objects.bulk_create(_judgement(fresh, *pairs[name], times) for name, times in entries.items())
    # How many, never what: the audit trail must not show a judge's sheet before the others are in.
    if _sheet(fresh) != before:
        fresh.revision += 1
        fresh.save()
        after = {"judgements": len(entries)}
        audit.entry(fresh, "compared", by=by, before={"judgements": len(before)}, after=after)
    return fresh


def _judgement(judge: Judge, level, first, second, times: int) -> Judgement:
    if level.of_groups:
        return Judgement(judge=judge, first_group=first, second_group=second, times=times)
    return Judgement(judge=judge, first=first, second=second, times=times)


def _sheet(judge: Judge) -> list[tuple]:
    columns = ("first", "second", "first_group", "second_group", "times")
    return sorted(judge.judgements.values_list(*columns), key=str)


@transaction.atomic
def submit_judgements(judge: Judge, *, by: User) -> Judge:
    """Hand the sheet in. Refused with the reason while a matrix has loose ends or contradicts itself."""
    ask(by, "vendors.judge_criteria", judge)
    found = readings(levels_of(judge.round), [judge.judgements.all()])
    _must_hold(found)
    return perform(judge, "submit", by=by)


def why_not(found: list[Reading]) -> str:
    """The first reason why weights cannot come from these judgements; nothing when they can."""
    if not found:
        return _("Put every criterion into a group, or none: then they can be compared in pairs.")
    if is_too_large(item.level for item in found):
        return _("More than 15 criteria cannot be compared in one go: put them in groups.")
    for item in found:
        name = {"name": item.level.group or _("Groups of criteria")} if len(found) > 1 else {"name": _("Criteria")}
        if not item.is_joined:
            words = _("%(name)s: nothing compares %(one)s with %(other)s yet. Add at least one judgement between them.")
            return words % (name | {"one": listed(item.parts[0]), "other": listed(item.parts[1])})
        if item.is_contradictory:
            words = _("%(name)s: the judgements contradict each other (consistency ratio %(ratio)s, limit 0.10).")
            return words % (name | {"ratio": f"{item.priorities.consistency_ratio:.2f}"})
    return ""


def _must_hold(found: list[Reading]) -> None:
    if reason := why_not(found):
        raise Refused(reason)


@transaction.atomic
def take_weights_over(selection: SelectionRound, *, by: User) -> Weighting:
    """What all judges say together becomes the weights, and is kept with every judgement behind it."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection)
    must_be_weighing(fresh)
    judges = list(fresh.judges.select_related("user"))
    if not judges:
        raise Refused(_("Name at least one judge first."))
    if late := [judge.user.name for judge in judges if judge.state != Judge.State.SUBMITTED]:
        raise Refused(_("%(name)s has not submitted yet.") % {"name": listed(late)})
    levels, given = levels_of(fresh), judgements_of(judges)
    found = readings(levels, given)
    _must_hold(found)
    before = described(fresh)
    set_weights(fresh, [weight for _criterion, weight in overall(found)])
    fresh.method = SelectionRound.Method.PAIRS
    keep(fresh, "weighed", by=by, before=before | {"method": "hand"}, after=described(fresh) | {"method": "pairs"})
    record = Weighting(round=fresh, facts=_facts(fresh, judges, given, found), **signature(fresh.programme, by))
    actions.create(record, permission="vendors.edit_criteria", by=by)
    return record


def _facts(selection: SelectionRound, judges, given, found: list[Reading]):
    return plain(
        {
            "round": selection.number,
            "method": "eigenvector, Harker for missing judgements, geometric mean of the judges",
            "random_index": "classic (Saaty 1980)",
            "weights": {criterion.title: criterion.weight for criterion in selection.criteria.all()},
            "matrices": [_matrix(item) for item in found],
            "judges": [
                {"judge": judge.user.name, "judgements": _told(found, judgements)}
                for judge, judgements in zip(judges, given, strict=True)
            ],
        }
    )


def _matrix(item: Reading) -> dict:
    return {
        "of": item.level.group.title if item.level.group else "",
        "weights": {str(one): f"{weight:.4f}" for one, weight in item.weights},
        "consistency_ratio": f"{item.priorities.consistency_ratio:.4f}",
        "missing": item.priorities.missing,
    }


def _told(found: list[Reading], judgements) -> list[list]:
    told = []
    for item in found:
        placed = {place: judgement.times for judgement in judgements if (place := item.level.place(judgement))}
        for (first, second), times in sorted(placed.items()):
            told.append([str(item.level.items[first]), str(item.level.items[second]), times])
    return told

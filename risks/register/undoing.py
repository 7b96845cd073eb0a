"""Taking back what one person changed last in the table: a cell, many at once, a paste."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.audit import Written, entries, snapshot
from core.models import Attachment, Comment, User
from core.refusal import Refused
from implementation.programme.models import Programme
from risks.models import RatingChange, RegisterChange, Risk
from risks.models.risk import RATINGS

#: So many changes of a person are kept; undo goes no further back.
KEPT = 50


class Kept:
    """Notes each risk before it is changed, and what became of it."""

    def __init__(self) -> None:
        self._before: dict[int, dict | None] = {}

    def touch(self, risk: Risk) -> None:
        self._before.setdefault(risk.pk, snapshot(risk))

    def made(self, risk: Risk) -> None:
        self._before[risk.pk] = None

    @property
    def lines(self) -> list[dict[str, Any]]:
        now = {risk.pk: snapshot(risk) for risk in Risk.objects.filter(pk__in=self._before)}
        found = []
        for pk, was in self._before.items():
            before, after = audit.changed(was or {}, now[pk])
            if before or after:
                found.append({"risk": pk, "made": was is None, "before": before, "after": after})
        return found


@contextmanager
def keep(programme: Programme, by: User) -> Iterator[Kept]:
    """What happens inside can be undone at one go by this person. Inside one transaction."""
    kept = Kept()
    yield kept
    if lines := kept.lines:
        mine = RegisterChange.objects.filter(programme=programme, person=by)
        RegisterChange.objects.create(programme=programme, person=by, lines=lines)
        mine.exclude(pk__in=list(mine.values_list("pk", flat=True)[:KEPT])).delete()


def last_change(programme: Programme, by: User) -> RegisterChange | None:
    return RegisterChange.objects.filter(programme=programme, person=by, undone=False).first()


@transaction.atomic
def undo_last(programme: Programme, *, by: User) -> list[Risk]:
    """Put back what this person changed last, all or nothing; the risks as they are then (``pk`` None where one went).

    Raises ``Refused`` where there is nothing, or where a field was changed again since.
    """
    if not by.has_perm("risks.edit_risk", programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    last = last_change(programme, by)
    if last is None:
        raise Refused(_("There is nothing of yours to undo in this register."))
    numbers = [line["risk"] for line in last.lines]
    risks = {risk.pk: risk for risk in Risk.objects.filter(programme=programme, pk__in=numbers)}
    for line in last.lines:
        _ask(risks.get(line["risk"]), line)
    note = _("Undone in the register.")
    changed = [_put_back(risks[line["risk"]], line, by=by, note=note) for line in last.lines if not line["made"]]
    entries(programme, changed, by=by)
    _remove([risks[line["risk"]] for line in last.lines if line["made"]], programme, by=by, note=note)
    last.undone = True
    last.save(update_fields=["undone"])
    return list(risks.values())


def _ask(risk: Risk | None, line: dict[str, Any]) -> None:
    if risk is None:
        raise Refused(_("A risk of this change is not in the register any more, so nothing was undone."))
    now = snapshot(risk)
    others = [name for name, value in line["after"].items() if name in now and now[name] != value]
    if others:
        text = _("%(risk)s was changed again since (%(what)s), so nothing was undone. Change it by hand.")
        raise Refused(text % {"risk": risk.code, "what": Risk._meta.get_field(others[0]).verbose_name})
    if line["made"] and _is_followed(risk):
        raise Refused(
            _("%(risk)s has treatments, comments or files by now, so nothing was undone.") % {"risk": risk.code}
        )


def _is_followed(risk: Risk) -> bool:
    """Whether anything but its first ratings points to a risk."""
    kind = ContentType.objects.get_for_model(Risk)
    if any(notes.objects.filter(content_type=kind, object_id=risk.pk).exists() for notes in (Comment, Attachment)):
        return True
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: risk.pk}).exists()
        for relation in Risk._meta.related_objects
        if relation.related_model is not RatingChange
    )


def _put_back(risk: Risk, line: dict[str, Any], *, by: User, note: str) -> Written:
    """A state goes back as it was, past its steps: it is this person's own step that is undone."""
    now = snapshot(risk)
    Risk.objects.filter(pk=risk.pk).update(**line["before"], revision=risk.revision + 1)
    after = snapshot(Risk.objects.get(pk=risk.pk))
    RatingChange.objects.bulk_create(_history(risk, now, after, by=by, note=note))
    return Written(risk, "changed", *audit.changed(now, after), note)


def _history(risk: Risk, now: dict, after: dict, *, by: User, note: str) -> Iterator[RatingChange]:
    for kind in RATINGS:
        names = f"{kind}_likelihood", f"{kind}_impact"
        was, will = [now[name] for name in names], [after[name] for name in names]
        if was != will:
            rated = {"likelihood_before": was[0], "impact_before": was[1], "likelihood": will[0], "impact": will[1]}
            yield RatingChange(risk=risk, kind=kind, reason=note, by=by, at=timezone.now(), **rated)


def _remove(risks: list[Risk], programme: Programme, *, by: User, note: str) -> None:
    entries(programme, [Written(risk, "removed", before=snapshot(risk), note=note) for risk in risks], by=by)
    numbers = [risk.pk for risk in risks]
    RatingChange.objects.filter(risk__in=numbers).delete()
    Risk.objects.filter(pk__in=numbers).delete()


@transaction.atomic
def keep_made(programme: Programme, by: User, make: Callable[[], Risk]) -> Risk:
    """Make a risk so that undo takes it away again."""
    with keep(programme, by) as kept:
        risk = make()
        kept.made(risk)
        return risk

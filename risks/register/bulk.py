"""The same change to many risks: what it would do to each, then all of it in one transaction."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.evidence import sha256_of
from core.models import User
from core.refusal import Refused, Stale
from core.workflow import state_field, steps_of, why_closed
from implementation.programme.models import Programme
from risks.models import Risk
from risks.register.columns import COLUMNS
from risks.register.saving import CLOSED, say_change, write
from risks.register.undoing import keep
from risks.register.values import Choices, target

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
#: What many risks may be given at once.
FIELDS = ("owner", "category", "proximity", "confidence", "current_likelihood", "current_impact", "review_due")
#: Steps that many risks may take at once; the others ask about each risk by itself.
STEPS = ("assess", "plan_treatment", "start_treatment", "monitor", "watch", "close", "reopen")
MOST = 500


@dataclass(frozen=True)
class Change:
    """``fields`` by their name, or a step with its note."""

    fields: dict[str, Any]
    step: str = ""
    note: str = ""


@dataclass(frozen=True)
class Fate:
    """What becomes of one risk: ``said`` names the changes, ``why`` the reason where it is refused."""

    risk: Risk
    kind: str
    fields: dict[str, Any]
    step: str = ""
    said: tuple[Any, ...] = ()
    why: Any = ""


def fates(risks: list[Risk], change: Change, choices: Choices, by: User) -> list[Fate]:
    return [fate(risk, change, choices, by) for risk in risks]


def fate(risk: Risk, change: Change, choices: Choices, by: User) -> Fate:
    """By the risk as it is now; nothing is written."""
    fields = {name: value for name, value in change.fields.items() if getattr(risk, name) != value}
    if fields and not risk.is_open:
        return Fate(risk, REFUSED, {}, why=CLOSED)
    said = [say_change(choices, name, getattr(risk, name), value) for name, value in fields.items()]
    if not change.step:
        return Fate(risk, CHANGED if fields else SAME, fields, said=tuple(said))
    if why := _closed_step(risk, change, by):
        return Fate(risk, REFUSED, {}, why=why)
    return Fate(risk, CHANGED, fields, change.step, (*said, _step_words(risk, change.step, choices)))


def _closed_step(risk: Risk, change: Change, by: User) -> Any:
    method = getattr(risk, change.step)
    if why := why_closed(risk, method, by=by):
        return why
    transition = method._django_fsm.get_transition(getattr(risk, state_field(risk).attname))
    if transition.custom.get("note") == "required" and not change.note.strip():
        return _("Say why: the reason is kept with the step.")
    return None


def _step_words(risk: Risk, step: str, choices: Choices) -> Any:
    then = target(risk, step)
    if isinstance(then, str):
        return say_change(choices, "step", risk.state, then)
    return next(iter(steps_of(risk)[step]._django_fsm.transitions.values())).custom["label"]


def counts(found: list[Any]) -> dict[str, int]:
    by_kind = Counter(item.kind for item in found)
    return {kind: by_kind[kind] for kind in (NEW, CHANGED, SAME, REFUSED)}


def digest(found: list[Fate]) -> str:
    """Marks what a preview showed: the same risks in the same state with the same fate."""
    return sha256_of([[item.risk.pk, item.risk.revision, item.kind] for item in found])


@transaction.atomic
def change_all(
    programme: Programme, numbers: list[int], change: Change, *, by: User, choices: Choices, seen: str
) -> list[Fate]:
    """Write what the preview with the mark ``seen`` showed; those that it refused stay as they are.

    Raises ``Stale`` when any of them changed since.
    """
    if not by.has_perm("risks.edit_risk", programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    found = fates(risks_with(programme, numbers), change, choices, by)
    if digest(found) != seen:
        raise Stale(_("The register has changed since you looked. Look at the rows again."))
    with keep(programme, by) as kept:
        for item in found:
            if item.kind == CHANGED:
                kept.touch(item.risk)
                _write(item, change, by=by, choices=choices)
    return found


def _write(item: Fate, change: Change, *, by: User, choices: Choices) -> None:
    try:
        write(item.risk, by=by, choices=choices, changed=item.fields, step=item.step, note=change.note)
    except ValidationError as error:
        raise Refused(f"{item.risk.code}: {' '.join(error.messages)}") from error


def risks_with(programme: Programme, numbers: list[int]) -> list[Risk]:
    """Those of this programme, in the order of the register."""
    found = Risk.objects.filter(programme=programme, pk__in=numbers[:MOST]).select_related("owner", "programme")
    return list(found.prefetch_related("treatments__actions").order_by("number"))


def columns() -> list:
    return [COLUMNS[name] for name in FIELDS]

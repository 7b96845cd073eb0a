"""Edits in the row of the register: one cell at a time, saved at once, never over somebody else's."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import AuditEntry, User
from core.refusal import Refused, Stale
from core.text import say
from core.workflow import perform, steps_of
from risks.actions import rate
from risks.models import Impact, Likelihood, Risk

FIELDS = ("current_likelihood", "current_impact", "owner")
NAMES = {
    "current_likelihood": _("likelihood"),
    "current_impact": _("impact"),
    "owner": _("owner"),
    "step": _("state"),
}


@dataclass(frozen=True)
class Difference:
    """What somebody else saved in a cell, beside what this person wanted there."""

    name: str
    words: Any
    theirs: Any
    yours: Any
    value: Any


class Conflict(Stale):
    """Somebody else saved the row first. ``by`` is their name."""

    def __init__(self, risk: Risk, by: str, differences: list[Difference]):
        super().__init__(say(_("{name} saved this row first."), name=by))
        self.risk, self.by, self.differences = risk, by, differences


def words(name: str, value) -> Any:
    """A value as the cell shows it."""
    if name == "step":
        return Risk.State(value).label
    if value is None:
        return _("Nobody yet") if name == "owner" else _("Not rated")
    if name == "owner":
        return value.name
    scale = Likelihood if name == "current_likelihood" else Impact
    return say("{number} {word}", number=value, word=scale(value).label)


@transaction.atomic
def save_cells(risk: Risk, *, by: User, seen_revision: int, step: str = "", **values) -> list[Any]:
    """Save what differs from the row as it is now and say it in words (“likelihood 5 to 4”).

    Raises ``Conflict`` when somebody else saved the row since ``seen_revision``; a change of one's own is none.
    """
    audit.lock(risk.scope_key)
    fresh = Risk.objects.select_related("owner", "programme").get(pk=risk.pk)
    changed = {name: value for name, value in values.items() if getattr(fresh, name) != value}
    if other := _someone_else(fresh, by, seen_revision):
        raise Conflict(fresh, other, list(_differences(fresh, changed, step)))
    if fresh.state == Risk.State.CLOSED and changed:
        raise Refused(_("This risk is closed: open it again first."))
    said = [_said(name, words(name, getattr(fresh, name)), words(name, value)) for name, value in changed.items()]
    ratings = {name: value for name, value in changed.items() if name != "owner"}
    if ratings:
        rate(fresh, by=by, **ratings)
    if "owner" in changed:
        actions.change(fresh, permission="risks.edit_risk", by=by, owner=changed["owner"])
    if step:
        before = words("step", fresh.state)
        perform(fresh, step, by=by)
        said.append(_said("step", before, words("step", fresh.state)))
    return said


def _said(name: str, before, after) -> Any:
    return say(_("{what}: {before} to {after}"), what=NAMES[name], before=before, after=after)


def _someone_else(risk: Risk, by: User, seen_revision: int) -> str:
    """Who else saved the risk since that revision; each revision has its entry in the audit trail."""
    newer = risk.revision - seen_revision
    if newer <= 0:
        return ""
    entries = AuditEntry.objects.filter(label=risk.label, object_id=risk.pk).order_by("-number")[: min(newer, 100)]
    return next((entry.actor_name for entry in entries if entry.actor_id != by.pk), "")


def _differences(risk: Risk, changed: dict, step: str):
    for name, value in changed.items():
        yield Difference(
            name,
            NAMES[name],
            words(name, getattr(risk, name)),
            words(name, value),
            getattr(value, "pk", value) if value is not None else "",
        )
    if step:
        label = next(iter(steps_of(risk)[step]._django_fsm.transitions.values())).custom["label"]
        yield Difference("step", NAMES["step"], words("step", risk.state), label, step)

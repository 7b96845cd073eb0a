"""What an approver chooses, and what the standards ask of each decision."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.evidence import plain
from core.models import User
from core.refusal import Refused
from implementation.gates.checklist import Checklist
from implementation.gates.models import Outcome
from implementation.programme.models import Promise


@dataclass(frozen=True)
class ClosingTask:
    """What is still to do after a stop."""

    text: str
    owner: User
    due: datetime.date


@dataclass(frozen=True)
class Choice:
    """One of the five decisions with everything that it asks for; ``redo`` are the numbers of the criteria to redo."""

    outcome: str
    reason: str
    conditions: tuple[Promise, ...] = ()
    look_again_on: datetime.date | None = None
    redo: tuple[int, ...] = ()
    due: datetime.date | None = None
    tasks: tuple[ClosingTask, ...] = ()

    def refuse_unfit(self, checklist: Checklist) -> None:
        """Raises Refused with what is missing."""
        today = timezone.localdate()
        if self.outcome not in Outcome.values:
            raise Refused(_("Choose one of the five decisions."))
        if not self.reason.strip():
            raise Refused(_("Say why: the reason is kept with the decision."))
        if closed := checklist.closed(self.outcome):
            raise Refused(closed)
        if sentence := getattr(self, f"_missing_for_{self.outcome}", lambda *given: "")(checklist, today):
            raise Refused(sentence)

    def _missing_for_conditional(self, checklist: Checklist, today: datetime.date) -> str:
        if not self.conditions:
            return _("A conditional go needs at least one condition.")
        return _late(self.conditions, today, _("A condition must be due after today."))

    def _missing_for_hold(self, checklist: Checklist, today: datetime.date) -> str:
        if self.look_again_on and self.look_again_on > today:
            return ""
        return _("Give the day on which to look again; it must be after today.")

    def _missing_for_recycle(self, checklist: Checklist, today: datetime.date) -> str:
        if not self.redo:
            return _("Name at least one criterion to redo.")
        if not set(self.redo) <= {line.criterion.pk for line in checklist.lines}:
            return _("Name criteria of this gate to redo.")
        if not (self.due and self.due > today):
            return _("Give the new day by which to decide; it must be after today.")
        return ""

    def _missing_for_stop(self, checklist: Checklist, today: datetime.date) -> str:
        if not self.tasks:
            return _("A stop needs at least one closing task: what must still be done, by whom, by when.")
        return _late(self.tasks, today, _("A closing task must be due after today."))

    @property
    def facts(self) -> dict[str, Any]:
        """As it is frozen with the vote, and read again when the decision puts the votes together."""
        return plain(
            {
                "conditions": [
                    {
                        "text": item.text,
                        "owner": item.owner.name,
                        "owner_id": item.owner.pk,
                        "due": item.due,
                        "verifier": item.verifier.name,
                        "verifier_id": item.verifier.pk,
                    }
                    for item in self.conditions
                ],
                "look_again_on": self.look_again_on,
                "redo": self.redo,
                "new_due": self.due,
                "tasks": [
                    {"text": item.text, "owner": item.owner.name, "owner_id": item.owner.pk, "due": item.due}
                    for item in self.tasks
                ],
            }
        )


def _late(items: Iterable[Promise | ClosingTask], today: datetime.date, sentence: str) -> str:
    return sentence if any(item.due <= today for item in items) else ""


def together(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """What approvers of the same mind asked for, all of it: every condition and task once, the sooner look, the later day."""

    def once(key: str) -> list:
        return list({repr(item): item for facts in choices for item in facts.get(key) or []}.values())

    looks = [facts["look_again_on"] for facts in choices if facts.get("look_again_on")]
    days = [facts["new_due"] for facts in choices if facts.get("new_due")]
    return {
        "conditions": once("conditions"),
        "tasks": once("tasks"),
        "redo": once("redo"),
        "look_again_on": min(looks, default=None),
        "new_due": max(days, default=None),
    }

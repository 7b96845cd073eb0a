"""A workbook with answers that came back, from the vendor or by its hand: all of it is taken in, or nothing."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vendors import questionnaire_xlsx
from vendors.actions.questionnaire_answers import AnsweredMeanwhile, save_answers
from vendors.actions.questionnaire_handing_in import hand_in
from vendors.actions.questionnaire_writer import Writer, locked_open
from vendors.models import Reply


@dataclass(frozen=True)
class Taken:
    """How many answers changed; with faults nothing was written."""

    changed: int = 0
    faults: list[Any] = field(default_factory=list)


@transaction.atomic
def take_in(reply: Reply, *, name: str, data: bytes, writer: Writer, hand_in_as: dict | None = None) -> Taken:
    """Read it, keep what it changes, and hand in where it says as whom. Raises ``Refused``, ValidationError."""
    locked_open(reply, writer)
    brought = questionnaire_xlsx.bring(reply, name, data)
    if brought.faults:
        return Taken(faults=brought.faults)
    try:
        changed = save_answers(reply, brought.entries, seen=brought.seen, writer=writer)
    except AnsweredMeanwhile as meanwhile:
        words = _("“%(question)s” was answered on the page since the workbook was downloaded. Download it anew.")
        return Taken(faults=[words % {"question": question} for question in meanwhile.questions])
    if hand_in_as:
        hand_in(reply, writer=writer, **hand_in_as)
    return Taken(changed)

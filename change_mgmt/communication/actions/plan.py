"""Planning what is told, writing it, having it read by somebody else, and marking as held what no mail brings."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.communication.audience import in_words, says_whom
from change_mgmt.communication.models import Message
from change_mgmt.communication.wording import written
from core import actions, audit
from core.models import User
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.programme.actions import people_on
from implementation.programme.models import Department, Programme
from implementation.staff.models import Employee

EDIT = "communication.edit_message"


@transaction.atomic
def plan_message(
    message: Message, *, departments: Collection[Department] = (), people: Collection[Employee] = (), by: User | None
) -> Message:
    """Write a message down with whom it is for."""
    _check(message, departments, people)
    actions.create(message, permission=EDIT, by=by, note=_whom(message, departments, people))
    message.departments.set(departments)
    message.people.set(people)
    return message


@transaction.atomic
def change_message(
    message: Message,
    *,
    departments: Collection[Department],
    people: Collection[Employee],
    by: User,
    seen_revision: int | None = None,
    **fields,
) -> Message:
    """Change the plan of a message that is still a draft."""
    audit.lock(message.scope_key)
    fresh = Message.objects.select_related("programme__organisation", "pilot", "wave").get(pk=message.pk)
    if seen_revision is not None and fresh.revision != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    _refuse_unless_draft(fresh)
    before = in_words(fresh)
    for name, value in fields.items():
        setattr(fresh, name, value)
    _check(fresh, departments, people)
    changed = actions.change(message, permission=EDIT, by=by, seen_revision=seen_revision, **fields)
    changed.departments.set(departments)
    changed.people.set(people)
    if (after := in_words(changed)) != before:
        Message.objects.filter(pk=changed.pk).update(revision=changed.revision + 1)
        changed.revision += 1
        audit.entry(changed, "moved", by=by, before={"whom": before}, after={"whom": after})
    message.__dict__.update(changed.__dict__)
    return changed


def _check(message: Message, departments: Collection[Department], people: Collection[Employee]) -> None:
    programme = message.programme
    if not says_whom(message, departments, people):
        raise ValidationError({"whom": _("Choose at least one department, level, role, go-live or person.")})
    if any(place.organisation_id != programme.organisation_id for place in departments):
        raise Refused(_("Choose departments of this organisation."))
    if any(person.programme_id != programme.pk for person in people):
        raise Refused(_("Choose people of this programme."))
    if any(thing and thing.programme_id != programme.pk for thing in (message.pilot, message.wave)):
        raise Refused(_("Choose a pilot or wave of this programme."))
    allowed = set(people_on(programme).values_list("pk", flat=True))
    if not {message.owner_id, message.sender_id} <= allowed:
        raise Refused(_("Choose people of this programme."))


def _refuse_unless_draft(message: Message) -> None:
    if message.state != Message.State.DRAFT:
        raise Refused(_("Only a draft is changed: take the message back to draft first."))


def _whom(message: Message, departments: Collection[Department], people: Collection[Employee]) -> str:
    """For the trail: which departments, and how many single people; no names, for the trail outlives them."""
    words = [place.name for place in departments]
    return ", ".join([*words, _("%(n)d people") % {"n": len(people)}] if people else words)


def write_text(
    message: Message, texts: Mapping[str, tuple[str, str]], *, by: User, seen_revision: int | None = None
) -> Message:
    """Title and words for each language; a language without either is left out."""
    _refuse_unless_draft(message)
    found = written(texts)
    for text in found.values():
        if not text["title"] or not text["body"]:
            raise ValidationError(_("A text needs a title and words: write both, or neither."))
    return actions.change(message, permission=EDIT, by=by, seen_revision=seen_revision, verb="written", texts=found)


@transaction.atomic
def ask_reader(message: Message, *, reader: User, by: User, note: str = "", seen: str = "") -> Message:
    """Give the text to somebody who reads it before it goes out."""
    if reader == by:
        raise Refused(_("Choose somebody else: four eyes see more than two."))
    if not reader.has_perm("communication.check_message", message):
        raise Refused(_("Choose somebody who may approve a text: a sponsor, manager or consultant."))
    return perform(message, "ask_reader", by=by, note=note, seen=seen, reader=reader, asked_by=by)


def hold_message(
    message: Message, *, on: datetime.date, reached: int, note: str = "", by: User, seen: str = ""
) -> Message:
    """A meeting was held, a notice put up: when, and how many people it reached."""
    if on > timezone.localdate():
        raise Refused(_("This day is still to come. Choose today or an earlier day."))
    return perform(message, "hold", by=by, note=note, seen=seen, held_on=on, reached=reached, held_note=note)


@dataclass
class Planned:
    """A message of several that are written down together."""

    message: Message
    departments: Collection[Department] = ()
    people: Collection[Employee] = field(default_factory=tuple)


@transaction.atomic
def plan_messages(programme: Programme, planned: Iterable[Planned], *, by: User) -> list[Message]:
    """All of them or none."""
    audit.lock(programme.scope_key)
    return [plan_message(item.message, departments=item.departments, people=item.people, by=by) for item in planned]


@transaction.atomic
def begin_plan(programme: Programme, wanted: Collection[str], *, by: User) -> list[Message]:
    """Drafts of the usual messages that were chosen; one that is in the plan already is not made twice."""
    from change_mgmt.communication.usual import usual_messages

    audit.lock(programme.scope_key)
    there = set(Message.objects.filter(programme=programme).values_list("usual", flat=True))
    made = [item for item in usual_messages(programme, by=by) if item.usual in wanted and item.usual not in there]
    return plan_messages(programme, [Planned(message) for message in made], by=by)

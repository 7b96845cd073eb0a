"""Who takes part in a pilot, and putting its charter forward and agreeing to it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.gates.signing import signature
from implementation.programme.models import Department
from implementation.rollout.charter import standing_of
from implementation.rollout.models import Charter, CharterAgreement, Participant, Pilot
from implementation.rollout.places import places_of

#: More names than this on one list is a roll-out, not a pilot.
MOST_PARTICIPANTS = 300


def _refuse_if_over(pilot: Pilot) -> None:
    if Pilot.objects.get(pk=pilot.pk).is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))


@transaction.atomic
def add_participants(
    pilot: Pilot,
    *,
    department: Department,
    names: Iterable[str] = (),
    people: Iterable[User] = (),
    front_line: bool = True,
    by: User,
) -> list[Participant]:
    """Put people of the programme and names on the list of a pilot, all of one department."""
    audit.lock(pilot.scope_key)
    _refuse_if_over(pilot)
    if not places_of(pilot).filter(pk=department.pk).exists():
        raise Refused(_("This department is not in the pilot: choose one of its departments."))
    wanted = [(person.name, person) for person in people] + [(name.strip(), None) for name in names if name.strip()]
    if not wanted:
        raise Refused(_("Choose somebody or write a name."))
    if pilot.participants.count() + len(wanted) > MOST_PARTICIPANTS:
        raise Refused(_("A pilot has at most %(most)d participants.") % {"most": MOST_PARTICIPANTS})
    return [
        actions.create(
            Participant(pilot=pilot, name=name, user=person, department=department, front_line=front_line),
            permission="rollout.edit_pilot",
            by=by,
        )
        for name, person in wanted
    ]


@transaction.atomic
def remove_participant(participant: Participant, *, by: User) -> None:
    _refuse_if_over(participant.pilot)
    actions.remove(participant, permission="rollout.edit_pilot", by=by)


def _as_it_is(pilot: Pilot) -> Pilot:
    """Read under the lock: what is frozen is what is on record, not what a page had read."""
    return Pilot.objects.select_related("programme__organisation", "module", "lead").get(pk=pilot.pk)


@transaction.atomic
def put_forward(pilot: Pilot, *, by: User) -> Charter:
    """Freeze what the charter says now as its next version, for somebody else to agree to."""
    audit.lock(pilot.scope_key)
    pilot = _as_it_is(pilot)
    _refuse_if_over(pilot)
    standing = standing_of(pilot)
    if standing.missing:
        raise Refused(standing.missing[0])
    if standing.is_as_put_forward:
        raise Refused(_("This version is put forward already."))
    number = standing.latest.number + 1 if standing.latest else 1
    charter = Charter(pilot=pilot, number=number, facts=standing.facts, **signature(pilot.programme, by))
    return actions.create(charter, permission="rollout.edit_pilot", by=by)


@transaction.atomic
def agree_to(charter: Charter, *, by: User) -> CharterAgreement:
    """Put one's name to the latest version, if it is still what the charter says; never the author."""
    audit.lock(charter.scope_key)
    pilot = _as_it_is(charter.pilot)
    _refuse_if_over(pilot)
    if charter.by_id == by.pk:
        raise Refused(_("You put this charter forward, so someone else agrees to it."))
    standing = standing_of(pilot)
    if standing.latest != charter or not standing.is_as_put_forward:
        raise Refused(_("The charter was changed since: it is put forward again first."))
    if standing.is_agreed:
        raise Refused(_("This version is agreed already."))
    facts = {"pilot": pilot.name, "number": charter.number, "charter_sha256": charter.facts_sha256}
    agreement = CharterAgreement(charter=charter, facts=facts, **signature(pilot.programme, by))
    return actions.create(agreement, permission="rollout.agree_charter", by=by)

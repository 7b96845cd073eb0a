"""The approvers of a gate at their places: who may choose, in whose place, in which order, and what has been chosen."""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from core.text import day, listed
from implementation.gates.models import DecisionRequest, Delegation, Gate, Vote


@dataclass(frozen=True)
class Seat:
    """The place of one approver: their vote, and who may choose for them today."""

    approver: User
    place: int = 1
    vote: Vote | None = None
    delegation: Delegation | None = None
    asked: bool = False

    @property
    def waits(self) -> bool:
        """Who asked has no part in the decision; neither has a delegate of theirs."""
        return self.vote is None and not self.asked


@dataclass(frozen=True)
class Round:
    """The approvers of a gate, and their votes on the request that is open."""

    gate: Gate
    asked: DecisionRequest | None
    seats: list[Seat] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    named: bool = False
    delegations: list[Delegation] = field(default_factory=list)

    @property
    def waiting(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.waits]

    @property
    def in_turn(self) -> list[Seat]:
        """Those who may choose now: the lowest place that still waits."""
        first = min((seat.place for seat in self.waiting), default=0)
        return [seat for seat in self.waiting if seat.place == first]

    @property
    def is_ordered(self) -> bool:
        return len({seat.place for seat in self.seats}) > 1

    @property
    def most(self) -> int:
        """How many have chosen the same, at most; an abstention is no choice."""
        return max(Counter(vote.outcome for vote in self.votes if vote.outcome != Vote.ABSTAIN).values(), default=0)

    @property
    def can_agree(self) -> bool:
        return self.most + len(self.waiting) >= self.gate.quorum

    @property
    def who_may_choose(self) -> set[int]:
        """The people whom the request waits for at this moment, delegates included."""
        chosen = {vote.by_id for vote in self.votes} | ({self.asked.by_id} if self.asked else set())
        stand_ins = {seat.delegation.delegate_id for seat in self.in_turn if seat.delegation}
        return ({seat.approver.pk for seat in self.in_turn} | stand_ins) - chosen

    def with_vote(self, vote: Vote) -> "Round":
        seats = [replace(seat, vote=vote) if seat.approver.pk == vote.seat else seat for seat in self.seats]
        return replace(self, seats=seats, votes=[*self.votes, vote])

    def seat_for(self, user: User) -> Seat:
        """The seat that this person may fill now. Raises Refused with the sentence; PermissionDenied for who has no part."""
        if self.asked and self.asked.by_id == user.pk:
            raise Refused(_("You asked for this decision, so someone else must take it."))
        if any(vote.by_id == user.pk for vote in self.votes):
            raise Refused(_("You have already chosen. The others must choose now."))
        seat = self._own(user) or self._lent(user)
        if seat is None:
            raise self._no_part(user)
        if seat.vote:
            raise Refused(_("%(name)s has chosen in your place.") % {"name": seat.vote.by_name})
        before = [other.approver.name for other in self.in_turn if other.place < seat.place]
        if before:
            raise Refused(_("It is not your turn yet: first chooses %(names)s.") % {"names": listed(before)})
        return seat

    def _own(self, user: User) -> Seat | None:
        return next((seat for seat in self.seats if seat.approver.pk == user.pk), None)

    def _lent(self, user: User) -> Seat | None:
        found = [seat for seat in self.waiting if seat.delegation and seat.delegation.delegate_id == user.pk]
        return min(found, key=lambda seat: seat.place, default=None)

    def _no_part(self, user: User) -> Exception:
        """What to tell somebody who has no seat: the delegation that does not hold, or who was named instead."""
        given = [item for item in self.delegations if item.delegate_id == user.pk]
        for item in given:
            if sentence := _does_not_hold(item, self.asked):
                return Refused(sentence)
        if self.named and user.has_perm("gates.vote", self.gate):
            names = listed(seat.approver.name for seat in self.seats)
            return Refused(_("Others were named to decide this gate: %(names)s.") % {"names": names})
        if given:
            return Refused(_("%(name)s has chosen already.") % {"name": given[0].giver.name})
        return PermissionDenied()


def _does_not_hold(delegation: Delegation, asked: DecisionRequest | None) -> str:
    """Why a delegation gives no seat; empty when it does."""
    words = {"name": delegation.giver.name}
    if delegation.state == Delegation.State.REVOKED:
        return _("%(name)s has revoked the delegation to you.") % words
    if delegation.is_over:
        return _("The delegation from %(name)s ended on %(day)s.") % (words | {"day": day(delegation.last_day)})
    if not delegation.is_open:
        return _("The delegation from %(name)s begins on %(day)s.") % (words | {"day": day(delegation.first_day)})
    if asked and asked.by_id == delegation.giver_id:
        return _("%(name)s asked for this decision, so nobody chooses in that place.") % words
    return ""

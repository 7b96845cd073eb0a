"""Who may choose on a request, read from the records: those named, else every sponsor, and who stands in for whom."""

from django.db.models import Prefetch

from core.roles import Role
from implementation.gates.models import DecisionRequest, Delegation, Gate, Vote
from implementation.gates.seats import Round, Seat
from implementation.programme.models import Membership

#: What :func:`round_of` reads, so that many gates can be read at once.
PREFETCH = (
    "approvers__user",
    Prefetch("requests", DecisionRequest.objects.defer("facts")),
    Prefetch("requests__votes", Vote.objects.defer("facts")),
    Prefetch(
        "programme__memberships",
        Membership.objects.filter(role=Role.SPONSOR, user__is_active=True).select_related("user"),
        to_attr="sponsorships",
    ),
    Prefetch("programme__delegations", Delegation.objects.select_related("giver", "delegate")),
)


def round_of(gate: Gate) -> Round:
    """As it stands now."""
    return round_read(Gate.objects.select_related("programme").prefetch_related(*PREFETCH).get(pk=gate.pk))


def round_read(gate: Gate) -> Round:
    """The same of a gate that was read with ``PREFETCH``."""
    asked = next(iter(gate.requests.all()), None) if gate.state == Gate.State.REQUESTED else None
    votes = list(asked.votes.all()) if asked else []
    delegations = list(gate.programme.delegations.all())
    by_seat = {vote.seat: vote for vote in votes}
    lent = {item.giver_id: item for item in delegations if item.is_open}
    sponsors = {item.user_id: item.user for item in gate.programme.sponsorships}
    named = [(item.user, item.position) for item in gate.approvers.all() if item.user_id in sponsors]
    seats = [
        Seat(user, place, by_seat.get(user.pk), lent.get(user.pk), bool(asked and asked.by_id == user.pk))
        for user, place in named or [(user, 1) for user in sponsors.values()]
    ]
    return Round(gate, asked, seats, votes, bool(named), delegations)

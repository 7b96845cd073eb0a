from django.utils.translation import gettext_lazy as _

from core.models import User
from core.notifications import Notice, hears
from core.roles import Role
from core.text import day, say
from implementation.gates.approvals import round_of
from implementation.gates.models import Outcome
from implementation.programme.actions import people_on


@hears("gates.decisionrequest", "created")
def tell_sponsors(request, by, note):
    """Those whose turn it is; in an order, the next hear of it when it is theirs."""
    text = say(_("{name} asks for your decision: {gate}."), name=request.by_name, gate=request.gate.name)
    yield Notice(_people(round_of(request.gate)), text)


@hears("gates.vote", "created")
def tell_the_next(vote, by, note):
    """In an order of approvers, those whose turn comes with this vote."""
    turn = round_of(vote.request.gate)
    now_due = turn.in_turn[0].place if turn.in_turn else 0
    has_just_come = now_due and not any(seat.vote and seat.place == now_due for seat in turn.seats)
    if has_just_come and turn.is_ordered and turn.most < turn.gate.quorum:
        yield Notice(_people(turn), say(_("It is your turn to choose: {gate}."), gate=turn.gate.name))


def _people(turn):
    return User.objects.filter(pk__in=turn.who_may_choose)


@hears("gates.gate", "send_back")
def tell_the_asker(gate, by, note):
    asked = gate.requests.order_by("-number").first()
    text = say(
        _("Too few can still agree, so the request goes back to {name}: {gate}."), name=asked.by_name, gate=gate.name
    )
    yield Notice([asked.by, *people_on(gate.programme, Role.SPONSOR)], text)


@hears("gates.gate", "withdraw")
def tell_of_the_withdrawal(gate, by, note):
    """Who asked, and those who were to decide."""
    asked = gate.requests.order_by("-number").first()
    deciders = User.objects.filter(pk__in=[seat.approver.pk for seat in round_of(gate).seats])
    text = say(_("{name} has withdrawn the request for a decision: {gate}."), name=by.name, gate=gate.name)
    yield Notice([asked.by, *deciders], text)


@hears("gates.delegation", "created")
def tell_the_delegate(delegation, by, note):
    text = say(
        _("You choose for {name} from {first} to {last}."),
        name=delegation.giver.name,
        first=day(delegation.first_day),
        last=day(delegation.last_day),
    )
    yield Notice([delegation.delegate], text)


@hears("gates.delegation", "revoke")
def tell_of_the_end(delegation, by, note):
    yield Notice([delegation.delegate], say(_("{name} has revoked the delegation to you."), name=delegation.giver.name))


@hears("gates.decision", "created")
def tell_everyone(decision, by, note):
    text = say(_("{gate}: {outcome}."), gate=decision.request.gate.name, outcome=Outcome(decision.outcome).label)
    yield Notice(people_on(decision.programme).exclude(memberships__role=Role.VENDOR_CONTACT), text)


@hears("gates.condition", "created")
def tell_owner(condition, by, note):
    text = say(_("You own a condition, due {day}: {text}"), day=day(condition.due), text=condition.text)
    yield Notice([condition.owner], text)


@hears("gates.gate", "reopen")
def alert_sponsors(gate, by, note):
    text = say(_("A condition was missed, so the gate is open again: {gate}."), gate=gate.name)
    yield Notice(people_on(gate.programme, Role.SPONSOR, Role.MANAGER), text)

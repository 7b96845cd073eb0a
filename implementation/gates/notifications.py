from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import Role
from core.text import day, say
from implementation.gates.models import Outcome
from implementation.programme.actions import people_on


@hears("gates.decisionrequest", "created")
def tell_sponsors(request, by, note):
    text = say(_("{name} asks for your decision: {gate}."), name=request.by_name, gate=request.gate.name)
    yield Notice(people_on(request.programme, Role.SPONSOR), text)


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

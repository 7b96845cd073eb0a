from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import Role
from core.text import day, say
from implementation.programme.actions import people_on


@hears("rollout.pilot", "created")
def tell_lead(pilot, by, note):
    text = say(_("You lead the pilot “{name}”, planned from {day}."), name=pilot.name, day=day(pilot.planned_start))
    yield Notice([pilot.lead], text)


@hears("rollout.pilot", "start")
def tell_everyone(pilot, by, note):
    insiders = people_on(pilot.programme).exclude(memberships__role=Role.VENDOR_CONTACT)
    yield Notice(insiders, say(_("The pilot “{name}” has started."), name=pilot.name))


@hears("rollout.pilot", "extend")
def tell_longer(pilot, by, note):
    text = say(_("The pilot “{name}” runs on until {day}."), name=pilot.name, day=day(pilot.planned_end))
    yield Notice({pilot.lead, *people_on(pilot.programme, Role.SPONSOR)}, text)


@hears("rollout.pilot", "evaluate")
def tell_evaluation(pilot, by, note):
    text = say(_("The pilot “{name}” is being evaluated; its exit gate comes next."), name=pilot.name)
    yield Notice({pilot.lead, *people_on(pilot.programme, Role.SPONSOR, Role.MANAGER)}, text)


@hears("rollout.pilot", "roll_back", "stop")
def tell_end(pilot, by, note):
    text = say(_("The pilot “{name}” is rolled back: {why}"), name=pilot.name, why=note)
    yield Notice({pilot.lead, *people_on(pilot.programme, Role.SPONSOR, Role.MANAGER)}, text)

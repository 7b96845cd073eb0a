from django.urls import reverse
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


@hears("rollout.charter", "created")
def tell_put_forward(charter, by, note):
    text = say(_("The charter of the pilot “{name}” waits for somebody to agree."), name=charter.pilot.name)
    yield Notice(people_on(charter.programme, Role.SPONSOR, Role.MANAGER), text, url=_charter_page(charter))


@hears("rollout.charteragreement", "created")
def tell_agreed(agreement, by, note):
    charter = agreement.charter
    text = say(_("{by} agreed to the charter of the pilot “{name}”."), by=agreement.by_name, name=charter.pilot.name)
    yield Notice({charter.by, charter.pilot.lead}, text, url=_charter_page(charter))


def _charter_page(charter):
    return reverse("charter", args=[charter.programme_id, charter.pilot_id])


@hears("rollout.feedback", "created")
def tell_unhappy(feedback, by, note):
    """A bad word is told at once; the others are on the list."""
    if feedback.rating <= 2:
        text = say(_("{n} of 5 from a user of the pilot “{name}”."), n=feedback.rating, name=feedback.pilot.name)
        yield Notice([feedback.pilot.lead], text)


@hears("rollout.pilotissue", "created", "changed")
def tell_owner(issue, by, note):
    people = {issue.owner} if issue.owner else set()
    if issue.severity == 1:
        people.add(issue.pilot.lead)
    yield Notice(people, say(_("Issue in the pilot “{pilot}”: {title}"), pilot=issue.pilot.name, title=issue.title))


@hears("rollout.pilotissue", "solve")
def tell_verify(issue, by, note):
    text = say(_("Solved, somebody else verifies it: {title}"), title=issue.title)
    yield Notice({issue.pilot.lead, *people_on(issue.programme, Role.MANAGER)}, text)


@hears("rollout.pilot", "concluded")
def tell_finding(pilot, by, note):
    text = say(_("The pilot “{name}” has shown: {finding}."), name=pilot.name, finding=pilot.get_finding_display())
    yield Notice(people_on(pilot.programme, Role.SPONSOR, Role.MANAGER), text)


@hears("rollout.run", "started")
def tell_run(run, by, note):
    """For real: whoever has a step in it, the lead, the sponsors and managers."""
    if run.rehearsal:
        return
    people = {step.responsible for step in run.runbook.steps.select_related("responsible") if step.responsible}
    people |= set(people_on(run.programme, Role.SPONSOR, Role.MANAGER))
    if run.runbook.pilot:
        people.add(run.runbook.pilot.lead)
    yield Notice(people, say(_("A checklist is being carried out for real: {name}."), name=str(run.runbook)))


@hears("rollout.runstep", "fail")
def tell_failed_step(step, by, note):
    people = set(people_on(step.run.programme, Role.MANAGER)) | ({step.responsible} if step.responsible else set())
    yield Notice(people, say(_("A step of “{name}” failed: {why}"), name=str(step.run), why=note))


@hears("rollout.runstep", "hand_over")
def tell_confirmer(step, by, note):
    yield Notice([step.confirmer], say(_("A step waits for you to confirm it: {step}"), step=step.text))


@hears("rollout.wave", "created")
def tell_wave_lead(wave, by, note):
    yield Notice([wave.lead], say(_("You lead the wave “{name}”, from {day}."), name=wave.name, day=day(wave.start)))


@hears("rollout.wave", "begin", "cancel")
def tell_wave(wave, by, note):
    text = _("The wave “{name}” is cancelled.") if wave.state == "cancelled" else _("The wave “{name}” has started.")
    yield Notice({wave.lead, *people_on(wave.programme, Role.SPONSOR, Role.MANAGER)}, say(text, name=wave.name))

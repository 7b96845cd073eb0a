from django.utils.translation import gettext_lazy as _

from core.models import User
from core.notifications import Notice, hears
from core.roles import Role
from core.text import day, say
from implementation.programme.actions import people_on
from implementation.programme.models import Level
from implementation.programme.registry import label_of


def _readers(deliverable, *people: int | None):
    return User.objects.filter(pk__in=deliverable.readers_among(*people))


@hears("programme.task", "created", "changed")
def tell_owner_of_task(task, by, note):
    if task.state == task.State.OPEN:
        yield Notice(
            [task.owner], say(_("You have something to do by {day}: {text}"), day=day(task.due), text=task.text)
        )


@hears("programme.deliverable", "submit")
def tell_reviewers(deliverable, by, note):
    people = User.objects.filter(pk__in=deliverable.waits_for())
    yield Notice(people, say(_("Handed in, waits for your review: {name}"), name=deliverable.name))


@hears("programme.deliverable", "accept", "accept_conditionally", "settle", "send_back")
def tell_who_handed_in(deliverable, by, note):
    people = _readers(deliverable, deliverable.owner_id, deliverable.submitted_by_id)
    yield Notice(people, say("{}: {}", deliverable.name, deliverable.get_state_display()))


@hears("programme.deliverable", "assigned")
def tell_owner_of_deliverable(deliverable, by, note):
    people = _readers(deliverable, deliverable.owner_id)
    yield Notice(
        people, say(_("You own a deliverable, due {day}: {name}"), day=day(deliverable.due), name=deliverable.name)
    )


@hears("programme.review", "created")
def tell_of_review(review, by, note):
    deliverable = review.deliverable
    people = _readers(deliverable, deliverable.owner_id, deliverable.submitted_by_id)
    yield Notice(
        people, say(_("{name} left a remark: {deliverable}"), name=review.by.name, deliverable=deliverable.name)
    )


@hears("programme.acceptancecondition", "created")
def tell_of_condition(condition, by, note):
    owner = say(_("You own a condition, due {day}: {text}"), day=day(condition.due), text=condition.text)
    checks = say(_("You check a condition, due {day}: {text}"), day=day(condition.due), text=condition.text)
    yield Notice([condition.owner], owner)
    yield Notice([condition.verifier], checks)


@hears("programme.tolerance", "set")
def tell_of_tolerance(tolerance, by, note):
    text = say(
        _("The tolerance of {dimension} was set: on track up to {inner}, at risk up to {outer}."),
        dimension=label_of(tolerance.dimension),
        inner=tolerance.inner,
        outer=tolerance.outer,
    )
    yield Notice(people_on(tolerance.programme, Role.SPONSOR), text)


@hears("programme.statusoverride", "created")
def tell_of_override(override, by, note):
    text = say(
        _("The status of {dimension} is overridden as “{level}” until {day}: {reason}"),
        dimension=label_of(override.dimension),
        level=Level(override.level).label,
        day=day(override.until),
        reason=override.reason,
    )
    yield Notice(people_on(override.programme, Role.SPONSOR), text)


@hears("programme.statusoverride", "end")
def tell_that_override_ended(override, by, note):
    text = say(
        _("Your override of the status ended; the computed status stands again: {dimension}"),
        dimension=label_of(override.dimension),
    )
    yield Notice([override.by], text)


@hears("programme.stageshift", "created")
def tell_of_later_plan(shift, by, note):
    """The sponsors hear when a plan becomes later; a forecast shows in the status."""
    if shift.end != shift.End.PLANNED or shift.days <= 0:
        return
    text = say(
        _("{stage}: the planned end moved from {before} to {after}: {reason}"),
        stage=shift.stage.name,
        before=day(shift.before),
        after=day(shift.after),
        reason=shift.reason,
    )
    yield Notice(people_on(shift.stage.programme, Role.SPONSOR), text)


@hears("programme.exceptionnote", "submit")
def ask_sponsors(note, by, why):
    text = say(_("An exception note waits for your answer: {dimension}"), dimension=label_of(note.dimension))
    yield Notice(people_on(note.programme, Role.SPONSOR), text)


@hears("programme.exceptionanswer", "created")
def tell_the_answer(answer, by, note):
    text = say(
        _("Exception note on {dimension}: {outcome}, by {name}."),
        dimension=label_of(answer.note.dimension),
        outcome=answer.Outcome(answer.outcome).label,
        name=answer.by_name,
    )
    yield Notice([*people_on(answer.programme, Role.MANAGER), answer.note.submitted_by], text)


@hears("programme.exceptionnote", "close")
def tell_that_it_closed(note, by, why):
    if by is None and note.submitted_by:
        text = say(_("{dimension} is back on track: the exception note is closed."), dimension=label_of(note.dimension))
        yield Notice([note.submitted_by], text)

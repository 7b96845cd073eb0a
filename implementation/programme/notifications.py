from django.utils.translation import gettext_lazy as _

from core.models import User
from core.notifications import Notice, hears
from core.text import day, say


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

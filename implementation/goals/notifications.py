from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import INSIDERS, Role
from core.text import day, say
from implementation.programme.actions import people_on


@hears("goals.visionversion", "open")
def ask_signatories(vision, by, note):
    text = say(_("{vision} waits for your signature."), vision=vision)
    yield Notice([item.person for item in vision.signatories.select_related("person")], text)


@hears("goals.visionversion", "sign")
def tell_everyone(vision, by, note):
    text = say(_("{vision} is signed by everyone named."), vision=vision)
    yield Notice(people_on(vision.programme, *INSIDERS), text)


@hears("goals.visionversion", "withdraw")
def tell_signatories(vision, by, note):
    text = say(_("{vision} was withdrawn: {reason}"), vision=vision, reason=note)
    yield Notice([item.person for item in vision.signatories.select_related("person")], text)


@hears("goals.goal", "drop")
def tell_sponsors(goal, by, note):
    text = say(_("A goal was dropped: {goal}. {reason}"), goal=goal.title, reason=note)
    yield Notice(people_on(goal.programme, Role.SPONSOR), text)


@hears("goals.goalreview", "created")
def tell_lead(review, by, note):
    text = say(_("{review}: planned for {day}, held by you."), review=review, day=day(review.due))
    yield Notice([review.lead] if review.lead else [], text)


@hears("goals.goalreview", "hold")
def tell_of_review(review, by, note):
    verdicts = [line.verdict for line in review.lines.all()]
    text = say(
        _("{review}: {n} of {total} goals reached."),
        review=review,
        n=verdicts.count("reached"),
        total=len(verdicts),
    )
    yield Notice(people_on(review.programme, Role.SPONSOR, Role.MANAGER, Role.EXECUTIVE), text)

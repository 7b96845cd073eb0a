from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import INSIDERS
from core.text import day, say
from implementation.programme.actions import people_on


@hears("readiness.respondent", "asked")
def ask(respondent, by, note):
    text = say(
        _("You are asked how ready the enterprise is: {name}, until {day}."),
        name=respondent.assessment,
        day=day(respondent.assessment.closes_on),
    )
    yield Notice([respondent.person], text)


@hears("readiness.assessment", "remind")
def remind(assessment, by, note):
    text = say(
        _("{name} closes on {day}: your answers are still missing."), name=assessment, day=day(assessment.closes_on)
    )
    late = assessment.respondents.filter(handed_in_at=None).select_related("person")
    yield Notice([item.person for item in late], text)


@hears("readiness.assessment", "close")
def tell(assessment, by, note):
    yield Notice(
        people_on(assessment.programme, *INSIDERS), say(_("{name} is closed: see the results."), name=assessment)
    )

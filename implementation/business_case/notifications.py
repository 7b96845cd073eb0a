from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import Role
from core.text import say
from implementation.programme.actions import people_on


@hears("business_case.businesscase", "submit")
def ask_sponsors(case, by, note):
    yield Notice(people_on(case.programme, Role.SPONSOR), say(_("{case} waits for your confirmation."), case=case))


@hears("business_case.businesscase", "send_back")
def tell_submitter(case, by, note):
    if case.submitted_by:
        yield Notice([case.submitted_by], say(_("{case} was sent back: {reason}"), case=case, reason=note))


@hears("business_case.businesscase", "confirm")
def tell_steering(case, by, note):
    people = people_on(case.programme, Role.SPONSOR, Role.MANAGER, Role.CONSULTANT, Role.EXECUTIVE)
    yield Notice(people, say(_("{case} is confirmed."), case=case))

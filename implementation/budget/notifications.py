from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import STEERING, Role
from core.text import month, say
from implementation.budget.books import Books
from implementation.budget.months import first_day
from implementation.budget.panels import in_words
from implementation.programme.actions import people_on

#: A sentence without the marks of what is set in bold, when it is read.
unmarked = lazy(lambda sentence: str(sentence).replace("**", ""), str)


@hears("budget.budget", "submit")
def ask_sponsors(budget, by, note):
    yield Notice(people_on(budget.programme, Role.SPONSOR), say(_("{budget} waits for your approval."), budget=budget))


@hears("budget.budget", "send_back")
def tell_submitter(budget, by, note):
    if budget.submitted_by:
        text = say(_("{budget} was sent back: {reason}"), budget=budget, reason=note)
        yield Notice([budget.submitted_by], text)


@hears("budget.budget", "approve")
def tell_steering(budget, by, note):
    yield Notice(people_on(budget.programme, *STEERING), say(_("{budget} is approved."), budget=budget))


@hears("budget.budget", "forecast left tolerance")
def warn_of_the_forecast(budget, by, note):
    """Once, when the forecast leaves its tolerance; again only after it had come back."""
    text = say(
        _("The forecast is beyond its tolerance. {sentence}"), sentence=unmarked(in_words(Books(budget.programme)))
    )
    url = reverse("budget", args=[budget.programme_id])
    yield Notice(people_on(budget.programme, Role.MANAGER, Role.SPONSOR), text, url=url)


@hears("budget.budget", "costs asked for")
def ask_for_costs(budget, by, note):
    text = say(
        _("No cost is entered for {month}. Enter what was spent, or say that nothing was."),
        month=month(first_day(budget.asked_month)),
    )
    yield Notice(
        people_on(budget.programme, Role.MANAGER), text, url=reverse("actual_costs", args=[budget.programme_id])
    )

"""Facts about customers: they are heard before the pilot, answered, and told what became of it."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.voice.models import Ask, Hearing
from core.text import say
from implementation.gates.registry import (
    ACCEPTANCE,
    PILOT_EXIT,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)


@gate_check(
    "voice.customers_heard",
    title=_("Customers are heard, and every wish is answered"),
    at={READY_TO_PILOT: SHOULD},
    weight=10,
    order=62,
    parameters={
        "talks": Parameter(3, _("Talks with customers, at least"), minimum=1, maximum=1000, on_path={"big_fast": 6})
    },
    figures={
        "heard": _("Talks with customers"),
        "customers": _("Customers heard"),
        "unanswered": _("Not answered"),
        "talks": None,
    },
)
def customers_heard(programme, *, gate, talks):
    url = reverse("voice", args=[programme.pk])
    hearings = Hearing.objects.filter(programme=programme)
    heard, unanswered = hearings.count(), Ask.objects.filter(programme=programme).open().count()
    customers = hearings.aggregate(n=Sum("heard"))["n"] or 0
    figures = {"heard": heard, "customers": customers, "unanswered": unanswered, "talks": talks}
    if heard < talks:
        text = say(_("**{n} of {least}** talks with customers."), n=heard, least=talks)
        return (partly if heard else not_met)(text, figures=figures, url=url)
    if unanswered:
        text = say(_("{n} talks with customers; **{open}** wishes are not answered."), n=heard, open=unanswered)
        return partly(text, figures=figures, url=f"{url}?state=open")
    text = say(_("**{n}** talks with {customers} customers, every wish answered."), n=heard, customers=customers)
    return met(text, figures=figures, url=url)


@gate_check(
    "voice.told_back",
    title=_("Customers know what became of their wishes"),
    at={PILOT_EXIT: SHOULD, ACCEPTANCE: SHOULD},
    weight=10,
    order=66,
    figures={"settled": _("Done or declined"), "untold": _("Not told back")},
)
def told_back(programme, *, gate):
    url = reverse("voice", args=[programme.pk])
    asks = Ask.objects.filter(programme=programme)
    settled, untold = asks.filter(state__in=Ask.SETTLED).count(), asks.not_told().count()
    figures = {"settled": settled, "untold": untold}
    if not untold and settled:
        return met(say(_("All **{n}** have been told back."), n=settled), figures=figures, url=url)
    if not settled:
        return not_met(_("No wish of a customer is done or declined yet."), figures=figures, url=url)
    text = say(_("**{n} of {total}** not told back yet."), n=untold, total=settled)
    return (partly if untold < settled else not_met)(text, figures=figures, url=f"{url}?untold=1")

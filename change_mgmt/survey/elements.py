"""The five elements of being ready for a change, in the order in which people gain them, and how an answer is given."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Element(models.TextChoices):
    KNOW_WHY = "know_why", pgettext_lazy("readiness", "Know why")
    WANT = "want", pgettext_lazy("readiness", "Want it")
    KNOW_HOW = "know_how", pgettext_lazy("readiness", "Know how")
    CAN = "can", pgettext_lazy("readiness", "Can do it")
    KEEP = "keep", pgettext_lazy("readiness", "Keep doing it")


#: What every survey asks, one sentence for each element.
STATEMENTS = {
    Element.KNOW_WHY: _("I know why we bring in the new CRM and what happens if we do not."),
    Element.WANT: _("I want to work with the new CRM."),
    Element.KNOW_HOW: _("I know how my work is done with the new CRM."),
    Element.CAN: _("I can do my work with the new CRM: I have the time, the tools and somebody to ask."),
    Element.KEEP: _("I will go on working this way: it is noticed when I do."),
}


class Scale(models.IntegerChoices):
    NOT = 1, pgettext_lazy("survey", "Not at all")
    LITTLE = 2, pgettext_lazy("survey", "A little")
    PARTLY = 3, pgettext_lazy("survey", "Partly")
    MOSTLY = 4, pgettext_lazy("survey", "Mostly")
    FULLY = 5, pgettext_lazy("survey", "Fully")


LOWEST, HIGHEST = Scale.NOT.value, Scale.FULLY.value

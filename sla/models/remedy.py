from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from sla.models.breach import Breach


class Remedy(Record):
    """One thing that the provider promised after a breach: what, who, by when."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    TONES = {"open": "now", "done": "done", "dropped": "none"}

    breach = models.ForeignKey(Breach, verbose_name=_("Breach"), on_delete=models.PROTECT, related_name="remedies")
    what = models.CharField(_("What will be done"), max_length=300)
    owner = models.CharField(_("Who does it"), max_length=120, help_text=_("A name at the provider."))
    due = models.DateField(_("By when"))
    state = StateField(_("State"), choices=State, default=State.OPEN)

    belongs_to = "breach"

    class Meta:
        verbose_name = _("Measure after a breach")
        ordering = ["due", "pk"]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("breach", args=[self.breach.agreement.programme_id, self.breach_id])

    @property
    def agreement(self):
        return self.breach.agreement

    @transition(
        state,
        source=State.OPEN,
        target=State.DONE,
        permission="sla.answer_breach",
        custom={"label": _("Report it as done"), "note": "required"},
    )
    def finish(self):
        """The note says how it can be seen."""

    @transition(
        state,
        source=State.OPEN,
        target=State.DROPPED,
        permission="sla.close_breach",
        custom={"label": _("Do without it"), "note": "required"},
    )
    def drop(self):
        pass

    @transition(
        state,
        source=[State.DONE, State.DROPPED],
        target=State.OPEN,
        permission="sla.close_breach",
        custom={"label": _("Ask for it again"), "note": "required"},
    )
    def ask_again(self):
        pass

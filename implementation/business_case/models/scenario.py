from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.business_case.models.case import BusinessCase


class Scenario(Record):
    """One way to come to a CRM, with lines of its own; doing nothing is always one of them, to compare with."""

    class Mode(models.TextChoices):
        NOTHING = "nothing", _("Doing nothing")
        BUILD = "build", _("Build")
        BUY = "buy", _("Buy")
        OUTSOURCE = "outsource", _("Outsource")
        OTHER = "other", _("Another way")

    case = models.ForeignKey(
        BusinessCase, verbose_name=_("Business case"), on_delete=models.PROTECT, related_name="scenarios"
    )
    mode = models.CharField(_("Way"), max_length=10, choices=Mode, default=Mode.OTHER)
    title = models.CharField(
        _("Name"), max_length=120, help_text=_("“Buy from a vendor”, “Build with two developers”.")
    )
    is_chosen = models.BooleanField(_("Chosen"), default=False, editable=False)
    # Where its lines were handed over from (``vendors.selection:12``); empty for one that people wrote.
    source = models.CharField(max_length=60, blank=True, editable=False)
    # The same scenario in the version before, so that what changed can be told.
    previous = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    belongs_to = "case"

    class Meta:
        verbose_name = _("scenario")
        ordering = ["-is_chosen", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(is_chosen=True),
                name="one_chosen_scenario",
                violation_error_message=_("Another scenario is chosen already."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(mode="nothing"),
                name="nothing_is_done_once",
                violation_error_message=_("“Doing nothing” is among the scenarios already."),
            ),
            models.UniqueConstraint(
                fields=["case", "source", "mode"], condition=~models.Q(source=""), name="scenario_handed_over_once"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("scenario", args=[self.case.programme_id, self.pk])

    @property
    def is_nothing(self) -> bool:
        return self.mode == self.Mode.NOTHING

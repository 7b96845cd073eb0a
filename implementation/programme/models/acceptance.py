"""How a deliverable is judged: remarks of its reviewers, and the conditions it is accepted under."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.programme.models.deliverable import Deliverable
from implementation.programme.models.undertaking import Undertaking
from implementation.programme.models.version import DeliverableVersion, OfDeliverable


class Review(OfDeliverable):
    """What one reader says of one version."""

    class Opinion(models.TextChoices):
        READY = "ready", _("Ready to be accepted")
        NOT_YET = "not_yet", _("Not ready yet")
        REMARK = "remark", _("A remark only")

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(
        DeliverableVersion, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="reviews"
    )
    opinion = models.CharField(_("Opinion"), max_length=8, choices=Opinion, default=Opinion.REMARK)
    text = models.TextField(_("Remark"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Review of a deliverable")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.text[:80]


class AcceptanceCondition(Undertaking, OfDeliverable):
    """What must still be done although the deliverable is accepted. Missed, it sends the deliverable back."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Met")
        MISSED = "missed", _("Missed")
        LAPSED = "lapsed", _("No longer asked")

    TONES = {"open": "wait", "met": "done", "missed": "bad", "lapsed": "none"}

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="conditions")
    state = StateField(_("State"), choices=State, default=State.OPEN)

    class Meta(Undertaking.Meta):
        verbose_name = _("Condition of an acceptance")

    @transition(
        state,
        source=State.OPEN,
        target=State.MET,
        permission="programme.verify_condition",
        custom={
            "label": _("Confirm as met"),
            "note": "required",
            "not_by": "owner",
            "refusal": _("You own this condition, so someone else confirms it."),
            "page": "confirm_acceptance_condition",
        },
    )
    def confirm(self):
        pass

    @transition(
        state,
        source=State.OPEN,
        target=State.MISSED,
        permission="programme.accept_deliverable",
        custom={"label": _("Missed"), "hidden": True},
    )
    def miss(self):
        """The due day has passed."""

    @transition(
        state,
        source=State.OPEN,
        target=State.LAPSED,
        permission="programme.accept_deliverable",
        custom={"label": _("No longer asked"), "hidden": True},
    )
    def lapse(self):
        """The deliverable went back, so a new version is judged anew."""

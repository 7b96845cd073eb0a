from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.states import StateField
from vendors import recurring
from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract


class Obligation(OfContract):
    """What one of the two sides owes by a day, once or again and again."""

    class Side(models.TextChoices):
        OURS = "ours", _("Our side")
        VENDOR = "vendor", _("The vendor’s side")

    class Repeats(models.TextChoices):
        ONCE = "once", _("Once")
        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every quarter")
        YEARLY = "yearly", _("Every year")

    class State(models.TextChoices):
        OPEN = "open", _("Owed")
        KEPT = "kept", pgettext_lazy("obligation", "Kept")
        DROPPED = "dropped", _("No longer owed")

    TONES = {"open": "idle", "kept": "done", "dropped": "none"}

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="obligations")
    text = models.CharField(_("What is owed"), max_length=200)
    where = models.CharField(_("Where it stands in the contract"), max_length=120, blank=True)
    side = models.CharField(_("Owed by"), max_length=6, choices=Side, default=Side.VENDOR)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who sees to it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("On the vendor’s side one of its contacts; left empty, all of them."),
    )
    repeats = models.CharField(_("How often"), max_length=10, choices=Repeats, default=Repeats.ONCE)
    first_due = models.DateField(_("First due"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("Leave it empty for the whole contract."))
    due = models.DateField(_("Due"), editable=False)
    #: The day for which its owner was reminded, and for which the managers were told that it is overdue.
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    late_told_for = models.DateField(null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.OPEN)

    class Meta:
        verbose_name = _("obligation of a contract")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("first_due")),
                name="obligation_until_after_first",
                violation_error_message=_("The last day lies before the first: give a later one."),
            )
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("obligation", args=[self.contract.programme_id, self.pk])

    def clean(self):
        if self.side == self.Side.OURS and self.owner_id is None:
            raise ValidationError({"owner": _("Name who sees to it on our side.")})
        if self.repeats == self.Repeats.ONCE and self.until:
            raise ValidationError({"until": _("What is owed once has no last day: leave this empty.")})

    def save(self, *args, **kwargs):
        self.due = self.due or self.first_due
        super().save(*args, **kwargs)

    @property
    def is_late(self) -> bool:
        return self.state == self.State.OPEN and self.due < self.contract.today

    def due_after(self, day):
        """The next day on which it is owed again; None when it is not."""
        found = recurring.next_due(self.first_due, after=day, months=recurring.MONTHS[self.repeats])
        last = min((end for end in (self.until, self.contract.ends_on) if end), default=None)
        return found if found and (last is None or found <= last) else None

    @transition(
        state,
        source=State.OPEN,
        target=State.KEPT,
        permission="vendors.keep_obligation",
        custom={"label": _("Keep it"), "hidden": True},
    )
    def finish(self):
        """When it was kept for the last time."""

    @transition(
        state,
        source=State.KEPT,
        target=State.OPEN,
        permission="vendors.acknowledge_obligation",
        custom={"label": _("Owe it again"), "hidden": True},
    )
    def owe_again(self):
        """When what was handed in is not accepted."""

    @transition(
        state,
        source=State.OPEN,
        target=State.DROPPED,
        permission="vendors.edit_obligation",
        custom={"label": _("No longer owed"), "note": "required"},
    )
    def drop(self):
        pass

    @transition(
        state,
        source=State.DROPPED,
        target=State.OPEN,
        permission="vendors.edit_obligation",
        custom={"label": _("Owed after all")},
    )
    def take_up(self):
        pass


class Fulfilment(OfContract):
    """That an obligation was kept for one day: by whom, what shows it; the vendor’s is acknowledged by our side."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("To be acknowledged")
        KEPT = "kept", _("Done")
        REFUSED = "refused", _("Not accepted")

    TONES = {"claimed": "wait", "kept": "done", "refused": "bad"}

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="fulfilments")
    due = models.DateField(_("Due"))
    done_on = models.DateField(_("Done on"))
    evidence = models.TextField(_("What shows it"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("Why"), max_length=300, blank=True)
    state = StateField(_("State"), choices=State, default=State.CLAIMED)

    belongs_to = "obligation"

    class Meta:
        verbose_name = _("fulfilment of an obligation")
        ordering = ["-due", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "due"],
                condition=~models.Q(state="refused"),
                name="obligation_kept_once_a_day",
                violation_error_message=_("Somebody else was first: this is marked as done already."),
            )
        ]

    def __str__(self):
        return str(self.obligation)

    @property
    def contract(self):
        return self.obligation.contract

    def get_absolute_url(self):
        return self.obligation.get_absolute_url()

    @transition(
        state,
        source=State.CLAIMED,
        target=State.KEPT,
        permission="vendors.acknowledge_obligation",
        custom={"label": _("Acknowledge"), "not_by": "by"},
    )
    def acknowledge(self):
        pass

    @transition(
        state,
        source=State.CLAIMED,
        target=State.REFUSED,
        permission="vendors.acknowledge_obligation",
        custom={
            "label": _("Do not accept"),
            "note": "required",
            "not_by": "by",
            "page": "refuse_fulfilment",
        },
    )
    def refuse(self):
        """What is owed is owed again."""

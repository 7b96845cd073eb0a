"""What customers asked for, and what became of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from change_mgmt.models import ChangeRequest
from change_mgmt.voice.models.hearing import SIZE, Hearing
from core.states import StateField
from implementation.programme.models import ProgrammeRecord
from implementation.rollout.models import Module


class Theme(models.TextChoices):
    """What it touches, as the customer sees the firm."""

    REACH = "reach", _("Reaching somebody")
    PERSONAL = "personal", _("One person who knows them")
    KNOWN = "known", _("Not having to say it twice")
    QUOTE = "quote", _("Quotes and orders")
    DELIVERY = "delivery", _("Delivery")
    SERVICE = "service", _("Service and repair")
    MONEY = "money", _("Prices and invoices")
    THEMSELVES = "themselves", _("Doing it themselves")
    PRIVACY = "privacy", _("What is kept of them")
    OTHER = "other", _("Something else")


class AskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Ask.State.OPEN)

    def answered(self):
        return self.exclude(state=Ask.State.OPEN)

    def not_told(self):
        """Done or declined, and the customer does not know yet."""
        return self.filter(state__in=Ask.SETTLED, told_on=None)


class Ask(ProgrammeRecord):
    """One thing that customers asked for, in their words, until they have been told what became of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Not answered")
        PLANNED = "planned", _("Taken up")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Declined")

    TONES = {"open": "wait", "planned": "now", "done": "done", "declined": "none"}
    SETTLED = (State.DONE, State.DECLINED)

    hearing = models.ForeignKey(Hearing, verbose_name=_("Heard at"), on_delete=models.PROTECT, related_name="asks")
    words = models.TextField(_("What was asked for"), max_length=1000, help_text=_("In the customer’s own words."))
    theme = models.CharField(_("Theme"), max_length=12, choices=Theme)
    module = models.ForeignKey(
        Module, verbose_name=_("Module"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    customers = models.PositiveIntegerField(_("Customers who said it"), default=1, validators=SIZE)
    state = StateField(_("State"), choices=State, default=State.OPEN)
    reason = models.TextField(_("What became of it"), max_length=1000, blank=True)
    change = models.ForeignKey(
        ChangeRequest,
        verbose_name=_("Change request"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    tell_by = models.DateField(_("Tell them by"), null=True, blank=True, editable=False)
    told_on = models.DateField(_("Told on"), null=True, blank=True, editable=False)
    told_how = models.CharField(_("How they were told"), max_length=300, blank=True, editable=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("What a customer asked for")
        ordering = ["-customers", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(customers__gte=1), name="ask_of_somebody"),
            models.CheckConstraint(
                condition=models.Q(told_on=None) | models.Q(state__in=["done", "declined"]), name="told_of_an_outcome"
            ),
        ]
        indexes = [models.Index(fields=["programme", "state"])]

    def __str__(self):
        return self.words if len(self.words) <= 80 else f"{self.words[:79]}…"

    def get_absolute_url(self):
        return reverse("ask", args=[self.programme_id, self.pk])

    def clean(self):
        if self.hearing_id and self.customers and self.customers > self.hearing.heard:
            raise ValidationError({"customers": _("No more can have said it than were heard.")})
        if self.state in self.SETTLED and not self.reason.strip():
            raise ValidationError({"reason": _("Say what became of it: this is what the customer is told.")})

    @property
    def is_settled(self) -> bool:
        return self.state in self.SETTLED

    @property
    def waits_to_be_told(self) -> bool:
        return self.is_settled and self.told_on is None

    @transition(
        state,
        source=State.OPEN,
        target=State.PLANNED,
        permission="voice.edit_ask",
        custom={"label": _("Take it up"), "page": "take_up_ask", "tone": "primary"},
    )
    def take_up(self):
        """It will be done: by a change or a task."""

    @transition(
        state,
        source=[State.OPEN, State.PLANNED],
        target=State.DONE,
        permission="voice.edit_ask",
        custom={"label": _("It is done"), "page": "finish_ask"},
    )
    def finish(self):
        """The reason says what the customer finds now."""

    @transition(
        state,
        source=[State.OPEN, State.PLANNED],
        target=State.DECLINED,
        permission="voice.edit_ask",
        custom={"label": _("Decline it"), "page": "decline_ask"},
    )
    def decline(self):
        """The reason says why not."""

    @transition(
        state,
        source=[State.PLANNED, State.DONE, State.DECLINED],
        target=State.OPEN,
        permission="voice.edit_ask",
        custom={"label": _("Open it again"), "note": "required"},
    )
    def reopen(self):
        """Whoever was told is told again in the end."""
        self.tell_by = self.told_on = None
        self.told_how = ""

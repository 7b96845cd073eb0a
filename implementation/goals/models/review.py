from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.text import say
from core.workflow import because
from implementation.goals.models.goal import Goal, amount, person
from implementation.programme.models import ProgrammeRecord


@because(_("The system has not gone live yet: hold the review after that day."))
def has_gone_live(review):
    return review.went_live_on <= timezone.localdate()


class GoalReview(ProgrammeRecord):
    """The goals looked at one by one, so many days after the system went live. Once held it does not change."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", pgettext_lazy("review", "Held")

    TONES = {"planned": "idle", "held": "done"}

    days = models.PositiveSmallIntegerField(
        _("Days after go-live"), editable=False, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    went_live_on = models.DateField(_("Went live on"), editable=False)
    due = models.DateField(_("Due"))
    lead = person(_("Held by"), help_text=_("Who calls the people together and writes down what is found."))
    remarks = models.TextField(_("Remarks"), max_length=4000, blank=True)
    held_on = models.DateField(_("Held on"), null=True, blank=True, editable=False)
    held_by_name = models.CharField(_("Held by"), max_length=120, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.PLANNED)

    class Meta:
        ordering = ["days", "pk"]
        verbose_name = _("Review of goals")
        verbose_name_plural = _("Reviews of goals")
        constraints = [models.UniqueConstraint(fields=["programme", "days"], name="goal_review_once")]

    def __str__(self):
        return str(say(_("Goals {n} days after go-live"), n=self.days))

    def get_absolute_url(self):
        return reverse("goal_review", args=[self.programme_id, self.pk])

    def clean(self):
        if self.due and self.went_live_on and self.due <= self.went_live_on:
            raise ValidationError({"due": _("A review comes after the system went live: choose a later day.")})

    @property
    def is_live(self) -> bool:
        return has_gone_live(self)

    @transition(
        state,
        source=State.PLANNED,
        target=State.HELD,
        conditions=[has_gone_live],
        permission="goals.hold_review",
        custom={"label": _("Hold the review"), "tone": "primary", "page": "hold_review"},
    )
    def hold(self):
        """By the action that keeps what was found for each goal."""


class ReviewedGoal(Record):
    """One goal at one review: its value then, what the people said of it. Written once."""

    class Verdict(models.TextChoices):
        REACHED = "reached", _("Reached")
        PARTLY = "partly", _("Partly reached")
        NOT_REACHED = "not_reached", _("Not reached")

    TONES = {"reached": "ok", "partly": "partly", "not_reached": "bad"}

    review = models.ForeignKey(GoalReview, on_delete=models.PROTECT, related_name="lines")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="reviewed")
    title = models.CharField(_("Goal"), max_length=160)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    baseline, target = amount(_("Baseline")), amount(_("Target"))
    value = amount(_("Value then"))
    measured_on = models.DateField(_("Measured on"), null=True, blank=True)
    standing = models.CharField(_("Standing"), max_length=14)
    verdict = models.CharField(_("Verdict"), max_length=12, choices=Verdict)
    remark = models.CharField(_("Remark"), max_length=500, blank=True)

    belongs_to = "review"

    class Meta:
        ordering = ["goal__number", "pk"]
        verbose_name = _("Goal at a review")
        verbose_name_plural = _("Goals at reviews")
        constraints = [models.UniqueConstraint(fields=["review", "goal"], name="goal_once_in_a_review")]

    def __str__(self):
        return f"{self.review}: {self.title}"

    @property
    def tone(self):
        return self.TONES[self.verdict]

    @property
    def shown_value(self):
        return self.goal.shown(self.value)

    @property
    def shown_target(self):
        return self.goal.shown(self.target)

    @property
    def shown_baseline(self):
        return self.goal.shown(self.baseline)

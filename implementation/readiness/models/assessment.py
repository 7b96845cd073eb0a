from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.text import say
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord
from implementation.readiness.dimensions import STATEMENTS
from implementation.readiness.results import FEWEST


@because(_("At least three people must hand in their answers first: the results of fewer would show who said what."))
def enough_have_answered(assessment):
    return assessment.respondents.exclude(handed_in_at=None).count() >= FEWEST


@because(_("This round is over: nothing is handed in or taken back any more."))
def round_is_open(respondent):
    return respondent.assessment.state == Assessment.State.OPEN


@because(_("Answer every statement first; where you cannot tell, say so."))
def all_is_answered(respondent):
    return set(STATEMENTS) <= set(respondent.answers.values_list("statement", flat=True))


class Assessment(ProgrammeRecord):
    """One round of the readiness assessment: who is asked, until when. Closed, its results are frozen."""

    class State(models.TextChoices):
        OPEN = "open", _("Being answered")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    TONES = {"open": "now", "closed": "done", "cancelled": "none"}

    number = models.PositiveSmallIntegerField(editable=False)
    closes_on = models.DateField(_("Answers wanted by"), help_text=_("Those asked are reminded three days before."))
    opened_on = models.DateField(default=timezone.localdate, editable=False)
    reminded = models.BooleanField(default=False, editable=False)
    state = StateField(_("State"), choices=State, default=State.OPEN)

    class Meta:
        verbose_name = _("Readiness assessment")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="assessment_number_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state="open"),
                name="one_assessment_open",
                violation_error_message=_("A round is open already: close or cancel that one first."),
            ),
        ]

    def __str__(self):
        return str(say(_("Readiness, round {n}"), n=self.number))

    def get_absolute_url(self):
        return reverse("assessment", args=[self.programme_id, self.pk])

    def clean(self):
        if self.closes_on and self.closes_on < self.opened_on:
            raise ValidationError({"closes_on": _("This day lies before the round opens: choose a later one.")})

    @transition(
        state,
        source=State.OPEN,
        target=State.CLOSED,
        conditions=[enough_have_answered],
        permission="readiness.run_assessment",
        custom={"label": _("Close the round"), "tone": "primary", "page": "close_assessment"},
    )
    def close(self):
        """Its results are frozen and shown; what was not handed in does not count."""

    @transition(
        state,
        source=State.OPEN,
        target=State.CANCELLED,
        permission="readiness.run_assessment",
        custom={
            "label": _("Cancel the round"),
            "note": "required",
            "confirm": _("Answers given so far stay closed to everyone and count nowhere."),
        },
    )
    def cancel(self):
        pass


class Respondent(Record):
    """Somebody who is asked in one round. That they answered is known to all; what they answered to themselves alone."""

    class State(models.TextChoices):
        ASKED = "asked", _("Not handed in yet")
        HANDED_IN = "handed_in", _("Handed in")

    TONES = {"asked": "wait", "handed_in": "done"}

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="respondents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.ASKED)

    belongs_to = "assessment"

    class Meta:
        verbose_name = _("person asked about readiness")
        ordering = ["person__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "person"], name="respondent_once")]

    def __str__(self):
        return f"{self.assessment}: {self.person}"

    def get_absolute_url(self):
        return self.assessment.get_absolute_url()

    @transition(
        state,
        source=State.ASKED,
        target=State.HANDED_IN,
        conditions=[round_is_open, all_is_answered],
        permission="readiness.answer_assessment",
        custom={"label": _("Hand in the answers"), "tone": "primary", "hidden": True},
    )
    def hand_in(self):
        self.handed_in_at = timezone.now()

    @transition(
        state,
        source=State.HANDED_IN,
        target=State.ASKED,
        conditions=[round_is_open],
        permission="readiness.answer_assessment",
        custom={"label": _("Take the answers back"), "hidden": True},
    )
    def take_back(self):
        self.handed_in_at = None


class Answer(models.Model):
    """What one person said to one statement: 1 to 5, or nothing where they cannot tell. No record: nobody else reads it."""

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="answers")
    statement = models.CharField(max_length=40)
    score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["respondent", "statement"], name="one_answer_to_a_statement"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__gte=1, score__lte=5), name="readiness_score_on_scale"
            ),
        ]

    def __str__(self):
        return self.statement


class AssessmentResult(SignedFacts):
    """The results of a round as they were when it was closed."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="result")

    class Meta:
        verbose_name = _("results of a readiness assessment")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.assessment)

    def get_absolute_url(self):
        return self.assessment.get_absolute_url()

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord
from vendors.models.criterion import HIGHEST, LOWEST, ON_SCALE, VendorCriterion
from vendors.models.round import SelectionRound
from vendors.models.vendor import Vendor

#: A score that says poor or excellent says what shows it.
EXTREMES = (1, 2, 5)


@because(_("Score every vendor on every criterion first."))
def sheet_is_complete(evaluator):
    vendors = Vendor.objects.filter(programme_id=evaluator.programme_id, state=Vendor.State.SHORTLIST)
    wanted = vendors.count() * evaluator.round.criteria.count()
    return wanted > 0 and evaluator.scores.filter(vendor__in=vendors).count() == wanted


@because(_("Say what shows it wherever you give 1, 2 or 5."))
def extremes_say_why(evaluator):
    return not evaluator.scores.filter(points__in=EXTREMES, evidence="").exists()


@because(_("All sheets are in and open. Talk a score over, then change that one with your reason."))
def others_are_still_scoring(evaluator):
    return not evaluator.round.is_uncovered


@because(_("The vendor is being chosen already: sheets stay as they are."))
def round_is_scoring(evaluator):
    return evaluator.round.state == SelectionRound.State.SCORING


class Evaluator(ProgrammeRecord):
    """A person's scoring sheet; nobody else sees it until every sheet is handed in."""

    class State(models.TextChoices):
        SCORING = "scoring", _("Scoring")
        SUBMITTED = "submitted", _("Submitted")

    TONES = {"scoring": "wait", "submitted": "done"}

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="evaluators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Evaluator"), on_delete=models.PROTECT, related_name="evaluations"
    )
    # Proves later that a sheet is as it was handed in, without showing it before the others are. The salt keeps anybody
    # who reads the audit trail from trying every possible sheet until one gives the hash.
    sheet_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    sheet_salt = models.CharField(max_length=32, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.SCORING)

    audit_leaves_out = ("sheet_salt",)

    class Meta:
        verbose_name = _("scoring sheet")
        ordering = ["user__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="evaluator_once")]

    def __str__(self):
        return str(_("Scores of %(name)s") % {"name": self.user.name})

    def get_absolute_url(self):
        return reverse("score_vendors", args=[self.programme_id])

    @transition(
        state,
        source=State.SCORING,
        target=State.SUBMITTED,
        conditions=[sheet_is_complete, extremes_say_why, round_is_scoring],
        permission="vendors.score_vendor",
        custom={"label": _("Submit my scores"), "hidden": True},
    )
    def submit(self):
        """From the scoring sheet, with the hash of what it says."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.SCORING,
        conditions=[round_is_scoring, others_are_still_scoring],
        permission="vendors.score_vendor",
        custom={"label": _("Take my scores back"), "note": "required"},
    )
    def take_back(self):
        pass


class Score(Record):
    """What one evaluator gives one vendor on one criterion, and what shows it."""

    evaluator = models.ForeignKey(Evaluator, on_delete=models.CASCADE, related_name="scores")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(VendorCriterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(_("Score"), validators=ON_SCALE)
    evidence = models.CharField(_("What shows it"), max_length=500, blank=True)

    belongs_to = "evaluator"

    class Meta:
        verbose_name = _("score of a vendor")
        ordering = ["vendor", "criterion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluator", "vendor", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=models.Q(points__gte=LOWEST, points__lte=HIGHEST), name="score_from_1_to_5"
            ),
        ]

    def __str__(self):
        return f"{self.vendor}, {self.criterion}"

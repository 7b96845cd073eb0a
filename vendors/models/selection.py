from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord
from vendors.models.vendor import Vendor
from vendors.scoring import weight_faults

LOWEST, HIGHEST = 1, 5
ON_SCALE = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]


@because(_("The weights must total 100 % before they are fixed."))
def weights_total_100(selection):
    return not weight_faults(dict(selection.criteria.values_list("pk", "weight")))


@because(_("Put at least two vendors on the shortlist first."))
def two_on_the_shortlist(selection):
    return Vendor.objects.filter(programme_id=selection.programme_id, state=Vendor.State.SHORTLIST).count() >= 2


@because(_("Name at least two evaluators first."))
def two_evaluators(selection):
    return selection.evaluators.count() >= 2


@because(_("Somebody has scored already: weights are not changed after the first score."))
def nobody_has_scored(selection):
    return not Score.objects.filter(evaluator__round=selection).exists()


@because(_("Not every evaluator has submitted yet."))
def all_have_submitted(selection):
    return not selection.evaluators.exclude(state=Evaluator.State.SUBMITTED).exists()


@because(_("Score every vendor on every criterion first."))
def sheet_is_complete(evaluator):
    vendors = Vendor.objects.filter(programme_id=evaluator.programme_id, state=Vendor.State.SHORTLIST)
    wanted = vendors.count() * evaluator.round.criteria.count()
    return wanted > 0 and evaluator.scores.filter(vendor__in=vendors).count() == wanted


@because(_("The vendor is being chosen already: sheets stay as they are."))
def round_is_scoring(evaluator):
    return evaluator.round.state == SelectionRound.State.SCORING


class SelectionRound(ProgrammeRecord):
    """One comparison of the vendors on the shortlist: weights fixed first, then scores, then the choice."""

    class State(models.TextChoices):
        WEIGHING = "weighing", _("Weights being set")
        SCORING = "scoring", _("Being scored")
        ASKED = "asked", _("Waiting for the choice")
        DECIDED = "decided", _("Decided")

    TONES = {"weighing": "idle", "scoring": "now", "asked": "wait", "decided": "done"}

    number = models.PositiveSmallIntegerField(default=1, editable=False)
    fixed_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = StateField(_("State"), choices=State, default=State.WEIGHING)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="selection_round_number_once")]

    def __str__(self):
        return str(_("Vendor comparison %(number)s") % {"number": self.number})

    def get_absolute_url(self):
        return reverse("vendor_criteria", args=[self.programme_id])

    @transition(
        state,
        source=State.WEIGHING,
        target=State.SCORING,
        conditions=[weights_total_100, two_on_the_shortlist, two_evaluators],
        permission="vendors.edit_criteria",
        custom={"label": _("Fix the weights"), "tone": "primary", "page": "fix_criteria"},
    )
    def fix(self):
        """Before the first score, so that nobody bends the weights to the winner."""

    @transition(
        state,
        source=State.SCORING,
        target=State.WEIGHING,
        conditions=[nobody_has_scored],
        permission="vendors.edit_criteria",
        custom={"label": _("Reopen the weights"), "note": "required"},
    )
    def reopen(self):
        pass

    @transition(
        state,
        source=State.SCORING,
        target=State.ASKED,
        conditions=[all_have_submitted],
        permission="vendors.edit_criteria",
        custom={"label": _("Ask for the choice"), "tone": "primary", "page": "ask_selection"},
    )
    def ask(self):
        pass

    @transition(
        state,
        source=State.ASKED,
        target=State.SCORING,
        permission="vendors.edit_criteria",
        custom={"label": _("Withdraw the request"), "note": "required"},
    )
    def withdraw(self):
        pass

    @transition(
        state,
        source=State.ASKED,
        target=State.DECIDED,
        permission="vendors.select_vendor",
        custom={"label": _("Record the choice"), "hidden": True, "not_by": "asked_by"},
    )
    def conclude(self):
        """By a recorded selection."""

    @transition(
        state,
        source=[State.SCORING, State.ASKED],
        target=State.DECIDED,
        permission="vendors.select_vendor",
        custom={"label": _("End without a choice"), "note": "required", "tone": "danger"},
    )
    def abandon(self):
        """Where no vendor will do; the reason is kept and a new round can begin."""


class VendorCriterion(Record):
    """What vendors are judged by: its share of 100 %, and the least score that keeps a vendor in."""

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Criterion"), max_length=120)
    help = models.CharField(_("What to look at"), max_length=300, blank=True)
    weight = models.DecimalField(_("Weight, %"), max_digits=5, decimal_places=2)
    knock_out = models.PositiveSmallIntegerField(_("Knock-out below"), null=True, blank=True, validators=ON_SCALE)

    belongs_to = "round"

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "vendor criteria"
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gte=0, weight__lte=100), name="vendor_weight_within_100"),
        ]

    def __str__(self):
        return self.title


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
    # Proves later that a sheet is as it was handed in, without showing it before the others are.
    sheet_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.SCORING)

    class Meta:
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
        conditions=[sheet_is_complete, round_is_scoring],
        permission="vendors.score_vendor",
        custom={"label": _("Submit my scores"), "hidden": True},
    )
    def submit(self):
        """From the scoring sheet, with the hash of what it says."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.SCORING,
        conditions=[round_is_scoring],
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
        ordering = ["vendor", "criterion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluator", "vendor", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=models.Q(points__gte=LOWEST, points__lte=HIGHEST), name="score_from_1_to_5"
            ),
        ]

    def __str__(self):
        return f"{self.vendor}, {self.criterion}"


class VendorSelection(SignedFacts):
    """Which vendor was chosen, with ranking, weights, scores and dissent of that moment."""

    round = models.OneToOneField(SelectionRound, on_delete=models.PROTECT, related_name="selection")
    winner = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="selections")
    reason = models.TextField(_("Why"))

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.winner.name

    def get_absolute_url(self):
        return reverse("vendor_ranking", args=[self.programme_id])

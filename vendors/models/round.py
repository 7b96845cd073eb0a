from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord
from vendors.models.vendor import Vendor
from vendors.scoring import weight_faults


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
    return not selection.evaluators.filter(scores__isnull=False).exists()


@because(_("Answer every knock-out for every vendor on the shortlist first."))
def knock_outs_answered(selection):
    wanted = selection.knock_outs.count()
    if not wanted:
        return True
    short = Vendor.objects.filter(programme_id=selection.programme_id, state=Vendor.State.SHORTLIST)
    answered = sum(demand.answers.filter(vendor__in=short).count() for demand in selection.knock_outs.all())
    return answered == wanted * short.count()


@because(_("Not every evaluator has submitted yet."))
def all_have_submitted(selection):
    return not selection.evaluators.exclude(state="submitted").exists()


class SelectionRound(ProgrammeRecord):
    """One comparison of the vendors on the shortlist: weights fixed first, then scores, then the choice."""

    class State(models.TextChoices):
        WEIGHING = "weighing", _("Weights being set")
        SCORING = "scoring", _("Being scored")
        ASKED = "asked", _("Waiting for the choice")
        DECIDED = "decided", _("Decided")

    TONES = {"weighing": "idle", "scoring": "now", "asked": "wait", "decided": "done"}

    class Method(models.TextChoices):
        HAND = "hand", _("By hand")
        PAIRS = "pairs", _("By comparison in pairs")

    number = models.PositiveSmallIntegerField(default=1, editable=False)
    method = models.CharField(_("How weighed"), max_length=8, choices=Method, default=Method.HAND, editable=False)
    fixed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = StateField(_("State"), choices=State, default=State.WEIGHING)

    class Meta:
        verbose_name = _("vendor comparison")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="selection_round_number_once")]

    def __str__(self):
        return str(_("Vendor comparison %(number)s") % {"number": self.number})

    @property
    def is_uncovered(self) -> bool:
        """Whether every sheet is in, so that everybody who follows the choice sees all scores."""
        if self.state in (self.State.ASKED, self.State.DECIDED):
            return True
        states = list(self.evaluators.values_list("state", flat=True)) if self.state == self.State.SCORING else []
        return bool(states) and set(states) == {"submitted"}

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
        conditions=[all_have_submitted, knock_outs_answered],
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

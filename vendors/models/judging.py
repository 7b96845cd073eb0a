from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord
from vendors.models.criterion import CriterionGroup, VendorCriterion
from vendors.models.round import SelectionRound

MOST_TIMES = 9


@because(_("The weights are fixed: judgements stay as they are."))
def weights_are_open(judge):
    return judge.round.state == SelectionRound.State.WEIGHING


class Judge(ProgrammeRecord):
    """A person who compares the criteria in pairs; nobody else sees it until every judge has handed in."""

    class State(models.TextChoices):
        JUDGING = "judging", _("Comparing")
        SUBMITTED = "submitted", _("Submitted")

    TONES = {"judging": "wait", "submitted": "done"}

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="judges")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Judge"), on_delete=models.PROTECT, related_name="judged_rounds"
    )
    state = StateField(_("State"), choices=State, default=State.JUDGING)

    class Meta:
        verbose_name = _("judge")
        ordering = ["user__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="judge_once")]

    def __str__(self):
        return str(_("Judgements of %(name)s") % {"name": self.user.name})

    def get_absolute_url(self):
        return reverse("judge_criteria", args=[self.programme_id])

    @transition(
        state,
        source=State.JUDGING,
        target=State.SUBMITTED,
        conditions=[weights_are_open],
        permission="vendors.judge_criteria",
        custom={"label": _("Submit my judgements"), "hidden": True},
    )
    def submit(self):
        """From the page of pairs, once nothing is missing and nothing contradicts."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.JUDGING,
        conditions=[weights_are_open],
        permission="vendors.judge_criteria",
        custom={"label": _("Take my judgements back"), "note": "required"},
    )
    def take_back(self):
        pass


class Judgement(Record):
    """How much more one of two matters, on Saaty's scale: 1 equal, 9 extremely; below 0 it is the second that does."""

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="judgements")
    first = models.ForeignKey(VendorCriterion, null=True, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(VendorCriterion, null=True, on_delete=models.CASCADE, related_name="+")
    first_group = models.ForeignKey(CriterionGroup, null=True, on_delete=models.CASCADE, related_name="+")
    second_group = models.ForeignKey(CriterionGroup, null=True, on_delete=models.CASCADE, related_name="+")
    times = models.SmallIntegerField(_("How much more"))

    belongs_to = "judge"

    class Meta:
        verbose_name = _("judgement")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["judge", "first", "second"], condition=Q(first__isnull=False), name="judgement_of_criteria_once"
            ),
            models.UniqueConstraint(
                fields=["judge", "first_group", "second_group"],
                condition=Q(first_group__isnull=False),
                name="judgement_of_groups_once",
            ),
            models.CheckConstraint(
                condition=Q(times=1)
                | Q(times__gte=2, times__lte=MOST_TIMES)
                | Q(times__gte=-MOST_TIMES, times__lte=-2),
                name="judgement_on_the_scale",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=False, second__isnull=False, first_group=None, second_group=None)
                | Q(first_group__isnull=False, second_group__isnull=False, first=None, second=None),
                name="judgement_of_one_kind",
            ),
        ]

    def __str__(self):
        return f"{self.first or self.first_group}, {self.second or self.second_group}"


class Weighting(SignedFacts):
    """The weights that came out of judgements in pairs, with all of these, as they were taken over."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="weightings")

    class Meta:
        verbose_name = _("weights from pairs")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(_("Weights from pairs, %(round)s") % {"round": self.round})

    def get_absolute_url(self):
        return reverse("pair_weights", args=[self.programme_id])

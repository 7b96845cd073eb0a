"""What follows once every sheet is open: scores are talked over, one's own is changed with a reason, dissent is kept."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from vendors.models.criterion import ON_SCALE, VendorCriterion
from vendors.models.round import SelectionRound
from vendors.models.sheet import Evaluator, Score
from vendors.models.vendor import Vendor


class Talk(Record):
    """The evaluators were apart on one vendor and criterion, and talked it over."""

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="talks")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="talks")
    criterion = models.ForeignKey(VendorCriterion, on_delete=models.PROTECT, related_name="talks")
    note = models.TextField(_("What came of it"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "round"

    class Meta:
        verbose_name = _("talk about scores")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "vendor", "criterion"], name="score_talked_over_once")]

    def __str__(self):
        return f"{self.vendor}, {self.criterion}"

    def get_absolute_url(self):
        return reverse("vendor_cell", args=[self.scope_number, self.vendor_id, self.criterion_id])


class ScoreChange(Record):
    """An evaluator's own score as it was before the talk, and why it is another now. Written once."""

    score = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="changes")
    before = models.PositiveSmallIntegerField(_("Before"), validators=ON_SCALE)
    evidence_before = models.CharField(_("What showed it"), max_length=500, blank=True)
    after = models.PositiveSmallIntegerField(_("After"), validators=ON_SCALE)
    reason = models.CharField(_("Why"), max_length=500)
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "score"

    class Meta:
        verbose_name = _("change of a score")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.score}: {self.before} → {self.after}"


class Dissent(Record):
    """What an evaluator holds against the comparison, or against the choice that came of it. Written once."""

    evaluator = models.ForeignKey(Evaluator, on_delete=models.PROTECT, related_name="dissents")
    text = models.TextField(_("What you hold against it"), max_length=2000)
    after_choice = models.BooleanField(default=False, editable=False)
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "evaluator"

    class Meta:
        verbose_name = _("dissent")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evaluator", "after_choice"], name="dissent_once")]

    def __str__(self):
        return str(_("Dissent of %(name)s") % {"name": self.evaluator.user.name})

    def get_absolute_url(self):
        return reverse("vendor_ranking", args=[self.scope_number])

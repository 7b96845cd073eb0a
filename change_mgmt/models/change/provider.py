from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.models.change.request import ChangeRequest
from implementation.gates.models import SignedFacts
from vendors.models import Contract


class ProviderAnswer(SignedFacts):
    """What a provider said to a change of its contract, once for each round. Never changed."""

    class Answer(models.TextChoices):
        AGREE = "agree", _("Agrees")
        CONDITIONS = "conditions", _("Agrees with conditions")
        REFUSE = "refuse", _("Refuses")

    TONES = {"agree": "ok", "conditions": "partly", "refuse": "bad"}

    change = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="answers")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    answer = models.CharField(_("Answer"), max_length=10, choices=Answer)
    price = models.DecimalField(_("Price"), max_digits=12, decimal_places=2, null=True, blank=True)
    days = models.SmallIntegerField(_("Days it takes"), null=True, blank=True)
    text = models.TextField(_("In their words"), blank=True, max_length=4000)
    #: Who answered, where the provider has no account here and somebody of ours wrote it down.
    given_by = models.CharField(pgettext_lazy("answer", "Given by"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("answer of a provider")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["change", "round"], name="provider_answers_once")]

    def __str__(self):
        return f"{self.change.code}: {self.get_answer_display()}"

    def get_absolute_url(self):
        return self.change.get_absolute_url()

    @property
    def tone(self) -> str:
        return self.TONES[self.answer]

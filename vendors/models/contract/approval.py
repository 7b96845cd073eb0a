from django.db import models
from django.utils.translation import gettext_lazy as _

from implementation.gates.models.decision import SignedFacts
from vendors.models.contract.contract import Contract


class ContractApproval(SignedFacts):
    """Who approved the contract, with its terms, fees, clauses and reviews of that moment."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="approvals")
    reason = models.TextField(_("Why"))

    class Meta:
        verbose_name = _("approval of a contract")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.contract.name

    def get_absolute_url(self):
        return self.contract.get_absolute_url()

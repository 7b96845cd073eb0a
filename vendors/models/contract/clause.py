from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract


class Clause(models.TextChoices):
    """What a contract with a provider must or should settle."""

    SECURITY_POLICY = "security_policy", _("Data-security policy")
    SECURITY_MEASURES = "security_measures", _("Security measures")
    PENALTIES = "penalties", _("Money penalties for faults")
    STAGED_RESULTS = "staged_results", _("Staged, measurable results")
    EXIT = "exit", _("Exit and data hand-back")
    CHANGE_PRICING = "change_pricing", _("How changes are priced")
    REPORTING = "reporting", _("Reporting and regular talks")
    SERVICE_LEVELS = "service_levels", _("Service levels that are measured")
    RIGHTS_DUTIES = "rights_duties", _("Rights and duties of both sides")
    AUDIT = "audit", _("Right to check and audit")
    DATA_OWNERSHIP = "data_ownership", _("Data stays ours, and where it lies")
    COMPETITORS = "competitors", _("Kept apart from our competitors")
    PROVIDER_STOPS = "provider_stops", _("When the provider stops or is sold")
    OWN_SETTINGS = "own_settings", _("What we may change without asking")
    KEEPING_PACE = "keeping_pace", _("Keeping pace with our business")
    INTERFACES = "interfaces", _("Open interfaces")
    SCOPE = "scope", _("Scope, described by examples")
    LOCK_IN = "lock_in", _("Price of leaving")
    PEOPLE = "people", _("Named people, languages and hours")
    DISPUTES = "disputes", _("How disputes are settled")


class ContractClause(OfContract):
    """Whether the contract settles one of the things it must settle, and where."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="clauses")
    key = models.CharField(_("Clause"), max_length=20, choices=Clause)
    present = models.BooleanField(_("In the contract"), default=False)
    where = models.CharField(_("Where"), max_length=200, blank=True)

    anchor = "clauses"

    class Meta:
        verbose_name = _("clause of a contract")
        ordering = ["contract", "pk"]
        constraints = [models.UniqueConstraint(fields=["contract", "key"], name="clause_once")]

    def __str__(self):
        return f"{self.contract}: {self.get_key_display()}"

    def clean(self):
        if self.present and not self.where.strip():
            raise ValidationError({"where": _("Say where in the contract it stands.")})

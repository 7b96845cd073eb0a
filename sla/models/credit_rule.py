from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import text
from core.models import Record
from sla import credits
from sla.models.agreement import Agreement, level, money
from sla.models.objective import Objective


def share(label, **kwargs):
    limits = [MinValueValidator(0), MaxValueValidator(100)]
    return models.DecimalField(label, max_digits=8, decimal_places=5, validators=limits, **kwargs)


class CreditRule(Record):
    """What a miss earns: one rule for each kind of objective, or one objective's own."""

    class Shape(models.TextChoices):
        STEPS = "steps", _("Steps: percent of the fee by tier")
        POINTS = "points", _("Percent of the fee for each started step below the target")
        PRO_RATA = "pro_rata", _("Pro rata: the missing share of the fee")
        LINEAR = "linear", _("Linear between two points")
        DAYS = "days", _("Days of service by tier")
        HOURS = "hours", _("Amount for each started hour of downtime")
        FIXED = "fixed", _("Fixed amount")

    class Basis(models.TextChoices):
        PROMISED = "promised", _("of what was promised (target 99.9 counts as the whole)")
        WHOLE = "whole", _("of the whole (100 %)")

    class Per(models.TextChoices):
        BREACH = "breach", _("for each breach")
        INCIDENT = "incident", _("for each incident")

    agreement = models.ForeignKey(
        Agreement, verbose_name=_("Agreement"), on_delete=models.PROTECT, related_name="credit_rules"
    )
    # Empty where the rule is that of one objective.
    kind = models.CharField(_("Kind"), max_length=15, blank=True)
    objective = models.ForeignKey(
        Objective,
        verbose_name=_("Objective"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="credit_rules",
    )
    shape = models.CharField(_("Shape"), max_length=10, choices=Shape, default=Shape.STEPS)
    clause = models.CharField(
        _("Clause"), max_length=40, blank=True, help_text=_("Where the contract says so: § 9.2. Shown with the credit.")
    )
    affected = share(
        _("Share of the affected service, percent"),
        default=Decimal(100),
        help_text=_("How much of the monthly fee the service bears that missed its level. 100 is the whole fee."),
    )
    step = level(_("Width of a step"), null=True, blank=True)
    percent = share(_("Percent of the fee for each step"), null=True, blank=True)
    basis = models.CharField(_("Missing share"), max_length=10, choices=Basis, blank=True)
    factor = models.DecimalField(
        _("Times"), max_digits=8, decimal_places=3, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    first_level = level(_("First point, level"), null=True, blank=True)
    first_percent = share(_("First point, percent of the fee"), null=True, blank=True)
    last_level = level(_("Last point, level"), null=True, blank=True)
    last_percent = share(_("Last point, percent of the fee"), null=True, blank=True)
    amount = money(_("Amount"))
    per = models.CharField(_("Counted"), max_length=10, choices=Per, blank=True)

    belongs_to = "agreement"

    class Meta:
        verbose_name = _("Credit rule")
        ordering = ["kind", "objective", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind"],
                condition=Q(objective__isnull=True),
                name="credit_rule_once_for_kind",
                violation_error_message=_("There is a rule for objectives of this kind already."),
            ),
            models.UniqueConstraint(
                fields=["objective"],
                condition=Q(objective__isnull=False),
                name="credit_rule_once_for_objective",
                violation_error_message=_("This objective has a rule of its own already."),
            ),
        ]

    def __str__(self):
        return text.bracketed(self.get_shape_display(), self.about)

    @property
    def about(self):
        """What it is for: an objective by its title, or a kind of objective."""
        return self.objective if self.objective_id else Objective.Kind(self.kind).label

    @property
    def examples(self) -> list[Objective]:
        """The objectives that it holds for, those with a rule of their own left out."""
        if self.objective_id:
            return [self.objective]
        own = {rule.objective_id for rule in self.agreement.credit_rules.all()}
        return [one for one in self.agreement.objectives.all() if one.kind == self.kind and one.pk not in own]

    @property
    def terms(self) -> credits.Terms:
        """As the calculation reads it."""
        tiers = [row.tier for row in self.tiers.all()] if self.pk and self.shape in credits.TABLES else []
        return self.terms_with(tiers)

    def terms_with(self, tiers: list[credits.Tier]) -> credits.Terms:
        needed = credits.NEEDS[credits.Shape(self.shape)]
        values = {name: getattr(self, name) for name in needed}
        if values.get("basis", "") != "":
            values["basis"] = credits.Basis(values["basis"])
        if values.get("per", "") != "":
            values["per"] = credits.Per(values["per"])
        values = {name: value if value != "" else None for name, value in values.items()}
        return credits.Terms(
            shape=credits.Shape(self.shape), tiers=tuple(tiers), affected=self.affected, clause=self.clause, **values
        )


class CreditTier(models.Model):
    """One row of a table of tiers; see ``sla.credits.Tier`` for which bound is included."""

    rule = models.ForeignKey(CreditRule, on_delete=models.CASCADE, related_name="tiers")
    lower = level(_("From"))
    upper = level(_("To"), null=True, blank=True)
    # Percent of the fee, or days of service.
    earns = share(_("Earns"))
    clause = models.CharField(_("Clause"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("Credit tier")
        ordering = ["rule", "-lower", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(upper__gt=models.F("lower")), name="tier_upper_above_lower"
            )
        ]

    def __str__(self):
        upper = "" if self.upper is None else self.upper
        return f"{self.lower}–{upper}: {self.earns} {self.clause}".strip()

    @property
    def tier(self) -> credits.Tier:
        return credits.Tier(lower=self.lower, upper=self.upper, earns=self.earns, clause=self.clause)

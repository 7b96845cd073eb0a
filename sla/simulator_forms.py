"""What the simulator is asked: a history, and up to four variants of terms side by side."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from sla import credits
from sla.credits import NEEDS, TABLES, Shape, Tier, TierProblem
from sla.models import Agreement, CreditRule, Objective
from sla.rule_forms import LABELS, short
from sla.rules import FIELD_FAULTS, Measure, measure_of, measure_of_kind, words_for

MOST_VARIANTS, MOST_MONTHS, MOST_TIERS = 4, 60, 20
_MONTH = re.compile(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,10})?")


@dataclass(frozen=True)
class Typed:
    """One month as typed: its level, hours lost and incidents."""

    month: datetime.date
    level: Decimal
    hours: Decimal = Decimal(0)
    incidents: int = 1


def read_months(text: str) -> list[Typed]:
    """Lines of a month and its level; hours lost and incidents may follow."""
    found: dict[datetime.date, Typed] = {}
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        words = line.replace("%", " ").split()
        good = 2 <= len(words) <= 4 and _MONTH.fullmatch(words[0]) and all(_NUMBER.fullmatch(w) for w in words[1:])
        if number > MOST_MONTHS or not good:
            raise ValidationError(
                _("Line %(number)s is not as shown: a month and its level, as in “2026-01 99.42”."),
                params={"number": number},
            )
        month = datetime.date.fromisoformat(f"{words[0]}-01")
        if month in found:
            raise ValidationError(_("A month stands there twice."))
        hours = Decimal(words[2]) if len(words) > 2 else Decimal(0)
        incidents = int(Decimal(words[3])) if len(words) > 3 else 1
        found[month] = Typed(month, Decimal(words[1]), hours, incidents)
    return [found[month] for month in sorted(found)]


class HistoryForm(Form):
    source = forms.ChoiceField(label=_("History"), required=False)
    months = forms.CharField(
        label=_("Months"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: “2026-01 99.42”. Hours lost and the number of incidents may follow."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Objective.Kind, required=False)
    target = forms.DecimalField(label=_("Target"), min_value=0, max_digits=16, decimal_places=5, required=False)
    fee = forms.DecimalField(label=_("Monthly fee of the service"), min_value=0, max_digits=14, decimal_places=2)
    starts_on = forms.DateField(
        label=_("Start of the contract"), help_text=_("Contract years are counted from here, for the annual cap.")
    )

    def __init__(self, *args, objectives: list[Objective], **kwargs):
        super().__init__(*args, **kwargs)
        self.objectives = {str(one.pk): one for one in objectives}
        named = [(str(one.pk), f"{one.agreement.name} · {one} · {one.monitor}") for one in objectives]
        self.fields["source"].choices = [*named, ("", _("Months typed below"))]

    def clean_months(self):
        return read_months(self.cleaned_data["months"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("source"):
            return cleaned
        if "months" in cleaned and not cleaned["months"]:
            self.add_error("months", _("Type at least one month, or choose a history."))
        if cleaned.get("target") is None:
            self.add_error("target", _("Say which level was promised."))
        measure = self.measure
        levels = [one.level for one in cleaned.get("months") or []]
        if measure.is_percentage and any(level > 100 for level in [*levels, cleaned.get("target") or 0]):
            self.add_error("months", _("A percentage lies between 0 and 100."))
        return cleaned

    @property
    def objective(self) -> Objective | None:
        return self.objectives.get(self.cleaned_data.get("source") or "")

    @property
    def judged_kind(self) -> str:
        if self.objective:
            return self.objective.kind
        return self.cleaned_data.get("kind") or Objective.Kind.AVAILABILITY

    @property
    def measure(self) -> Measure:
        if self.objective:
            return measure_of(self.objective)
        return measure_of_kind(self.judged_kind)


class VariantForm(Form):
    """One set of terms. Only the fields of its shape are shown; the others are left as they are."""

    name = forms.CharField(label=_("Name"), max_length=40, required=False)
    shape = forms.ChoiceField(label=_("Shape"), choices=CreditRule.Shape)
    tiers = forms.CharField(
        label=_("Tiers"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One a line: from, below, what it earns, and the clause if you like: “99 99.9 10”. Write - for no upper bound."
        ),
    )
    minimum = forms.DecimalField(label=_("Minimum"), min_value=0, max_digits=14, decimal_places=2, required=False)
    monthly_cap = forms.DecimalField(
        label=_("Monthly cap"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    annual_cap = forms.DecimalField(label=_("Annual cap"), min_value=0, max_digits=14, decimal_places=2, required=False)

    TERMS = (
        "affected",
        "step",
        "percent",
        "factor",
        "first_level",
        "first_percent",
        "last_level",
        "last_percent",
        "amount",
    )
    LIMITS = ("minimum", "monthly_cap", "annual_cap")

    def __init__(self, *args, number: int, **kwargs):
        super().__init__(*args, prefix=f"v{number}", **kwargs)
        self.number = number
        shape = self._shape()
        needs = (*NEEDS[shape], "affected")
        limits = [self.fields.pop(name) for name in self.LIMITS]
        if shape not in TABLES:
            del self.fields["tiers"]
        for name in needs:
            model_field = CreditRule._meta.get_field(name)
            field = model_field.formfield(required=True)
            field.label, field.help_text = LABELS.get(shape, {}).get(name, (field.label, ""))
            css = "form-select" if isinstance(field, forms.TypedChoiceField) else "form-control"
            field.widget.attrs["class"] = css
            if isinstance(field, forms.TypedChoiceField):
                field.choices = [pair for pair in field.choices if pair[0]]
            self.fields[name] = field
        self.fields |= dict(zip(self.LIMITS, limits, strict=True))
        self.needs = needs

    def _shape(self) -> Shape:
        asked = self.data.get(f"{self.prefix}-shape") if self.is_bound else self.initial.get("shape")
        return Shape(asked) if asked in CreditRule.Shape.values else Shape.STEPS

    @property
    def title(self) -> str:
        written = self.cleaned_data.get("name") if hasattr(self, "cleaned_data") else self.initial.get("name")
        return str(written or _("Variant %(n)s") % {"n": self.number})

    def clean_tiers(self) -> list[Tier]:
        return read_tiers(self.cleaned_data["tiers"])

    def rule(self, kind: str) -> CreditRule:
        """An unsaved rule of these terms."""
        found = CreditRule(kind=kind, shape=self._shape(), affected=Decimal(100))
        for name in self.needs:
            if (value := self.cleaned_data.get(name)) is not None:
                setattr(found, name, value)
        return found

    def variant(self, kind: str, measure: Measure) -> credits.Variant | None:
        """The terms as the calculation reads them; None, with the words in the form, where they are not sound."""
        if not self.is_valid():
            return None
        rule, tiers = self.rule(kind), self.cleaned_data.get("tiers") or []
        terms = rule.terms_with(tiers)
        for problem in credits.terms_problems(terms, direction=measure.direction, is_percentage=measure.is_percentage):
            if isinstance(problem, TierProblem):
                self.add_error("tiers", words_for(problem))
            else:
                self.add_error(problem.field, FIELD_FAULTS[problem.fault])
            return None
        return credits.Variant(terms=terms, **{name: self.cleaned_data.get(name) for name in self.LIMITS})


def read_tiers(text: str) -> list[Tier]:
    """Lines of two bounds and what they earn; a clause may follow."""
    found = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        words = line.replace("%", " ").split(maxsplit=3)
        good = len(words) >= 3 and all(_NUMBER.fullmatch(word) for word in (words[0], words[2]))
        if number > MOST_TIERS or not good or not (words[1] == "-" or _NUMBER.fullmatch(words[1])):
            raise ValidationError(
                _("Line %(number)s is not as shown: from, below, what it earns, as in “99 99.9 10”."),
                params={"number": number},
            )
        upper = None if words[1] == "-" else Decimal(words[1])
        clause = words[3][:40] if len(words) > 3 else ""
        found.append(Tier(lower=Decimal(words[0]), upper=upper, earns=Decimal(words[2]), clause=clause))
    return found


def initial_of(rule: CreditRule | None, agreement: Agreement | None) -> dict:
    """The terms that are in force, as a variant to begin with."""
    values: dict = {"shape": Shape.STEPS.value, "affected": "100", "factor": "1"}
    if agreement is not None:
        values |= {
            "minimum": agreement.minimum_credit,
            "monthly_cap": agreement.monthly_cap,
            "annual_cap": agreement.annual_cap,
        }
    if rule is not None:
        values |= {name: getattr(rule, name) for name in ("shape", "affected", *NEEDS[Shape(rule.shape)])}
        values["tiers"] = "\n".join(
            f"{short(row.lower)} {short(row.upper) or '-'} {short(row.earns)} {row.clause}".strip()
            for row in rule.tiers.all()
        )
    return {name: short(value) if hasattr(value, "normalize") else value for name, value in values.items()}

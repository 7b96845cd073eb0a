"""Forms for credit rules: what each shape needs, and a table of tiers in rows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, Styled
from sla.credits import NEEDS, TABLES, Shape, Tier, TierProblem
from sla.models import Agreement, ChronicRule, CreditRule, Objective
from sla.rules import FIELD_FAULTS, problems, words_for

#: Empty rows below the tiers that are there, and how many rows there are at least.
EMPTY_ROWS, LEAST_ROWS, MOST_ROWS = 2, 5, 40

LABELS = {
    Shape.POINTS: {
        "step": (_("Width of a step"), _("In the unit of the objective: 0.1 is a tenth of a point. A started step counts whole.")),
    },
    Shape.HOURS: {
        "step": (_("Width of a step, hours"), _("1 counts each started hour, 0.5 each started half hour.")),
        "amount": (_("Amount for each step"), ""),
    },
    Shape.FIXED: {"amount": (_("Amount"), _("An outage is an incident; without outages on record the breach counts once."))},
    Shape.PRO_RATA: {"factor": (_("Times"), _("1 pays the missing share as it is, 2 pays it twice. Never more than the fee."))},
    Shape.LINEAR: {
        "first_level": (_("First point, level"), _("Better service than this earns nothing.")),
        "last_level": (_("Last point, level"), _("Worse service than this earns no more.")),
    },
}  # fmt: skip


def short(number) -> str:
    """A number without idle zeros, as it is typed."""
    return "" if number is None else f"{number.normalize():f}"


class RuleForm(RecordForm):
    """The fields of one shape. ``about`` is what it is for: a kind of objective, or one objective."""

    about = forms.ChoiceField(
        label=_("For"), help_text=_("A rule for one objective goes before the one for all of its kind.")
    )

    class Meta:
        model = CreditRule
        fields = [
            "clause",
            "affected",
            "step",
            "percent",
            "basis",
            "factor",
            "first_level",
            "first_percent",
            "last_level",
            "last_percent",
            "per",
            "amount",
        ]

    field_order = ["about", "clause"]

    def __init__(self, *args, instance: CreditRule, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        shape = Shape(instance.shape)
        kept = {"about", "revision", "clause", "affected", *NEEDS[shape]}
        for name in [name for name in self.fields if name not in kept]:
            del self.fields[name]
        for name in NEEDS[shape]:
            self.fields[name].required = True
            if isinstance(self.fields[name], forms.TypedChoiceField):
                self.fields[name].choices = [pair for pair in self.fields[name].choices if pair[0]]
            label, hint = LABELS.get(shape, {}).get(name, (self.fields[name].label, self.fields[name].help_text))
            self.fields[name].label, self.fields[name].help_text = label, hint
        for name in kept:
            value = self.initial.get(name)
            if hasattr(value, "normalize"):
                self.initial[name] = short(value)
        self.fields["about"].choices = self._choices(instance.agreement)
        if instance.pk:
            self.initial["about"] = f"objective-{instance.objective_id}" if instance.objective_id else instance.kind

    def _choices(self, agreement: Agreement) -> list:
        objectives = [one for one in agreement.objectives.all() if one.valid_until is None]
        kinds = list(dict.fromkeys(one.kind for one in objectives)) or [Objective.Kind.AVAILABILITY]
        every = [(kind, Objective.Kind(kind).label) for kind in kinds]
        if self.instance.kind and self.instance.kind not in kinds:
            every.append((self.instance.kind, Objective.Kind(self.instance.kind).label))
        single = [(f"objective-{one.pk}", f"{one} · {one.monitor}") for one in objectives]
        return [(_("Every objective of a kind"), every), (_("One objective"), single)]

    def clean(self):
        cleaned = super().clean()
        about = cleaned.get("about", "")
        number = about.removeprefix("objective-")
        self.instance.objective_id = int(number) if number != about else None
        self.instance.kind = about if number == about else ""
        return cleaned

    @property
    def values(self) -> dict:
        mine = {"objective_id": self.instance.objective_id, "kind": self.instance.kind, "shape": self.instance.shape}
        return super().values | mine


class TierForm(Styled, forms.Form):
    lower = forms.DecimalField(label=_("From"), min_value=0, max_digits=16, decimal_places=5)
    upper = forms.DecimalField(label=_("To"), min_value=0, max_digits=16, decimal_places=5, required=False)
    earns = forms.DecimalField(label=_("Earns"), min_value=0, max_value=100, max_digits=8, decimal_places=5)
    clause = forms.CharField(label=_("Clause"), max_length=40, required=False)

    @property
    def is_written(self) -> bool:
        return any(self.data.get(self.add_prefix(name)) for name in ("lower", "upper", "earns", "clause"))

    @property
    def tier(self) -> Tier:
        data = self.cleaned_data
        return Tier(lower=data["lower"], upper=data["upper"], earns=data["earns"], clause=data["clause"])


class TierRows:
    """The rows of a table; empty ones are left out."""

    def __init__(self, data, rule: CreditRule):
        known = [row.tier for row in rule.tiers.all()] if rule.pk else []
        self.shown = rule.shape in TABLES
        places = min(MOST_ROWS, max(len(known) + EMPTY_ROWS, LEAST_ROWS))
        self.rows = [self._row(data, n, known) for n in range(places if self.shown else 0)]

    @staticmethod
    def _row(data, n: int, known: list[Tier]) -> TierForm:
        initial = None
        if n < len(known):
            one = known[n]
            initial = {"lower": short(one.lower), "upper": short(one.upper), "earns": short(one.earns)}
            initial["clause"] = one.clause
        return TierForm(data, prefix=f"tier-{n}", initial=initial, use_required_attribute=False)

    @property
    def written(self) -> list[tuple[int, TierForm]]:
        return [(n, row) for n, row in enumerate(self.rows, start=1) if row.is_written]

    def read(self, form: RuleForm) -> list[Tier] | None:
        """The tiers as written; None, with the words on the form, where the rule with them is not sound."""
        good = [row.is_valid() for _n, row in self.written]  # every row shows its errors, not only the first
        if not all(good):
            form.add_error(None, _("Fill the row from left to right, or leave it empty."))
            return None
        tiers = [row.tier for _n, row in self.written]
        for problem in problems(form.instance, tiers):
            if isinstance(problem, TierProblem):
                numbers = [n for n, _row in self.written]
                form.add_error(None, words_for(problem, None if problem.tier is None else numbers[problem.tier]))
            else:
                form.add_error(problem.field, FIELD_FAULTS[problem.fault])
            return None
        return tiers


class ExampleForm(Form):
    """At which level the example on the page is worked out."""

    at = forms.DecimalField(
        label=_("Example: a month at"), min_value=0, max_digits=16, decimal_places=5, required=False
    )


class ChronicForm(RecordForm):
    class Meta:
        model = ChronicRule
        fields = ["mark", "times", "within", "use_days", "clause"]

    def __init__(self, *args, instance: ChronicRule, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        if instance.pk:
            self.initial["mark"] = short(instance.mark)
        elif instance.objective.unit.strip() in ("%", "") and instance.objective.direction == "at_least":
            self.initial["mark"] = "99"

"""Setting how an organisation rates: the grid cell by cell, the words, the appetite, what the steps stand for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.text import say
from risks import exposure
from risks.models.scales import Category, Impact, Level, Likelihood
from risks.scale import SIZE, Scale

STEPS = range(1, SIZE + 1)
LEVELS = range(SIZE)
AS_OVERALL = ""


def _word(label):
    return forms.CharField(label=label, max_length=40, required=False)


def _levels():
    return [(value, f"{value} {label}") for value, label in Level.choices]


def _figure(label):
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=14, decimal_places=2)


class ScaleForm(Form):
    """Words left empty are the product's own; figures left empty say that a step stands for no figure yet."""

    appetite = forms.TypedChoiceField(
        label=_("Highest level that is borne"),
        coerce=int,
        choices=_levels,
        help_text=_("A risk above it is treated, or a sponsor accepts it. Otherwise the sponsor is told."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with the version."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30000)
    previewed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, scale: Scale, **kwargs):
        super().__init__(*args, initial=initial_of(scale), **kwargs)
        self.version = scale.version

    def _row(self, names):
        return [self[name] for name in names]

    @property
    def grid(self):
        """Highest likelihood first, as the grid is read."""
        return [(self[f"likelihood_{row}"], self._row(f"cell_{row}_{column}" for column in STEPS)) for row in STEPS][
            ::-1
        ]

    @property
    def impacts(self):
        return self._row(f"impact_{step}" for step in STEPS)

    @property
    def level_rows(self):
        return [(level, self[f"level_{level}"], self[f"review_{level}"]) for level in reversed(LEVELS)]

    @property
    def likelihood_rows(self):
        return [(Likelihood(step), self[f"probability_{step}"]) for step in STEPS]

    @property
    def impact_rows(self):
        return [(Impact(step), self[f"low_{step}"], self[f"high_{step}"]) for step in STEPS]

    @property
    def categories(self):
        return self._row(f"appetite_{value}" for value in Category.values)

    def clean(self):
        cleaned = super().clean()
        for step in STEPS:
            low, high = cleaned.get(f"low_{step}"), cleaned.get(f"high_{step}")
            if (low is None) != (high is None):
                self.add_error(f"{'low' if low is None else 'high'}_{step}", _("Write both amounts, or neither."))
            elif low is not None and not 0 < low < high:
                self.add_error(f"high_{step}", _("A range needs a low above zero and a high above the low."))
        if not self.errors:
            self._check_grid()
            self._check_rising("probability", _("A more likely step needs a higher probability."))
            self._check_rising("high", _("A more serious step needs a higher amount."))
        return cleaned

    def _check_grid(self):
        for problem in exposure.grid_problems(self.scale.grid):
            name = f"cell_{problem.likelihood}_{problem.impact}"
            self.add_error(name, _("A level never falls when likelihood or impact grows: raise this cell."))

    def _check_rising(self, name, words):
        last = None
        for step in STEPS:
            value = self.cleaned_data[f"{name}_{step}"]
            if value is not None and last is not None and value <= last:
                self.add_error(f"{name}_{step}", words)
            last = value if value is not None else last

    @property
    def scale(self) -> Scale:
        """What the form says, under the version that it began from."""
        found = self.cleaned_data
        amounts = [(found[f"low_{step}"], found[f"high_{step}"]) for step in STEPS]
        return Scale(
            grid=tuple(tuple(found[f"cell_{row}_{column}"] for column in STEPS) for row in STEPS),
            likelihoods=tuple(found[f"likelihood_{step}"] for step in STEPS),
            impacts=tuple(found[f"impact_{step}"] for step in STEPS),
            levels=tuple(found[f"level_{level}"] for level in LEVELS),
            appetite=found["appetite"],
            category_appetite={
                value: found[f"appetite_{value}"] for value in Category.values if found[f"appetite_{value}"] is not None
            },
            review_days=tuple(found[f"review_{level}"] for level in LEVELS),
            probabilities=tuple(found[f"probability_{step}"] for step in STEPS),
            amounts=tuple(None if low is None else (low, high) for low, high in amounts),
            version=self.version,
        )


def _fields() -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for row in STEPS:
        for column in STEPS:
            label = say(_("Likelihood {likelihood}, impact {impact}"), likelihood=row, impact=column)
            made[f"cell_{row}_{column}"] = forms.TypedChoiceField(label=label, coerce=int, choices=_levels)
    for step in STEPS:
        made[f"likelihood_{step}"] = _word(Likelihood(step).label)
        made[f"impact_{step}"] = _word(Impact(step).label)
        made[f"probability_{step}"] = forms.DecimalField(
            label=_("Probability in a year, %"),
            required=False,
            min_value=0,
            max_value=100,
            max_digits=6,
            decimal_places=3,
        )
        made[f"low_{step}"], made[f"high_{step}"] = _figure(_("Low")), _figure(_("High"))
    for level in LEVELS:
        made[f"level_{level}"] = _word(Level(level).label)
        made[f"review_{level}"] = forms.IntegerField(label=_("Review after, days"), min_value=1, max_value=730)
    for value, label in Category.choices:
        made[f"appetite_{value}"] = forms.TypedChoiceField(
            label=label,
            coerce=int,
            empty_value=None,
            required=False,
            choices=lambda: [(AS_OVERALL, _("As overall")), *_levels()],
        )
    return made


ScaleForm.base_fields.update(_fields())


def initial_of(scale: Scale) -> dict:
    found = {"appetite": scale.appetite, "seen_version": scale.version}
    for step in STEPS:
        amounts = scale.amount_of(step) or (None, None)
        found |= {
            f"likelihood_{step}": scale.likelihoods[step - 1],
            f"impact_{step}": scale.impacts[step - 1],
            f"probability_{step}": scale.probability_of(step),
            f"low_{step}": amounts[0],
            f"high_{step}": amounts[1],
        }
        found |= {f"cell_{step}_{column}": scale.level(step, column) for column in STEPS}
    for level in LEVELS:
        found |= {f"level_{level}": scale.levels[level], f"review_{level}": scale.review_days[level]}
    return found | {f"appetite_{value}": scale.category_appetite.get(value) for value in Category.values}

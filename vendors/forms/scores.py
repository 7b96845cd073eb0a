from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from vendors.models.criterion import HIGHEST, LOWEST
from vendors.models.sheet import EXTREMES


class ScoreForm(Form):
    """My scoring sheet: a number and what shows it, for every vendor and criterion."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, evaluator, vendors, criteria, said=None, is_final=False, **kwargs):
        """``said``: vendor number -> criterion number -> what the vendor answered on it."""
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = evaluator.revision
        self.is_final = is_final
        given = {(score.vendor_id, score.criterion_id): score for score in evaluator.scores.all()}
        self.keys = [(vendor, criterion) for criterion in criteria for vendor in vendors]
        for vendor, criterion in self.keys:
            self._add(vendor, criterion, given.get((vendor.pk, criterion.pk)))
        self.rows = [
            (
                criterion,
                [self._cell(vendor, criterion, said or {}) for vendor in vendors],
            )
            for criterion in criteria
        ]

    def _cell(self, vendor, criterion, said):
        answers = said.get(vendor.pk, {}).get(criterion.pk, [])
        return vendor, self[_points(vendor, criterion)], self[_evidence(vendor, criterion)], answers

    def _add(self, vendor, criterion, score):
        about = {"vendor": vendor.name, "criterion": criterion.title}
        label = _("Score of %(vendor)s on %(criterion)s") % about
        self.fields[_points(vendor, criterion)] = forms.TypedChoiceField(
            label=label,
            choices=[("", "–"), *((n, str(n)) for n in range(LOWEST, HIGHEST + 1))],
            coerce=int,
            empty_value=None,
            required=False,
            initial=score.points if score else None,
            widget=forms.Select(attrs={"class": "form-select", "aria-label": label}),
        )
        shown = _("What shows it: %(vendor)s, %(criterion)s") % about
        self.fields[_evidence(vendor, criterion)] = forms.CharField(
            label=shown,
            max_length=500,
            required=False,
            initial=score.evidence if score else "",
            widget=forms.TextInput(
                attrs={"class": "form-control mt-1", "aria-label": shown, "placeholder": _("What shows it")}
            ),
        )

    def clean(self):
        cleaned = super().clean()
        for vendor, criterion in self.keys:
            if cleaned.get(_evidence(vendor, criterion)) and not cleaned.get(_points(vendor, criterion)):
                self.add_error(_points(vendor, criterion), _("Give the score that this evidence is for."))
            if self.is_final and cleaned.get(_points(vendor, criterion)) in EXTREMES:
                self._ask_for_evidence(cleaned, _evidence(vendor, criterion))
        return cleaned

    def _ask_for_evidence(self, cleaned, name):
        if not cleaned.get(name) and name not in self.errors:
            self.add_error(name, _("Say what shows it wherever you give 1, 2 or 5."))

    @property
    def entries(self) -> dict[tuple[int, int], tuple[int, str]]:
        data = self.cleaned_data
        return {
            (vendor.pk, criterion.pk): (data[_points(vendor, criterion)], data[_evidence(vendor, criterion)])
            for vendor, criterion in self.keys
            if data[_points(vendor, criterion)]
        }


def _points(vendor, criterion) -> str:
    return f"points_{vendor.pk}_{criterion.pk}"


def _evidence(vendor, criterion) -> str:
    return f"evidence_{vendor.pk}_{criterion.pk}"

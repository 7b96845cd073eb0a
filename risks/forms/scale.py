"""Choosing a rating."""

from django import forms
from django.utils.translation import gettext_lazy as _

NOT_RATED = [("", _("Not rated"))]


BOTH = _("Rate both likelihood and impact, or neither.")


def numbered(choices):
    """4 Likely: the number stands beside the word, as in the register."""
    return [*NOT_RATED, *((value, f"{value} {label}") for value, label in choices.choices)]


def scale(choices, label):
    return forms.TypedChoiceField(
        label=label, choices=lambda: numbered(choices), coerce=int, empty_value=None, required=False
    )


def check_pair(form, rating: str) -> None:
    likelihood, impact = form.cleaned_data.get(f"{rating}_likelihood"), form.cleaned_data.get(f"{rating}_impact")
    if (likelihood is None) != (impact is None):
        form.add_error(f"{rating}_impact" if impact is None else f"{rating}_likelihood", BOTH)


def in_words_of(form, own) -> None:
    """The steps in the words of the organisation's scale."""
    for name, field in form.fields.items():
        if name.endswith("_likelihood"):
            field.choices = [*NOT_RATED, *((value, f"{value} {word}") for value, word in own.likelihood_choices)]
        elif name.endswith("_impact"):
            field.choices = [*NOT_RATED, *((value, f"{value} {word}") for value, word in own.impact_choices)]

"""A table of records that is saved as a whole: what its form set holds once the removed rows are gone."""

from django.core.exceptions import ValidationError

from core.refusal import Refused
from core.text import whole


def kept_rows(formset) -> list:
    return [
        form.instance
        for form in formset.forms
        if form.has_changed() or form.instance.pk
        if not form.cleaned_data.get("DELETE")
    ]


def saved(request, formset, save) -> bool:
    """``save(rows, seen_revision)``, or what is wrong written above the table."""
    try:
        save(kept_rows(formset), whole(request.POST.get("revision", "")))
    except (ValidationError, Refused) as error:
        said = error.messages if isinstance(error, ValidationError) else [str(error)]
        formset.non_form_errors().extend(said)
        return False
    return True

"""What the pages of one upload share."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from implementation.programme.pages import one_of
from risks.models import RiskImport
from risks.views.section import SECTION

#: Name of the page -> its name in the line of steps.
STEPS = {
    "risk_import_sheets": _("Sheets"),
    "risk_import_columns": pgettext_lazy("of a table", "Columns"),
    "risk_import_values": pgettext_lazy("of a table", "Values"),
    "risk_import_rows": pgettext_lazy("of a table", "Rows"),
}


def found(programme, pk: int, user) -> RiskImport:
    records = RiskImport.objects.select_related("programme__organisation", "by")
    return one_of(programme, records, pk, user, "risks.view_riskimport")


def draft(programme, pk: int, user) -> RiskImport:
    """An upload that is still being prepared; there is nothing to prepare in what was imported."""
    record = found(programme, pk, user)
    if not record.is_draft:
        raise Http404
    return record


def page(request, template: str, record: RiskImport, here: str, **context):
    names = list(STEPS)
    done = names.index(here)
    steps = [
        {
            "label": label,
            "url": reverse(name, args=[record.programme_id, record.pk]),
            "here": name == here,
            "done": place < done,
        }
        for place, (name, label) in enumerate(STEPS.items())
    ]
    return render(
        request, template, {"record": record, "steps": steps, "page_title": record.name, **SECTION, **context}
    )

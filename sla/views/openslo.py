from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import Form
from core.refusal import Refused
from implementation.programme.pages import programme_page
from sla import openslo, telling
from sla.models import Objective
from sla.openslo.safely import MOST_CHARACTERS
from sla.openslo.taking import take_over
from sla.rules import keep_terms
from sla.views.shared import SECTION, one_agreement


class OpenSloForm(Form):
    text = forms.CharField(
        label=gettext_lazy("OpenSLO documents"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy("YAML of apiVersion openslo/v1, several documents with --- between them."),
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,application/yaml"}),
    )
    first_day = forms.DateField(
        label=gettext_lazy("Valid from"), help_text=gettext_lazy("Nothing before this day is counted.")
    )

    def clean(self):
        cleaned = super().clean()
        if upload := cleaned.get("file"):
            data = upload.read(4 * MOST_CHARACTERS + 1)
            try:
                cleaned["text"] = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("The file is not UTF-8. Save it as UTF-8 text.")) from None
        if not self.errors and not cleaned.get("text", "").strip():
            raise forms.ValidationError(_("Paste the documents, or choose a file."))
        return cleaned


@programme_page("sla.edit_agreement")
def read_openslo(request, programme, pk):
    """Looked at first: what each document becomes, and what is left out; then taken over in whole."""
    found = one_agreement(request, programme, pk, "sla.edit_agreement")
    keep_terms(found)
    form = OpenSloForm(request.POST or None, request.FILES or None, initial={"first_day": found.contract.starts_on})
    context = SECTION | {"agreement": found, "crumb": found, "form": form, "page_title": _("Read OpenSLO")}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            looked = openslo.read(data["text"])
            if "take" in request.POST:
                made = take_over(found, looked, first_day=data["first_day"], by=request.user)
                messages.success(request, _("%(n)d objectives are entered.") % {"n": len(made)})
                return redirect("sla_objectives", programme.pk, found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            context |= {"looked": looked, "rows": [_row(item) for item in looked.proposals], "data": data}
            return render(request, "sla/openslo_preview.html", context)
    context |= {"title": _("Read OpenSLO"), "submit": _("Look at it first"), "back": _back(found)}
    context |= {
        "lead": _("Objectives as other tools keep them. You see what becomes of each before anything is written.")
    }
    return render(request, "core/form.html", context)


def _back(agreement) -> str:
    return reverse("sla_objectives", args=[agreement.programme_id, agreement.pk])


def _row(proposal) -> dict:
    """A proposal in words; one that says nonsense is told when it is taken over."""
    objective = Objective(**proposal.fields)
    known = objective.kind in Objective.Kind.values and objective.statistic in Objective.Statistic.values
    if known:
        objective.unit = "%" if objective.is_percentage else objective.unit
    return {
        "name": proposal.name,
        "title": objective.name or proposal.name,
        "kind": objective.get_kind_display() if known else objective.kind,
        "promise": telling.promise(objective) if known else str(objective.target),
        "monitor": objective.monitor,
        "calendar": proposal.calendar,
    }


@programme_page("sla.view_objective")
def write_openslo(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.view_objective")
    rows = list(found.objectives.filter(valid_until__isnull=True).select_related("calendar"))
    response = HttpResponse(openslo.write(found, rows), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="openslo-{found.pk}.yaml"'
    return response

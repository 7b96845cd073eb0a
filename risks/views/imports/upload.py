from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import Form
from core.refusal import Refused
from core.sheets import LIMITS
from implementation.programme.pages import programme_page
from risks.imports.uploads import upload
from risks.models import RiskImport
from risks.models.imports import KEPT_DAYS
from risks.views.section import SECTION

SHOWN = 30


class UploadForm(Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        help_text=gettext_lazy("An Excel workbook (.xlsx) or a table as CSV, TSV or TXT, up to 10 MB."),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
    )


@programme_page("risks.view_riskimport")
def imports(request, programme):
    """Upload a register; go on with one; look at what came of earlier ones."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            record = upload(programme, name=file.name, data=file.read(LIMITS.file_bytes + 1), by=request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("%(name)s is uploaded. Nothing is imported yet.") % {"name": record.name})
            return redirect("risk_import", programme.pk, record.pk)
    known = RiskImport.objects.filter(programme=programme).select_related("by", "imported_by")
    return render(
        request,
        "risks/import_list.html",
        {
            "form": form,
            "drafts": known.filter(state=RiskImport.State.DRAFT, by=request.user),
            "earlier": known.exclude(state=RiskImport.State.DRAFT)[:SHOWN],
            "days": KEPT_DAYS,
            "page_title": _("Import a register"),
            **SECTION,
        },
    )

"""The paper: upload a version, fetch one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.forms.contracts import VersionForm
from vendors.models import ContractVersion
from vendors.views.contracts.shared import SECTION, one_contract, part_of

VERSIONS = ContractVersion.objects.select_related("contract__programme")


@programme_page("vendors.edit_contract")
def add_contract_version(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            version = actions.add_version(found, upload=given["file"], note=given["note"], by=request.user)
        except ValidationError as error:
            form.add_error("file", error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is kept.") % {"name": version})
            return redirect(version)
    context = {
        **SECTION,
        "form": form,
        "title": _("Upload a version"),
        "lead": _("It keeps its number and its hash, so that everybody knows which paper was reviewed and signed."),
        "submit": _("Upload"),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", context)


@programme_page("vendors.view_contractversion")
def contract_file(request, programme, pk):
    version = part_of(request, programme, VERSIONS, pk, "vendors.view_contractversion")
    response = FileResponse(version.file.open("rb"), as_attachment=True, filename=version.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""The provider's side: what it is asked about its own contract, and its answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from change_mgmt import actions
from change_mgmt.forms.changes import ProviderForm
from change_mgmt.models import ChangeRequest
from core.access import require
from core.refusal import Refused
from core.roles import VENDOR_CONTACT
from implementation.programme.pages import one_of, programme_page
from vendors.models import Contract

ANSWER = "change_mgmt.answer_change"
ASKED = ChangeRequest.objects.filter(touches_contract=True, contract__isnull=False, round__gt=0).select_related(
    "contract__vendor", "programme__organisation"
)


@programme_page(ANSWER)
def provider_changes(request, programme):
    """A vendor's contact sees the changes of its own contracts; ours see all that were put before a provider."""
    found = ASKED.filter(programme=programme).prefetch_related("answers").order_by("-number")
    if VENDOR_CONTACT in programme.roles_of(request.user):
        found = found.filter(contract__vendor__contacts=request.user, contract__state__in=Contract.SHOWN_TO_VENDOR)
    return render(request, "change_mgmt/provider_changes.html", {"changes": found, "section": "provider_changes"})


@programme_page(ANSWER)
def provider_change(request, programme, pk):
    found = one_of(programme, ASKED.prefetch_related("answers"), pk, request.user, ANSWER)
    is_theirs = VENDOR_CONTACT in programme.roles_of(request.user)
    waits = found.state == ChangeRequest.State.WAITING and found.answer is None
    form = ProviderForm(request.POST or None, is_theirs=is_theirs) if waits else None
    if request.method == "POST":
        require(request.user, ANSWER, found)
        if form is None:
            raise Refused(_("This change waits for no answer of a provider."))
        if form.is_valid():
            try:
                actions.answer_change(found, by=request.user, **form.cleaned_data)
            except (Refused, ValidationError) as refusal:
                said = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
                form.add_error(None, said)
            else:
                messages.success(request, _("Thank you: the answer is on record."))
                return redirect("provider_change" if is_theirs else "change", programme.pk, found.pk)
    context = {"change": found, "form": form, "is_theirs": is_theirs, "section": "provider_changes"}
    return render(request, "change_mgmt/provider_change.html", context)

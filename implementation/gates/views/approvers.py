"""Who decides at a gate, and who chooses in whose place."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import access
from core.edit import new_record
from core.refusal import Refused
from implementation.gates import actions
from implementation.gates.forms import ApproversForm, DelegationForm
from implementation.gates.models import Delegation, Gate
from implementation.programme.pages import one_of, programme_page


@programme_page("gates.edit_criteria")
def approvers(request, programme, pk):
    found = one_of(programme, Gate.objects, pk, request.user, "gates.edit_criteria")
    actions.keep_still(found)
    form = ApproversForm(request.POST or None, gate=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_approvers(found, places=form.places, quorum=form.cleaned_data["quorum"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    people = [(person, form[name]) for name, person in form.people.items()]
    return render(request, "gates/approvers.html", {"gate": found, "form": form, "people": people})


@programme_page("gates.view_delegation")
def delegations(request, programme):
    """Everybody sees who chooses for whom; a sponsor lets somebody choose in their own place."""
    may_delegate = request.user.has_perm("gates.delegate", programme)
    if request.method == "POST":
        access.require(request.user, "gates.delegate", programme)
    found = Delegation.objects.filter(programme=programme).select_related("giver", "delegate", "programme")
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    form = DelegationForm(request.POST or None, instance=Delegation(programme=programme), giver=request.user)
    return new_record(
        request,
        form,
        title=_("Who chooses for whom"),
        save=lambda given: actions.delegate(
            programme,
            to=given.delegate,
            first_day=given.first_day,
            last_day=given.last_day,
            reason=given.reason,
            by=request.user,
        ),
        back=reverse("delegations", args=[programme.pk]),
        template="gates/delegations.html",
        page=page,
        may_delegate=may_delegate,
    )

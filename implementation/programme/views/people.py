from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core.models import User
from implementation.programme import actions
from implementation.programme.forms import (
    AcceptForm,
    InviteForm,
)
from implementation.programme.models import (
    Invitation,
)
from implementation.programme.pages import one_of, programme_page


@programme_page("programme.view_membership")
def people(request, programme):
    form = InviteForm(request.POST or None)
    if request.method == "POST":
        access.require(request.user, "programme.invite", programme)
        if form.is_valid():
            actions.invite(programme, by=request.user, **form.cleaned_data)
            messages.success(request, _("Invitation sent to %(email)s.") % {"email": form.cleaned_data["email"]})
            return redirect("people", programme.pk)
    context = {
        "memberships": programme.memberships.select_related("user"),
        "invitations": programme.invitations.filter(accepted_at=None, withdrawn_at=None).select_related("invited_by"),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "programme/people.html", context)


@require_POST
@programme_page("programme.invite")
def withdraw(request, programme, pk):
    invitation = one_of(programme, Invitation.objects, pk, request.user, "programme.invite")
    actions.withdraw_invitation(invitation, by=request.user)
    messages.success(request, _("Invitation withdrawn."))
    return redirect("people", programme.pk)


def accept(request, token):
    """The page behind an invitation link: a new person chooses a password, a known one signs in first."""
    invitation = actions.open_invitation(token)
    if invitation is None:
        return render(request, "programme/invitation_closed.html", status=410)
    known = User.objects.filter(email__iexact=invitation.email).first()
    user = request.user if request.user.is_authenticated else None
    if known is not None and known != user:
        return render(request, "programme/invitation_sign_in.html", {"invitation": invitation})
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"name": invitation.name})
    if known is not None:
        form.fields.clear()
    if request.method == "POST" and form.is_valid():
        person = actions.accept_invitation(token, user=user, **form.cleaned_data)
        if known is None:
            login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
        messages.success(request, _("Welcome. You are now %(role)s.") % {"role": invitation.get_role_display()})
        return redirect(invitation.programme)
    return render(request, "programme/accept.html", {"invitation": invitation, "form": form, "known": known})

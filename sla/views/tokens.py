"""Tokens of an agreement: which programs may send and read, when they did last, and how a key is taken back."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from sla.models import ApiToken
from sla.token_forms import RevokeForm, TokenForm
from sla.tokens import make_token, revoke_token
from sla.views.shared import SECTION, one_agreement


@programme_page("sla.view_apitoken")
def api_tokens(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.view_apitoken")
    return render(request, "sla/token_list.html", _list(found))


def _list(agreement, **more) -> dict:
    """Those that work first, then the newest."""
    tokens = list(agreement.tokens.select_related("made_by", "revoked_by", "use"))
    for token in tokens:
        token.agreement = agreement
    tokens.sort(key=lambda token: (not token.works, -token.pk))
    first = agreement.objectives.order_by("kind", "pk").first()
    return SECTION | {
        "agreement": agreement,
        "crumb": agreement,
        "tab": "api_tokens",
        "tokens": tokens,
        "page_title": _("Sources"),
        "monitor": first.monitor if first else "shop",
        "now": timezone.now().replace(microsecond=0),
        "address": f"{settings.SITE_URL}{reverse('api:measurements')}",
        "schema": reverse("api:openapi-json"),
        **more,
    }


@programme_page("sla.edit_token")
@never_cache
def new_token(request, programme, pk):
    """The key is in the answer to this form and nowhere else."""
    found = one_agreement(request, programme, pk, "sla.edit_token")
    form = TokenForm(request.POST or None, instance=ApiToken(agreement=found))
    if request.method == "POST" and form.is_valid():
        try:
            key = make_token(form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return render(request, "sla/token_made.html", _list(found, key=key, token=form.instance))
    context = SECTION | {
        "form": form,
        "crumb": found,
        "title": _("New token"),
        "lead": _("One token for each program. It works for this agreement only."),
        "submit": _("Make the token"),
        "back": reverse("api_tokens", args=[programme.pk, found.pk]),
    }
    return render(request, "core/form.html", context)


@programme_page("sla.edit_token")
def revoke(request, programme, pk):
    tokens = ApiToken.objects.select_related("agreement__contract__programme", "agreement__programme__organisation")
    token = one_of(programme, tokens, pk, request.user, "sla.edit_token")
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_token(token, by=request.user, note=form.cleaned_data["note"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Revoked: %(name)s. What it sent stays on record.") % {"name": token})
            return redirect(token)
    context = SECTION | {
        "form": form,
        "crumb": token.agreement,
        "title": _("Revoke the token of “%(name)s”?") % {"name": token},
        "lead": _("From now on it opens nothing, and this cannot be undone. What it sent stays on record."),
        "submit": _("Revoke the token"),
        "back": token.get_absolute_url(),
    }
    return render(request, "sla/revoke_token.html", context)

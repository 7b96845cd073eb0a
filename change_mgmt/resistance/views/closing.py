"""What ends a sign, and the risk that it may show."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from change_mgmt.resistance import actions
from change_mgmt.resistance.forms import OutcomeForm
from change_mgmt.resistance.models import Sign
from core.refusal import Refused
from core.workflow import state_words
from implementation.programme.pages import one_of, programme_page

SIGNS = Sign.objects.select_related("programme__organisation")


def _close(request, programme, pk, *, step: str, permission: str, texts: dict):
    found = one_of(programme, SIGNS.all(), pk, request.user, permission)
    if not found.is_open:
        raise Refused(_("This sign is closed already."))
    form = OutcomeForm(request.POST or None, initial={"outcome": found.outcome})
    form.fields["outcome"].label, form.fields["outcome"].help_text = texts.pop("label"), texts.pop("help")
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        done = actions.close_sign(found, step, outcome=form.cleaned_data["outcome"], by=request.user, seen=seen)
        messages.success(
            request, _("%(record)s: %(state)s.") % {"record": done, "state": state_words(done, done.state)}
        )
        return redirect(done)
    context = {"form": form, "back": found.get_absolute_url(), "lead": str(found), "section": "resistance", **texts}
    return render(request, "core/form.html", context)


@programme_page("resistance.view_sign")
def settle_sign(request, programme, pk):
    texts = {
        "title": _("Settle it"),
        "submit": _("Settle it"),
        "label": pgettext("sign of resistance", "What came of it"),
        "help": _("What was done, and how you know that the concern is gone."),
    }
    return _close(request, programme, pk, step="settle", permission="resistance.edit_sign", texts=texts)


@programme_page("resistance.accept_sign")
def accept_sign(request, programme, pk):
    texts = {
        "title": _("Accept it as it stands"),
        "submit": _("Accept it as it stands"),
        "label": _("Why nothing more is done"),
        "help": _("The reason is kept, and read by whoever opens it again."),
    }
    return _close(request, programme, pk, step="accept", permission="resistance.accept_sign", texts=texts)


@require_POST
@programme_page("risks.edit_risk")
def raise_sign_risk(request, programme, pk):
    """The risk that this sign shows; a second press leads to the same risk."""
    found = one_of(programme, SIGNS.all(), pk, request.user, "resistance.edit_sign")
    risk = actions.raise_risk_of(found, by=request.user)
    messages.success(request, _("%(name)s is saved.") % {"name": risk})
    return redirect(risk)

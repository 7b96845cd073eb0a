"""One change to many risks: chosen in the table, shown with its effect on each, then written."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.refusal import Refused
from core.text import whole
from core.workflow import steps_of
from implementation.programme.pages import programme_page
from risks.models import Risk
from risks.register.bulk import (
    CHANGED,
    FIELDS,
    MOST,
    REFUSED,
    STEPS,
    Change,
    change_all,
    counts,
    digest,
    fates,
    risks_with,
)
from risks.register.columns import COLUMNS
from risks.register.table import choices_for
from risks.register.values import Choices
from risks.views.register.fates import WORDS, summed


def step_labels() -> list[tuple[str, str]]:
    known = steps_of(Risk)
    return [(name, next(iter(known[name]._django_fsm.transitions.values())).custom["label"]) for name in STEPS]


def _change(request, choices: Choices) -> Change:
    """Raises ``Refused`` for what the form does not offer."""
    what, note = request.POST.get("what", ""), request.POST.get("note", "").replace("\0", "").strip()[:2000]
    name, _colon, step = what.partition(":")
    if name == "step" and step in STEPS:
        return Change({}, step, note)
    if name not in FIELDS:
        raise Refused(_("Choose what to change."))
    return Change({name: choices.sent(COLUMNS[name], request.POST.get(name, "").strip())}, note=note)


@require_POST
@programme_page("risks.edit_risk")
def bulk_risks(request, programme):
    """Choose what to change, see what it does to each, confirm. Every page before the last writes nothing."""
    numbers = [key for raw in request.POST.getlist("risk")[:MOST] if (key := whole(raw))]
    risks = risks_with(programme, numbers)
    if not risks:
        messages.error(request, _("Choose some risks first: tick the box at the start of a row."))
        return redirect("risks", programme.pk)
    choices = choices_for(programme)
    context = {
        "risks": risks,
        "fields": [(COLUMNS[name], choices.of(COLUMNS[name])) for name in FIELDS],
        "steps": step_labels(),
        "sent": request.POST,
    }
    if "what" not in request.POST:
        return render(request, "risks/bulk.html", context)
    try:
        change = _change(request, choices)
        if seen := request.POST.get("seen"):
            return _written(
                request, programme, change_all(programme, numbers, change, by=request.user, choices=choices, seen=seen)
            )
    except Refused as refusal:
        return render(request, "risks/bulk.html", context | {"problem": str(refusal)})
    found = fates(risks, change, choices, request.user)
    kinds = counts(found)
    context |= {
        "fates": [(item, *WORDS[item.kind]) for item in found],
        "kinds": summed(kinds),
        "seen": digest(found),
        "writes": kinds[CHANGED],
    }
    return render(request, "risks/bulk.html", context)


def _written(request, programme, found):
    kinds = counts(found)
    words = ngettext("%(n)s risk is changed.", "%(n)s risks are changed.", kinds[CHANGED]) % {"n": kinds[CHANGED]}
    messages.success(request, words)
    for item in [item for item in found if item.kind == REFUSED][:5]:
        messages.error(request, f"{item.risk.code}: {item.why}")
    return redirect("risks", programme.pk)

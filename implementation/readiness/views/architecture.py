"""Whether the four parts of the technical architecture are settled."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from implementation.programme.pages import programme_page
from implementation.readiness import actions
from implementation.readiness.checklist import ALL, PARTS
from implementation.readiness.forms import ArchitectureForm

SECTION = {"section": "readiness"}


def _kept(programme) -> dict:
    return {item.item: item for item in programme.architectureitems.all()}


@programme_page("readiness.view_architectureitem")
def architecture(request, programme):
    kept = _kept(programme)
    parts = [
        {"part": part, "rows": [(words, kept.get(f"{part.key}.{key}")) for key, words in part.items.items()]}
        for part in ALL
    ]
    for part in parts:
        part["settled"] = sum(item is not None and item.is_settled for _words, item in part["rows"])
    return render(request, "readiness/architecture.html", SECTION | {"title": _("Architecture"), "parts": parts})


@programme_page("readiness.edit_readiness")
def answer_part(request, programme, part):
    if part not in PARTS:
        raise Http404
    form = ArchitectureForm(request.POST or None, part=PARTS[part], kept=_kept(programme))
    if request.method == "POST" and form.is_valid() and _save(request, programme, form):
        messages.success(request, _("%(name)s is saved.") % {"name": PARTS[part].label})
        return redirect("architecture", programme.pk)
    context = SECTION | {
        "title": PARTS[part].label,
        "form": form,
        "part": PARTS[part],
        "back": reverse("architecture", args=[programme.pk]),
    }
    return render(request, "readiness/answer_part.html", context)


def _save(request, programme, form) -> bool:
    try:
        actions.answer_architecture(programme, form.answers, by=request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True

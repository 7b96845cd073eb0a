"""Rows pasted or brought in as a file: what becomes of each is shown before anything is written."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from change_mgmt.stakeholders.columns import COLUMNS, Choices
from change_mgmt.stakeholders.intake import (
    CHANGED,
    LIMITS,
    NEW,
    REFUSED,
    SAME,
    Place,
    bring_in,
    counts,
    digest,
    preview,
    text_of_file,
)
from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import programme_page

WORDS = {
    NEW: (gettext_lazy("New"), "ok"),
    CHANGED: (gettext_lazy("Changes"), "now"),
    SAME: (gettext_lazy("Stays as it is"), "idle"),
    REFUSED: (gettext_lazy("Refused"), "bad"),
}


@programme_page("change_mgmt.edit_stakeholder")
def bring_in_stakeholders(request, programme):
    """Paste or upload, look, write."""
    context = {"columns": list(COLUMNS.values()), "sent": {}}
    if request.method != "POST":
        return render(request, "change_mgmt/stakeholder_paste.html", context)
    choices, place = Choices.on(programme), _place(request)
    try:
        text = _text(request)
        if seen := request.POST.get("seen"):
            lines = bring_in(programme, text, place, by=request.user, choices=choices, seen=seen)
            return _written(request, programme, counts(lines))
        lines = preview(programme, text, place, by=request.user, choices=choices)
    except Refused as refusal:
        sent = {"text": request.POST.get("text", "")}
        return render(request, "change_mgmt/stakeholder_paste.html", context | {"problem": str(refusal), "sent": sent})
    kinds = counts(lines)
    context |= {
        "lines": [(line, *WORDS[line.kind]) for line in lines],
        "kinds": [(*WORDS[kind], n) for kind, n in kinds.items() if n],
        "writes": kinds[NEW] + kinds[CHANGED],
        "refused": kinds[REFUSED],
        "seen": digest(lines),
        "sent": {"text": text, "rows": ",".join(map(str, place.numbers)), "column": place.column},
    }
    return render(request, "change_mgmt/stakeholder_paste.html", context)


def _text(request) -> str:
    upload = request.FILES.get("file")
    if upload is None:
        return request.POST.get("text", "")
    return text_of_file(upload.name, upload.read(LIMITS.file_bytes + 1))


def _place(request) -> Place:
    numbers = (whole(raw) for raw in request.POST.get("rows", "")[:10_000].split(","))
    return Place(tuple(number for number in numbers if number), request.POST.get("column", ""))


def _written(request, programme, kinds: dict[str, int]):
    words = _("Pasted: %(new)s new, %(changed)s changed.")
    messages.success(request, words % {"new": kinds[NEW], "changed": kinds[CHANGED]})
    return redirect("stakeholders", programme.pk)

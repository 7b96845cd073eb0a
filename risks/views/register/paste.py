"""Pasting cells of a spreadsheet: what becomes of each row is shown before anything is written."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import programme_page
from risks.register.bulk import CHANGED, NEW, REFUSED, counts
from risks.register.columns import COLUMNS
from risks.register.looks import look
from risks.register.pasting import MOST_ROWS, Place, digest, paste, preview
from risks.register.table import choices_for
from risks.views.register.fates import WORDS, summed


def _place(request, columns) -> Place:
    """The cell that the person stood on, with the rows below and the columns to the right of it."""
    names = [column.name for column in columns]
    start = request.POST.get("column", "")
    right = names[names.index(start) :] if start in names else names
    if request.POST.get("as") == "new":
        return Place((), tuple(right))
    numbers = [whole(raw) for raw in request.POST.get("rows", "")[:10_000].split(",")[:MOST_ROWS]]
    return Place(tuple(number for number in numbers if number), tuple(right))


@programme_page("risks.edit_risk")
def paste_risks(request, programme):
    """Paste, look, write. One undo takes it back."""
    columns = look(request.GET, programme, request.user).columns
    context = {"columns": columns, "all_columns": list(COLUMNS.values()), "sent": request.POST}
    text = request.POST.get("text", "")
    if request.method != "POST":
        return render(request, "risks/paste.html", context)
    choices, place = choices_for(programme), _place(request, columns)
    try:
        if seen := request.POST.get("seen"):
            out = "leave" in request.POST
            lines = paste(programme, text, place, by=request.user, choices=choices, seen=seen, without_refused=out)
            return _written(request, programme, lines)
    except Refused as refusal:
        context["problem"] = str(refusal)
    try:
        lines = preview(programme, text, place, choices=choices, by=request.user)
    except Refused as refusal:
        return render(request, "risks/paste.html", context | {"problem": str(refusal)})
    kinds = counts(lines)
    context |= {
        "lines": [(line, *WORDS[line.kind]) for line in lines],
        "kinds": summed(kinds),
        "refused": kinds[REFUSED],
        "writes": kinds[NEW] + kinds[CHANGED],
        "seen": digest(lines),
        "place": place,
    }
    return render(request, "risks/paste.html", context)


def _written(request, programme, lines):
    kinds = counts(lines)
    words = _("Pasted: %(new)s new, %(changed)s changed.")
    messages.success(request, words % {"new": kinds[NEW], "changed": kinds[CHANGED]})
    made = "?sort=-number&view=0" if kinds[NEW] else "?view=0"
    return redirect(reverse("risks", args=[programme.pk]) + made)

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access
from implementation.experience import actions
from implementation.experience.contents import cells_of
from implementation.experience.registry import shown
from implementation.programme.pages import programme_page


@dataclass(frozen=True)
class Choice:
    """One change as a row that can be ticked."""

    offer: actions.Offer
    title: str
    fields: list[tuple[Any, str, str, str]]
    cells: list[tuple[Any, str]]


@dataclass(frozen=True)
class Choices:
    part: Any
    rows: list[Choice]


def _choices(found: list[actions.Offer]) -> list[Choices]:
    groups: dict[str, Choices] = {}
    for offer in found:
        part, change = offer.part, offer.change
        rows = groups.setdefault(part.name, Choices(part, [])).rows
        fields = [
            (part.fields[one.name], *(part.shown(one.name, value) for value in (one.was, one.mine, one.now)))
            for one in change.fields
        ]
        cells = cells_of(part, change.item) if change.kind == "added" else []
        rows.append(Choice(offer, shown(change.item["title"]), fields, cells))
    return list(groups.values())


@programme_page("experience.view_programmeorigin")
def upgrade(request, programme):
    """What a newer version of the template would change here, each to take or to leave."""
    origin = actions.origin_of(programme)
    new = actions.newer_version(origin)
    reachable = new is not None and actions.may_reach(origin, request.user)
    found = actions.offers(origin, new) if reachable else []
    if request.method == "POST":
        access.require(request.user, "experience.upgrade_programme", programme)
        if reachable:
            taken = set(request.POST.getlist("take"))
            number = actions.upgrade(origin, new, taken=taken, seen=request.POST.get("seen", ""), by=request.user)
            said = ngettext("%(n)d change is taken over.", "%(n)d changes are taken over.", number) % {"n": number}
            messages.success(request, said)
        return redirect("templates", programme.pk)
    context = {
        "section": "lessons",
        "title": _("New version of the template"),
        "origin": origin,
        "new": new,
        "reachable": reachable,
        "groups": _choices(found),
        "seen": actions.digest(found),
        "may_take": request.user.has_perm("experience.upgrade_programme", programme),
    }
    return render(request, "experience/upgrade.html", context)

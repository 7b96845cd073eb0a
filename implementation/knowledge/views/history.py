from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.roles import Role
from core.text import listed, whole
from implementation.knowledge import actions
from implementation.knowledge.difference import difference
from implementation.knowledge.models import Article, Version
from implementation.knowledge.views.pages import article_on
from implementation.programme.pages import programme_page


@programme_page("knowledge.write_article")
def article_history(request, programme, pk):
    """Every version, and what differs between two of them: of a draft and what waits only for those who may edit it."""
    found = article_on(programme, pk, request.user)
    may_edit = request.user.has_perm("knowledge.edit_article", found)
    rows = found.versions.select_related("by", "shelf")
    versions = list(rows if may_edit else rows.filter(number__lte=found.shown))
    new, old = _two(versions, request.GET)
    context = {
        "section": "knowledge",
        "title": _("Versions"),
        "article": found,
        "versions": versions,
        "may_edit": may_edit,
        "old": old,
        "new": new,
        "lines": difference(old.text, new.text) if old and new else [],
        "fields": _fields(old, new) if old and new else [],
    }
    return render(request, "knowledge/history.html", context)


def _two(versions: list[Version], asked) -> tuple[Version | None, Version | None]:
    """The versions that the address names, else the newest and the one before; the newer first."""
    by_number = {version.number: version for version in versions}
    chosen = [by_number.get(whole(asked.get(name, "")) or -1) for name in ("new", "old")]
    usual = [*versions[:2], None, None]
    new, old = (item or usual[place] for place, item in enumerate(chosen))
    return (old, new) if old and new and old.number > new.number else (new, old)


def _fields(old: Version, new: Version) -> list[tuple]:
    """Everything but the text that differs: name, before, after."""
    pairs = [
        (Article._meta.get_field(name).verbose_name, _words(old, name), _words(new, name))
        for name in ("title", "summary", "keywords", "language", "shelf", "reach", "readers")
    ]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _words(version: Version, name: str) -> str:
    if name == "readers":
        return listed(Role(role).label for role in version.reader_roles)
    display = getattr(version, f"get_{name}_display", None)
    return str(display() if display else getattr(version, name) or "–")


@require_POST
@programme_page("knowledge.write_article")
def restore_version(request, programme, pk, number):
    found = article_on(programme, pk, request.user, "knowledge.edit_article")
    actions.restore(found, number=number, by=request.user)
    messages.success(request, _("Version %(number)d is the newest again.") % {"number": number})
    return redirect("article", programme.pk, found.pk)

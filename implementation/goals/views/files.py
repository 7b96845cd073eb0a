"""A table of goals or measurements is brought: looked at, taken in, undone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.goals import actions
from implementation.goals.files import goals as goal_files
from implementation.goals.files import measurements as measurement_files
from implementation.goals.files.table import REASONS
from implementation.goals.forms import GoalFileForm
from implementation.goals.models import GoalFile
from implementation.programme.pages import one_of, programme_page

PER_PAGE = 20
COLUMNS = {"goals": goal_files.COLUMNS, "measurements": measurement_files.COLUMNS}


@programme_page("goals.import_goals")
def import_goals(request, programme):
    """Choose a file; it is looked at first. Below, those brought before."""
    kind = request.GET.get("kind", "")
    initial = {"kind": kind if kind in GoalFile.Kind.values else GoalFile.Kind.MEASUREMENTS}
    form = GoalFileForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            found = actions.look_at_file(programme, kind=given["kind"], upload=given["file"], by=request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(found)
    before = programme.goalfiles.select_related("by").defer("problems", "written")
    context = {
        "section": "goals",
        "title": _("Bring a table"),
        "form": form,
        "page": Paginator(before, PER_PAGE).get_page(request.GET.get("page")),
        "columns": [(GoalFile.Kind(name).label, list(columns.values())) for name, columns in COLUMNS.items()],
    }
    return render(request, "goals/import.html", context)


@programme_page("goals.import_goals")
def goal_file(request, programme, pk):
    """What a file holds and would change; take it in, discard it, undo it."""
    files = GoalFile.objects.select_related("by", "programme__organisation")
    found = one_of(programme, files, pk, request.user, "goals.import_goals")
    if request.method == "POST":
        return _act(request, found)
    waits = found.state == GoalFile.State.DRY_RUN
    look = actions.look_again(found) if waits else None
    problems = [problem.as_json for problem in look.table.problems] if look else found.problems
    context = {
        "section": "goals",
        "title": found.file_name,
        "file": found,
        "look": look,
        "missing": look.table.missing if look else [],
        "problems": [_told(found.kind, problem) for problem in problems],
        "may_take_in": bool(look and not problems and not look.table.missing and _news(look)),
        "counts": look.counts if look else {name: getattr(found, name) for name in NAMES},
    }
    return render(request, "goals/file.html", context)


NAMES = ("rows", "added", "changed", "unchanged")


def _news(look) -> int:
    return look.counts["added"] + look.counts["changed"]


def _told(kind: str, problem: dict) -> dict:
    column = COLUMNS[kind].get(problem["column"])
    words = problem["words"] or REASONS.get(problem["reason"], problem["reason"])
    return problem | {"words": words, "column": column.title if column else problem["column"]}


def _act(request, found: GoalFile):
    if "import" in request.POST:
        done = actions.take_in(found, by=request.user)
        words = _("Imported: %(new)d new, %(changed)d changed.")
        messages.success(request, words % {"new": done.added, "changed": done.changed})
    elif "undo" in request.POST:
        actions.undo_file(found, by=request.user)
        messages.success(request, _("The import is undone: everything is as it was."))
    elif "discard" in request.POST:
        actions.discard_file(found, by=request.user)
        messages.success(request, _("The file is discarded."))
    else:
        raise Refused(_("Nothing was done: press one of the buttons."))
    return redirect(found)

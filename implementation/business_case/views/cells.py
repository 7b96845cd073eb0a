"""The grid: cells saved at once, a new line by its title, the last change taken back, cells pasted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from core.text import whole
from implementation.business_case import actions
from implementation.business_case.grid import Choices, columns, entry_of, grid_rows, is_open, make_room, read
from implementation.business_case.grid.fates import REFUSED, counts, digest
from implementation.business_case.grid.pasting import preview
from implementation.business_case.models import Line, Scenario
from implementation.business_case.offers import offers
from implementation.business_case.views.find import EDIT, SECTION, draft_scenario
from implementation.business_case.views.keeping import forget_change, keeping, kept_change
from implementation.business_case.worth import Worth
from implementation.programme.pages import programme_page

MOST_LETTERS = 200_000


def is_script(request) -> bool:
    """Whether the grid itself asks, which takes rows instead of a page."""
    return "X-Register" in request.headers


def _context(request, scenario: Scenario) -> dict:
    """Everything the grid shows of a scenario, as it is now."""
    worth, choices = Worth(scenario.case, scenario), Choices(scenario.case)
    return SECTION | {
        "case": scenario.case,
        "scenario": scenario,
        "worth": worth,
        "columns": columns(scenario.case),
        "rows": grid_rows(worth, choices),
        "options": choices.options,
        "may_undo": bool(kept_change(request, scenario)),
    }


@programme_page(EDIT)
def edit_lines(request, programme, pk):
    found = draft_scenario(programme, pk, request.user)
    more = {"title": _("Edit the lines"), "offers": _offered(programme, found)}
    return render(request, "business_case/edit_lines.html", _context(request, found) | more)


def _offered(programme, scenario) -> list:
    """(name, offer, whether the scenario has it with these amounts already) of each cost that the records offer."""
    taken = {line.source: (line.low, line.likely, line.high) for line in scenario.lines.exclude(source="")}
    return [(name, offer, taken.get(name) == offer.amounts) for name, offer in offers(programme).items()]


def _all(scenario: Scenario) -> list[int]:
    return list(scenario.lines.values_list("pk", flat=True))


def _answer(request, scenario: Scenario, numbers: list[int]):
    """The rows of these lines, the figures and the messages; a page where there is no script."""
    if not is_script(request):
        return redirect("edit_lines", scenario.case.programme_id, scenario.pk)
    context = _context(request, scenario)
    shown = [item for item in context["rows"] if item.line.pk in numbers]
    gone = set(numbers) - {item.line.pk for item in shown}
    return render(request, "business_case/_answer.html", context | {"rows": shown, "gone": gone})


def save_cell(request, programme, line: Line):
    """The cells that came with the request, and no others."""
    if request.method != "POST":
        raise Http404
    try:
        revision = whole(request.POST.get("revision", ""))
        if revision is None:
            raise Refused(_("This cannot be saved: choose from the list, or open the page again."))
        entry = _entry(request, line)
        if entry is not None:
            with keeping(request, line.scenario):
                actions.change_line(
                    line, by=request.user, seen_revision=revision, amounts=entry.amounts, **entry.fields
                )
            messages.success(request, _("%(name)s is saved.") % {"name": line})
    except Refused as refusal:
        messages.error(request, str(refusal))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _answer(request, line.scenario, [line.pk])


def _entry(request, line: Line):
    case = line.case
    choices, found = Choices(case), columns(case)
    row = next(item for item in Worth(case, line.scenario).rows if item.line.pk == line.pk)
    sent = [column for column in found if column.name in request.POST and is_open(line.shape, column)]
    values = {column.name: read(column, request.POST[column.name], kind=line.kind, choices=choices) for column in sent}
    return entry_of(row, make_room(line, values), found)


@require_POST
@programme_page(EDIT)
def add_line_row(request, programme, pk):
    """A new line by its kind and title alone; the rest is filled in in its row."""
    found = draft_scenario(programme, pk, request.user)
    kind = request.POST.get("kind", "")
    numbers = []
    try:
        title = read(columns(found.case)[0], request.POST.get("title", ""), kind=kind, choices=Choices(found.case))
        if kind not in Line.Kind.values:
            raise Refused(_("Choose whether this is a cost or a benefit."))
        category = "acquisition" if kind == Line.Kind.COST else "revenue"
        with keeping(request, found):
            line = actions.add_line(Line(scenario=found, kind=kind, category=category, title=title), by=request.user)
        numbers = _all(found)  # those below it have another number now
        messages.success(request, _("%(name)s is saved.") % {"name": line})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _answer(request, found, numbers)


@require_POST
@programme_page(EDIT)
def undo_lines(request, programme, pk):
    """Take back what this person changed last in the lines of this scenario."""
    found = draft_scenario(programme, pk, request.user)
    change = kept_change(request, found)
    numbers = []
    try:
        if change is None:
            raise Refused(_("There is nothing of yours to undo in these lines."))
        actions.undo(found, change, by=request.user)
        numbers = [*_all(found), *(int(number) for number in {*change["before"], *change["after"]})]
        messages.success(request, _("Undone."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    forget_change(request, found)
    return _answer(request, found, numbers)


@programme_page(EDIT)
def paste_lines(request, programme, pk):
    """Cells of a spreadsheet: what would become of each row, then all of it."""
    found = draft_scenario(programme, pk, request.user)
    sent = {name: request.POST.get(name, "") for name in ("text", "column", "rows", "kind")}
    context = {"title": _("Paste rows"), "case": found.case, "scenario": found, "sent": sent}
    if request.method == "POST":
        try:
            if request.POST.get("seen"):
                return _write_paste(request, found, sent)
            context |= _preview(found, sent)
        except Refused as refusal:
            context["problem"] = str(refusal)
    return render(request, "business_case/paste.html", SECTION | {"columns": columns(found.case)} | context)


def _look(scenario: Scenario, sent: dict):
    numbers = [number for word in sent["rows"].split(",")[:200] if (number := whole(word)) is not None]
    return preview(
        Worth(scenario.case, scenario),
        sent["text"],
        column=sent["column"],
        numbers=numbers,
        kind=sent["kind"],
        choices=Choices(scenario.case),
    )


def _preview(scenario: Scenario, sent: dict) -> dict:
    found = _look(scenario, sent)
    names = {column.name: column.label for column in columns(scenario.case)}
    refused = any(item.kind == REFUSED for item in found)
    writes = sum(item.entry is not None for item in found)
    return {
        "fates": found,
        "counts": counts(found),
        "names": names,
        "seen": digest(found),
        "writes": 0 if refused else writes,
        "refused": refused,
    }


def _write_paste(request, scenario: Scenario, sent: dict):
    with keeping(request, scenario):
        number = actions.bring_in(
            scenario.case, lambda: _look(scenario, sent), by=request.user, seen=request.POST["seen"], verb="pasted"
        )
    messages.success(request, _("%(n)d lines are written.") % {"n": number})
    return redirect(reverse("edit_lines", args=[scenario.case.programme_id, scenario.pk]))

"""Versions of the budget: begun, filled, submitted, approved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from core.refusal import Refused, Stale
from core.text import month, whole
from implementation.budget import actions
from implementation.budget.books import Books
from implementation.budget.forms import AmountsForm, BudgetForm, SpreadForm
from implementation.budget.forms.baseline import ReasonForm
from implementation.budget.models import Budget
from implementation.budget.models.baseline import MOST_MONTHS
from implementation.budget.months import first_day, month_of
from implementation.budget.table import table
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "budget"}


def _find(programme, pk, user, permission) -> Budget:
    found = Budget.objects.select_related("programme__organisation", "submitted_by", "approval", "case")
    return one_of(programme, found, pk, user, permission)


def _draft(programme, pk, user) -> Budget:
    found = _find(programme, pk, user, "budget.edit_budget")
    if found.state != Budget.State.DRAFT:
        raise Refused(_("Only a draft can be changed: this version is submitted or approved."))
    return found


@programme_page("budget.edit_budget")
def new_budget(request, programme):
    unfinished = actions.unfinished_budget(programme)
    if unfinished and request.method == "GET":
        return redirect(unfinished)
    approved = actions.approved_budget(programme)
    form = BudgetForm(request.POST or None, instance=Budget(programme=programme, number=0), approved=approved)
    return new_record(
        request,
        form,
        title=_("Set the budget anew") if approved else _("Set up the budget"),
        lead=_("It counts once a sponsor has approved it. The version before is kept as it was."),
        save=lambda budget: actions.start_budget(budget, by=request.user),
        back=lambda budget: budget.get_absolute_url(),
        cancel=reverse("budget", args=[programme.pk]),
        **SECTION,
    )


@programme_page("budget.view_budget")
def budget_version(request, programme, pk):
    found = _find(programme, pk, request.user, "budget.view_budget")
    books = Books(programme, budget=found)
    rows = table(books, by="year") if books.planned else None
    context = SECTION | {
        "title": str(found),
        "budget": found,
        "table": rows,
        "total": books.total_planned,
        "before": _total_before(found),
        "versions": programme.budgets.select_related("approval"),
        "unfinished": actions.unfinished_budget(programme),
    }
    return render(request, "budget/version.html", context)


def _total_before(budget: Budget):
    """What the approved version before was, to compare with."""
    earlier = Budget.objects.filter(
        programme=budget.programme_id, number__lt=budget.number, state__in=["approved", "superseded"]
    ).first()
    return Books(budget.programme, budget=earlier).total_planned if earlier else None


@programme_page("budget.edit_budget")
def edit_budget_reason(request, programme, pk):
    found = _draft(programme, pk, request.user)
    form = ReasonForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), permission="budget.edit_budget", back=found, **SECTION)


def _years(programme) -> range:
    start = month_of(programme.started_on)
    return range(start // 12, (start + MOST_MONTHS - 1) // 12 + 1)


@programme_page("budget.edit_budget")
def budget_amounts(request, programme, pk):
    """The table of one calendar year, saved all or nothing."""
    found = _draft(programme, pk, request.user)
    years, start = _years(programme), month_of(programme.started_on)
    asked = whole(request.GET.get("year", ""))
    year = asked if asked in years else years[0]
    months = range(max(year * 12, start), min(year * 12 + 12, start + MOST_MONTHS))
    form = AmountsForm(request.POST or None, budget=found, months=months)
    if request.method == "POST" and form.is_valid() and _save_amounts(request, found, form):
        messages.success(request, _("%(name)s is saved.") % {"name": found})
        return redirect(f"{reverse('budget_amounts', args=[programme.pk, found.pk])}?year={year}")
    context = SECTION | {
        "title": _("Edit the amounts"),
        "budget": found,
        "form": form,
        "year": year,
        "years": list(years),
        "headings": [month(first_day(at)) for at in months],
        "spread": SpreadForm(budget=found, initial={"first": months[0], "last": months[-1]}),
    }
    return render(request, "budget/amounts.html", context)


def _save_amounts(request, budget, form) -> bool:
    try:
        actions.save_amounts(budget, form.cells, by=request.user, seen_revision=form.cleaned_data["revision"])
    except Stale as error:
        form.refuse_stale(error)
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


@programme_page("budget.edit_budget")
def spread_budget(request, programme, pk):
    """One amount, evenly over some months, in place of what stands there."""
    found = _draft(programme, pk, request.user)
    form = SpreadForm(request.POST or None, budget=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        months = range(data["first"], data["last"] + 1)
        try:
            actions.spread_amount(found, category=data["category"], total=data["total"], months=months, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(f"{reverse('budget_amounts', args=[programme.pk, found.pk])}?year={data['first'] // 12}")
    return render(
        request,
        "core/form.html",
        SECTION
        | {
            "form": form,
            "title": _("Spread an amount"),
            "lead": _("Evenly over the months, in place of what stands there for the category."),
            "back": reverse("budget_amounts", args=[programme.pk, found.pk]),
        },
    )


@programme_page("budget.edit_budget")
def submit_budget(request, programme, pk):
    found = _find(programme, pk, request.user, "budget.edit_budget")
    if request.method == "POST":
        actions.submit_budget(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("Submitted. The sponsors have been told."))
        return redirect(found)
    return _ask(request, found, "budget/submit.html", _("Submit for approval"))


@programme_page("budget.approve_budget")
def approve_budget(request, programme, pk):
    found = _find(programme, pk, request.user, "budget.approve_budget")
    if request.method == "POST":
        actions.approve_budget(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The budget is approved."))
        return redirect(found)
    return _ask(request, found, "budget/approve.html", _("Approve the budget"))


def _ask(request, budget, template, title):
    books = Books(budget.programme, budget=budget)
    context = {
        "title": title,
        "budget": budget,
        "total": books.total_planned,
        "before": _total_before(budget),
        "table": table(books, by="year") if books.planned else None,
    }
    return render(request, template, SECTION | context)

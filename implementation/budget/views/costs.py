"""What was spent: the list, one entry, a new one, a reversal, a month without."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import whole
from implementation.budget import actions
from implementation.budget.books import Books
from implementation.budget.exports import as_csv, as_xlsx
from implementation.budget.forms import CostForm, QuietForm, ReverseForm
from implementation.budget.models import CATEGORIES, ActualCost
from implementation.budget.months import first_day
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "budget"}
PER_PAGE = 40
IMPORTS_A_PAGE = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SORTS = {
    "on": ("on", "pk"),
    "-on": ("-on", "-pk"),
    "amount": ("amount", "pk"),
    "-amount": ("-amount", "-pk"),
    "category": ("category", "-on", "-pk"),
    "supplier": ("supplier", "-on", "-pk"),
}


def _asked(params, programme) -> dict:
    """What the address asks for; what makes no sense in it is left out."""
    package = whole(params.get("package", ""))
    return {
        "q": params.get("q", "").replace("\x00", "").strip()[:100],
        "category": params.get("category") if params.get("category") in CATEGORIES else "",
        "package": package if programme.workpackages.filter(pk=package).exists() else None,
        "show": params.get("show") if params.get("show") in ("struck", "doubles", "none") else "",
        "sort": params.get("sort") if params.get("sort") in SORTS else "-on",
    }


def _doubles(programme):
    """Whether a counted entry with the same reference, date and amount stands beside it."""
    same = ActualCost.objects.counted().filter(
        programme=programme, reference__iexact=OuterRef("reference"), on=OuterRef("on"), amount=OuterRef("amount")
    )
    return Exists(same.exclude(pk=OuterRef("pk")).exclude(reference=""))


def _found(programme, asked):
    found = ActualCost.objects.filter(programme=programme).order_by(*SORTS[asked["sort"]])
    if asked["show"] == "struck":
        found = found.filter(state=ActualCost.State.STRUCK)
    elif asked["show"] == "doubles":
        found = found.counted().filter(_doubles(programme))
    elif asked["show"] == "none":
        found = found.counted().filter(package=None)
    if asked["category"]:
        found = found.filter(category=asked["category"])
    if asked["package"]:
        found = found.filter(package=asked["package"])
    if words := asked["q"]:
        found = found.filter(Q(supplier__icontains=words) | Q(reference__icontains=words) | Q(note__icontains=words))
    return found


@programme_page("budget.view_actualcost")
def actual_costs(request, programme):
    asked = _asked(request.GET, programme)
    costs = _found(programme, asked).select_related("package", "programme__organisation")
    page = Paginator(costs.annotate(has_double=_doubles(programme)), PER_PAGE).get_page(request.GET.get("page"))
    books = Books(programme)
    may_enter = request.user.has_perm("budget.record_cost", programme)
    context = SECTION | asked | {
        "title": _("Actual costs"),
        "page": page,
        "categories": CATEGORIES.items(),
        "packages": list(programme.workpackages.all()),
        "filtered": bool(asked["q"] or asked["category"] or asked["package"] or asked["show"]),
        "books": books,
        "missing": first_day(books.missing_month) if books.missing_month is not None else None,
        "form": _new_form(programme) if may_enter else None,
        "may_enter": may_enter,
        "imports": Paginator(programme.actualimports.select_related("by"), IMPORTS_A_PAGE).get_page(1),
        "quiet": list(programme.quietmonths.select_related("by")[:12]),
    }  # fmt: skip
    return render(request, "budget/cost_list.html", context)


@programme_page("budget.view_actualcost")
def export_costs(request, programme, kind):
    """What the list shows, all its pages, struck entries too."""
    costs = _found(programme, _asked(request.GET, programme)).select_related("package", "by")
    made = as_xlsx(costs) if kind == "xlsx" else as_csv(costs)
    answer = HttpResponse(made, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="costs-{programme.pk}.{kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _new_form(programme, data=None) -> CostForm:
    return CostForm(data, instance=ActualCost(programme=programme), auto_id="cost_%s")


@programme_page("budget.record_cost")
def new_actual_cost(request, programme):
    """The quick form of the list; what cannot be saved is shown again with what to do."""
    form = _new_form(programme, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            same = form.cleaned_data["all_the_same"]
            cost = actions.enter_cost(form.instance, by=request.user, all_the_same=same)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            form.ask_again()
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": cost})
            return redirect("actual_costs", programme.pk)
    back = reverse("actual_costs", args=[programme.pk])
    return render(request, "core/form.html", SECTION | {"form": form, "title": _("Enter a cost"), "back": back})


def _find(programme, pk, user, permission="budget.view_actualcost") -> ActualCost:
    found = ActualCost.objects.select_related("programme__organisation", "package", "by", "batch", "reverses")
    return one_of(programme, found, pk, user, permission)


@programme_page("budget.view_actualcost")
def actual_cost(request, programme, pk):
    found = _find(programme, pk, request.user)
    counts = found.state == ActualCost.State.COUNTED and not found.reverses_id
    context = {
        "title": str(found),
        "cost": found,
        "reversals": found.reversals.select_related("by"),
        "left": found.reversible if counts else None,
        "doubles": actions.doubles_of(found).select_related("programme__organisation"),
    }
    return render(request, "budget/cost.html", SECTION | context)


@programme_page("budget.record_cost")
def reverse_actual_cost(request, programme, pk):
    found = _find(programme, pk, request.user, "budget.record_cost")
    form = ReverseForm(request.POST or None, cost=found)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            actions.reverse_cost(found, by=request.user, **data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Reversed. The entry stays as it was; both are in the list."))
            return redirect(found)
    context = {
        "form": form,
        "title": _("Reverse the entry"),
        "lead": str(found),
        "submit": _("Reverse the entry"),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", SECTION | context)


@programme_page("budget.record_cost")
def quiet_month(request, programme):
    """Say that nothing was spent in a month."""
    form = QuietForm(request.POST or None, programme=programme)
    back = reverse("actual_costs", args=[programme.pk])
    if request.method == "POST" and form.is_valid():
        actions.say_quiet(programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is on record that nothing was spent."))
        return redirect(back)
    context = {
        "form": form,
        "title": _("A month without costs"),
        "lead": _("So that a month without an entry is not taken for one whose costs are missing."),
        "back": back,
    }
    return render(request, "core/form.html", SECTION | context)

"""One way: its costs as a sheet and as a file, its scores, the risks that come with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.refusal import Refused, Stale
from core.sheets import Unreadable
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.actions.sourcing_option import entries_of
from vendors.costs import of_option
from vendors.forms import CostFileForm, CostLineFormSet, MarksForm, OptionForm
from vendors.forms.sourcing_option import as_initial, figure
from vendors.models import Sourcing, SourcingOption
from vendors.models.sourcing_option import YEARS
from vendors.sourcing_sheet import look_into, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EDIT = "vendors.edit_sourcing"
LARGEST = 2_000_000


def _option(request, programme, pk, permission=EDIT):
    return one_of(programme, SourcingOption.objects, pk, request.user, permission)


@programme_page(EDIT)
def edit_sourcing(request, programme, pk):
    """What the way is and its costs, saved together."""
    option = _option(request, programme, pk)
    form = OptionForm(request.POST or None, instance=option)
    sheet = CostLineFormSet(request.POST or None, initial=as_initial(entries_of(option)), prefix="lines")
    if request.method == "POST" and form.is_valid() and sheet.is_valid():
        try:
            saved = actions.save_option(
                option, by=request.user, lines=sheet.entries, seen_revision=form.seen_revision, **form.values
            )
        except Stale as error:
            form.refuse_stale(error)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": saved})
            return redirect("edit_sourcing", programme.pk, pk) if "more" in request.POST else redirect(saved)
    return _sheet(request, option, form, sheet)


def _sheet(request, option, form, sheet, **context):
    context |= {
        "form": form,
        "sheet": sheet,
        "option": option,
        "years": YEARS,
        "title": option.title,
        "currency": option.programme.organisation.currency,
        "section": "vendors",
    }
    return render(request, "vendors/option_form.html", context)


@programme_page("vendors.view_sourcing")
def sourcing_xlsx(request, programme, pk):
    option = _option(request, programme, pk, "vendors.view_sourcingoption")
    found = SourcingOption.objects.prefetch_related("lines__costs").get(pk=option.pk)
    response = HttpResponse(workbook(of_option(found)), content_type=XLSX)
    name = f"{option.mode}-{timezone.localdate():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@programme_page(EDIT)
def import_sourcing(request, programme, pk):
    """Look at a file: the cells to mend, or its lines in the sheet, where nothing is saved before somebody says so."""
    option = _option(request, programme, pk)
    form = CostFileForm(request.POST or None, request.FILES or None)
    look = None
    if request.method == "POST" and form.is_valid():
        look = _look(form)
    if look is not None and not look.faults:
        return _proposed(request, programme, option, look, form.cleaned_data["file"].name)
    context = {"form": form, "look": look, "option": option, "section": "vendors"}
    return render(request, "vendors/sourcing_import.html", context)


def _look(form):
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        form.add_error("file", _("This file is larger than %(most)s MB. Leave out what is not needed.") % {"most": 2})
        return None
    try:
        return look_into(file.name, file.read())
    except Unreadable as error:
        form.add_error("file", str(error))
        return None


def _proposed(request, programme, option, look, name):
    """The sheet as it would be after the file: it posts to the page where it is saved."""
    initial = as_initial(look.lines)
    form = OptionForm(instance=option)
    form.initial["exit_cost"] = figure(look.exit_cost)
    before = {(line.category, line.title): str(line) for line in entries_of(option)}
    after = {(line.category, line.title): str(line) for line in look.lines}
    counts = {
        "new": len(after.keys() - before.keys()),
        "changed": sum(before[key] != after[key] for key in before.keys() & after.keys()),
        "gone": len(before.keys() - after.keys()),
    }
    sheet = CostLineFormSet(initial=initial, prefix="lines")
    address = reverse("edit_sourcing", args=[programme.pk, option.pk])
    return _sheet(request, option, form, sheet, address=address, file_name=name, counts=counts)


@programme_page(EDIT)
def score_sourcing(request, programme, pk):
    """How well one way answers each topic."""
    option = _option(request, programme, pk)
    title = _("How well it answers: %(way)s") % {"way": option.title}
    return _scores(request, programme, option, option.marks.all(), title)


@programme_page(EDIT)
def weigh_sourcing(request, programme, pk):
    """How much each topic counts for this firm."""
    found = one_of(programme, Sourcing.objects, pk, request.user, EDIT)
    return _scores(request, programme, found, found.marks.filter(option=None), _("What counts for us"))


def _scores(request, programme, subject, marks, title):
    form = MarksForm(request.POST or None, subject=subject, marks=marks)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_marks(subject, form.marks, by=request.user, seen_revision=form.cleaned_data["revision"])
        except (Refused, Stale) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": title})
            return redirect("sourcing", programme.pk)
    context = {
        "form": form,
        "option": subject if isinstance(subject, SourcingOption) else None,
        "title": title,
        "back": subject.get_absolute_url(),
        "section": "vendors",
    }
    return render(request, "vendors/sourcing_scores.html", context)


@require_POST
@programme_page(EDIT)
def sourcing_risks(request, programme, pk):
    option = _option(request, programme, pk)
    try:
        added = actions.add_risks_of(option, request.POST.getlist("key"), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if added:
            words = ngettext("%(n)d risk added.", "%(n)d risks added.", len(added))
            messages.success(request, words % {"n": len(added)})
        else:
            messages.error(request, _("Nothing was added: choose at least one risk that is not in the register yet."))
    return redirect(f"{reverse('sourcing', args=[programme.pk])}#risks")

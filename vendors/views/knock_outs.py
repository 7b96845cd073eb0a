from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import access
from core.refusal import Refused, Stale
from implementation.programme.pages import programme_page
from vendors import actions
from vendors.forms import KnockOutAnswersForm, KnockOutsFormSet
from vendors.models import KnockOut, KnockOutAnswer, SelectionRound
from vendors.views.rows import saved

OPEN = (SelectionRound.State.WEIGHING, SelectionRound.State.SCORING)


@programme_page("vendors.view_knockout")
def knock_outs(request, programme):
    """Every demand against every vendor of the comparison: met or not, and what shows it."""
    selection = actions.current_round(programme)
    may_edit = request.user.has_perm("vendors.edit_criteria", selection)
    vendors, demands = list(actions.contenders(selection)), list(selection.knock_outs.all())
    answers = KnockOutAnswer.objects.filter(knock_out__round=selection).select_related("by")
    kept = {(answer.vendor_id, answer.knock_out_id): answer for answer in answers}
    form = None
    if may_edit and selection.state in OPEN:
        about = {"selection": selection, "vendors": vendors, "demands": demands, "answers": kept}
        form = KnockOutAnswersForm(request.POST or None, **about)
    if request.method == "POST":
        access.require(request.user, "vendors.edit_criteria", selection)
        if form is None:
            raise Refused(_("The choice is asked for: answers stay as they are."))
        if form.is_valid() and _answered(request, selection, form):
            return redirect("knock_outs", programme.pk)
    context = {
        "selection": selection,
        "vendors": vendors,
        "demands": demands,
        "form": form,
        "table": [(demand, [(vendor, kept.get((vendor.pk, demand.pk))) for vendor in vendors]) for demand in demands],
        "may_edit": may_edit,
        "may_change": may_edit and selection.state == SelectionRound.State.WEIGHING,
        "section": "vendors",
    }
    return render(request, "vendors/criteria_knock_outs.html", context)


def _answered(request, selection, form) -> bool:
    seen = form.cleaned_data.get("revision")
    try:
        actions.answer_knock_outs(selection, form.answers, by=request.user, seen_revision=seen)
    except Stale as error:
        form.add_error(None, str(error))
        form.data = form.data.copy()
        form.data["revision"] = SelectionRound.objects.values_list("revision", flat=True).get(pk=selection.pk)
    except (Refused, ValidationError) as refusal:
        form.add_error(None, refusal.messages if isinstance(refusal, ValidationError) else str(refusal))
    else:
        messages.success(request, _("The answers are saved."))
        return True
    return False


@programme_page("vendors.edit_criteria")
def edit_knock_outs(request, programme):
    """The demands as one table."""
    selection = actions.current_round(programme)
    formset = KnockOutsFormSet(request.POST or None, queryset=KnockOut.objects.filter(round=selection))
    if (
        request.method == "POST"
        and formset.is_valid()
        and saved(request, formset, partial(_save, selection, request.user))
    ):
        messages.success(request, _("The knock-outs are saved."))
        return redirect("knock_outs", programme.pk)
    context = {
        "selection": selection,
        "formset": formset,
        "title": _("Knock-outs"),
        "lead": _("A vendor that fails one is out, whatever else it offers. Keep them few."),
        "is_open": selection.state == SelectionRound.State.WEIGHING,
        "section": "vendors",
    }
    return render(request, "vendors/criteria_rows.html", context)


def _save(selection, by, rows, seen_revision):
    actions.save_knock_outs(selection, rows, by=by, seen_revision=seen_revision)

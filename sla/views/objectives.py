from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from core.refusal import Refused, Stale
from implementation.programme.pages import one_of, programme_page
from sla import actions, telling
from sla.models import Objective
from sla.objectives import promises
from sla.objectives.forms import ObjectiveForm, PromiseForm
from sla.objectives.shapes import SHAPES, shape_of
from sla.rules import keep_terms
from sla.views.shared import SECTION, one_agreement


def one_objective(request, programme, pk, permission):
    found = Objective.objects.select_related(
        "agreement__contract__vendor", "agreement__programme__organisation", "calendar", "replaces"
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.view_objective")
def objectives(request, programme, pk):
    """What was promised: the versions that hold now first, those before below."""
    found = one_agreement(request, programme, pk, "sla.view_objective")
    with timezone.override(found.zone):
        rows = list(found.objectives.select_related("calendar"))
        for row in rows:
            row.agreement = found
            row.promise, row.how = telling.promise(row), telling.how(row)
        context = SECTION | {
            "agreement": found,
            "crumb": found,
            "page_title": _("Objectives"),
            "tab": "sla_objectives",
            "current": [row for row in rows if row.valid_until is None],
            "earlier": [row for row in rows if row.valid_until is not None],
        }
        return render(request, "sla/objectives.html", context)


@programme_page("sla.edit_agreement")
def new_objective(request, programme, pk):
    """First the kind, then what that kind needs."""
    found = one_agreement(request, programme, pk, "sla.edit_agreement")
    keep_terms(found)
    chosen = shape_of(request.GET.get("kind", ""), request.GET.get("statistic", ""))
    if request.method != "POST" and chosen is None:
        context = SECTION | {"agreement": found, "crumb": found, "shapes": SHAPES, "page_title": _("New objective")}
        return render(request, "sla/objective_kinds.html", context)
    initial = {"valid_from": found.contract.starts_on}
    if chosen:
        initial |= {"kind": chosen.kind, "statistic": chosen.statistic}
    form = ObjectiveForm(request.POST or None, instance=Objective(agreement=found), initial=initial)
    return new_record(
        request,
        form,
        title=_("New objective"),
        lead=form.shape.title,
        save=lambda objective: actions.add_objective(objective, by=request.user),
        back=found,
        crumb=found,
        **SECTION,
    )


@programme_page("sla.edit_agreement")
def edit_objective(request, programme, pk):
    found = one_objective(request, programme, pk, "sla.edit_agreement")
    keep_terms(found.agreement)
    form = ObjectiveForm(request.POST or None, instance=found)
    back = found.agreement.get_absolute_url()
    return edit_record(
        request, form, title=str(found), save=actions.edit_objective, back=back, crumb=found.agreement, **SECTION
    )


@programme_page("sla.change_promise")
def change_promise(request, programme, pk):
    """A new version from a day on; what was judged stays."""
    found = one_objective(request, programme, pk, "sla.change_promise")
    name = str(found)
    form = PromiseForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            new = promises.change_promise(
                found,
                first_day=data["first_day"],
                note=data["agreed"],
                by=request.user,
                seen_revision=form.seen_revision,
                **form.values,
            )
        except Stale as error:
            form.refuse_stale(error)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": new})
            return redirect(new)
    context = SECTION | {
        "form": form,
        "title": _("Change the promise: %(name)s") % {"name": name},
        "lead": _("A new version begins on the day that you choose. Months that were judged before stay as they are."),
        "submit": _("Change the promise"),
        "back": found.get_absolute_url(),
        "crumb": found.agreement,
    }
    return render(request, "core/form.html", context)

"""Build, buy or outsource: the ways side by side, what people think of them, the decision, and the business case."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from vendors import actions, charts
from vendors.forms import DecideSourcingForm, OpinionForm, PlannedUsersForm
from vendors.models import Sourcing, SourcingDecision, SourcingOption
from vendors.models.sourcing_option import YEARS
from vendors.ways import compared


def shown(programme) -> dict:
    """What every page about the comparison shows."""
    ways = compared(programme)
    return {
        "ways": ways,
        "table": ways.table,
        "sourcing": ways.sourcing,
        "years": YEARS,
        "currency": programme.organisation.currency,
        "section": "vendors",
    }


@programme_page("vendors.view_sourcing")
def sourcing(request, programme):
    """The ways side by side: costs, scores, months, specialists, risks; what was decided."""
    context = shown(programme)
    found, table = context["sourcing"], context["table"]
    context |= {
        "decisions": SourcingDecision.objects.filter(sourcing=found).select_related("option"),
        "charts": charts.of_costs(table, context["currency"]) if table.costed else [],
    }
    return render(request, "vendors/sourcing.html", context)


@programme_page("vendors.edit_sourcing")
def sourcing_users(request, programme, pk):
    found = one_of(programme, Sourcing.objects, pk, request.user, "vendors.edit_sourcing")
    form = PlannedUsersForm(request.POST or None, instance=found)

    def save(record, **values):
        return actions.plan_users(record, **values)

    return edit_record(
        request, form, title=_("Number of users"), back=found.get_absolute_url(), save=save, section="vendors"
    )


@programme_page("vendors.edit_sourcing")
def submit_sourcing(request, programme, pk):
    found = one_of(programme, Sourcing.objects, pk, request.user, "vendors.edit_sourcing")
    if request.method == "POST":
        actions.submit_sourcing(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The decision is asked for. The sponsors have been told."))
        return redirect("sourcing", programme.pk)
    context = {
        "record": found,
        "title": _("Ask for the decision: build, buy or outsource"),
        "lead": _("The figures stay as they are until the sponsor has decided. You cannot decide what you asked for."),
        "submit": _("Ask for the decision"),
        "section": "vendors",
    }
    return render(request, "vendors/ask.html", context)


@programme_page("vendors.give_opinion")
def sourcing_opinion(request, programme, pk):
    """Which way I would go, and why."""
    found = one_of(programme, Sourcing.objects, pk, request.user, "vendors.give_opinion")
    known = found.opinions.filter(request=found.requests, person=request.user).first()
    options = SourcingOption.objects.filter(programme=programme)
    form = OpinionForm(request.POST or None, options=options, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_opinion(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your opinion is kept with the comparison."))
            return redirect("sourcing", programme.pk)
    context = {
        "form": form,
        "title": _("Your opinion: build, buy or outsource"),
        "lead": _("Everybody of the steering circle sees it, and it is kept with the decision."),
        "back": found.get_absolute_url(),
        "section": "vendors",
    }
    return render(request, "core/form.html", context)


@programme_page("vendors.decide_sourcing")
def decide_sourcing(request, programme, pk):
    found = one_of(
        programme, Sourcing.objects.select_related("submitted_by"), pk, request.user, "vendors.decide_sourcing"
    )
    options = SourcingOption.objects.filter(programme=programme, lines__costs__amount__gt=0).distinct()
    form = DecideSourcingForm(request.POST or None, options=options)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide_sourcing(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded: %(outcome)s.") % {"outcome": decision.option})
            _bring_case_up_to_date(request, decision.sourcing)
            return redirect("sourcing", programme.pk)
    return render(request, "vendors/decide_sourcing.html", shown(programme) | {"form": form})


def _bring_case_up_to_date(request, found: Sourcing) -> None:
    """The decision stands whatever comes of this: a refusal is shown, and the button stays."""
    try:
        with transaction.atomic():
            case = actions.hand_over_on_decision(found, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        if case is not None:
            messages.success(request, _("The options are in the draft: %(case)s.") % {"case": case})


@require_POST
@programme_page("vendors.edit_sourcing")
def hand_over_sourcing(request, programme, pk):
    found = one_of(programme, Sourcing.objects, pk, request.user, "vendors.edit_sourcing")
    try:
        case = actions.hand_over_options(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("sourcing", programme.pk)
    messages.success(request, _("The options are in the draft: %(case)s.") % {"case": case})
    return redirect(case)

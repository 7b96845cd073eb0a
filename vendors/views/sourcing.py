from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused, Stale
from implementation.programme.pages import one_of, programme_page
from vendors import actions, charts
from vendors.costs import laid_out
from vendors.forms import DecideSourcingForm, OptionForm
from vendors.models import Sourcing, SourcingDecision, SourcingOption
from vendors.models.sourcing import YEARS


@programme_page("vendors.view_sourcing")
def sourcing(request, programme):
    """The ways side by side: what each costs by year and by category, how soon it is in use, what was decided."""
    found = Sourcing.objects.select_related("submitted_by").get(programme=programme)
    table = laid_out(programme)
    context = {
        "sourcing": found,
        "table": table,
        "years": YEARS,
        "decisions": SourcingDecision.objects.filter(sourcing=found).select_related("option"),
        "charts": charts.of_costs(table, programme.organisation.currency) if table.costed else [],
        "currency": programme.organisation.currency,
        "section": "vendors",
    }
    return render(request, "vendors/sourcing.html", context)


@programme_page("vendors.edit_sourcing")
def edit_sourcing(request, programme, pk):
    option = one_of(programme, SourcingOption.objects, pk, request.user, "vendors.edit_sourcing")
    form = OptionForm(request.POST or None, instance=option)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_option(
                option, by=request.user, amounts=form.amounts, seen_revision=form.seen_revision, **form.values
            )
        except Stale as error:
            form.refuse_stale(error)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": option})
            return redirect("sourcing", programme.pk)
    context = {"form": form, "option": option, "years": YEARS, "section": "vendors"}
    context["currency"] = programme.organisation.currency
    return render(request, "vendors/option_form.html", context)


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


@programme_page("vendors.decide_sourcing")
def decide_sourcing(request, programme, pk):
    found = one_of(
        programme, Sourcing.objects.select_related("submitted_by"), pk, request.user, "vendors.decide_sourcing"
    )
    options = SourcingOption.objects.filter(programme=programme, costs__amount__gt=0).distinct()
    form = DecideSourcingForm(request.POST or None, options=options)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide_sourcing(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded: %(outcome)s.") % {"outcome": decision.option})
            return redirect("sourcing", programme.pk)
    context = {
        "sourcing": found,
        "table": laid_out(programme),
        "years": YEARS,
        "form": form,
        "currency": programme.organisation.currency,
        "section": "vendors",
    }
    return render(request, "vendors/decide_sourcing.html", context)

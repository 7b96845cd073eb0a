"""One risk: its page, making, changing and rating it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.edit import edit_record, new_record
from core.refusal import Stale
from implementation.programme.pages import one_of, programme_page
from risks import actions, sources
from risks.charts import history_chart
from risks.checks import checks, of_money
from risks.entries import newer
from risks.forms import NewRiskForm, RateForm, RiskForm
from risks.models import Risk
from risks.models.risk import RATINGS
from risks.money import money_of
from risks.register import with_parts
from risks.trend import trend
from risks.views.section import SECTION

PLACES = ("stage", "module", "pilot", "goal", "catalogue_entry")


@programme_page("risks.view_risk")
def risk(request, programme, pk):
    """One risk: what could happen, how serious it is, what is done, who lives with it."""
    found = one_of(
        programme,
        with_parts(Risk.objects).select_related("programme__organisation", *PLACES),
        pk,
        request.user,
        "risks.view_risk",
    )
    ratings = list(found.ratings.select_related("by"))
    for change in ratings:
        change.risk = found
    context = {
        "risk": found,
        "trend": trend(found),
        "checks": [*checks(found), *of_money(found, _line(found), programme.organisation.currency)],
        "scale": found.scale,
        "rated": _rated(found),
        "history": history_chart(found, ratings),
        "contributors": found.contributors.select_related("user"),
        "links": sources.linked(found, request.user),
        "newer": newer(found),
        "issues": found.issues.select_related("owner", "risk"),
        "treatments": found.treatments.select_related("risk__programme__organisation").prefetch_related(
            "actions__owner"
        ),
        "ratings": ratings,
        "asked": found.requests.filter(state="requested").select_related("requested_by", "risk").first(),
        "answers": found.acceptances.select_related("request__requested_by"),
        "estimates": found.estimates.select_related("author", "risk__programme__organisation").order_by("phase"),
        "acceptable": found.state in Risk.ACCEPTABLE,
        "page_title": found.code,
        **SECTION,
    }
    return render(request, "risks/risk.html", context)


def _line(risk: Risk):
    return next(iter(money_of([risk]).lines), None)


def _rated(risk: Risk) -> list[tuple]:
    """Each rating in the words of the scale: its name, likelihood, impact, level."""
    names = {"inherent": _("Inherent"), "current": _("Current"), "target": pgettext("risk", "Target")}
    rows = []
    for rating in RATINGS:
        likelihood, impact = getattr(risk, f"{rating}_likelihood"), getattr(risk, f"{rating}_impact")
        words = likelihood and risk.scale.likelihood_word(likelihood), impact and risk.scale.impact_word(impact)
        rows.append((rating, names[rating], *words, risk.level(rating)))
    return rows


@programme_page("risks.edit_risk")
def new_risk(request, programme):
    form = NewRiskForm(request.POST or None, instance=Risk(programme=programme))
    return new_record(
        request,
        form,
        title=_("Add a risk"),
        save=lambda risk: actions.enter_risk(risk, by=request.user),
        back=lambda risk: risk.get_absolute_url(),
        template="risks/new.html",
        **SECTION,
        cancel=reverse("risks", args=[programme.pk]),
    )


@programme_page("risks.edit_risk")
def edit_risk(request, programme, pk):
    found = one_of(programme, Risk.objects.select_related("programme"), pk, request.user, "risks.edit_risk")
    form = RiskForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), permission="risks.edit_risk", back=found, **SECTION)


@programme_page("risks.edit_risk")
def rate_risk(request, programme, pk):
    found = one_of(programme, Risk.objects, pk, request.user, "risks.edit_risk")
    form = RateForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.rate(found, by=request.user, reason=reason, seen_revision=form.seen_revision, **form.values)
        except Stale as error:
            form.refuse_stale(error)
        else:
            messages.success(request, _("%(name)s is rated.") % {"name": found.code})
            return redirect(found)
    return render(
        request,
        "risks/rate.html",
        {
            "form": form,
            "risk": Risk.objects.get(pk=found.pk),
            "page_title": _("Rate the risk"),
            **SECTION,
        },
    )

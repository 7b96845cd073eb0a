"""The register in money: what it may cost, what a treatment buys, what each risk is estimated at."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from implementation.programme.pages import one_of, programme_page
from risks import actions
from risks.bands import bands
from risks.charts import exceedance_chart, largest_chart
from risks.forms import EstimateForm, LimitForm
from risks.models import Estimate, LossLimit, Risk
from risks.money import SHARES, USUAL_SHARE, money_of, with_money
from risks.simulation import SEED, TRIALS
from risks.views.section import SECTION


@programme_page("risks.view_losslimit")
def risk_money(request, programme):
    """Expected loss, percentiles, the curve against the appetite, the value of treatments, a contingency."""
    money = money_of(with_money(Risk.objects.filter(programme=programme).open().order_by("number")))
    limits = list(programme.losslimits.all())
    currency = programme.organisation.currency
    context = {
        "money": money,
        "limits": limits,
        "title": _("Risks in money"),
        "trials": TRIALS,
        "seed": SEED,
        **SECTION,
    }
    if money.lines:
        found = bands(programme, money, limits)
        covered = _covered(request.GET.get("cover", ""))
        context |= {
            "bands": found,
            "held": found.held(limits),
            "chart": exceedance_chart(found, limits, currency),
            "largest": largest_chart(money, currency),
            "covers": [round(100 * share) for share in SHARES],
            "covered": round(100 * covered),
            "contingency": max(0.0, found.treated.percentiles[covered]),
        }
    return render(request, "risks/money.html", context)


def _covered(asked: str) -> float:
    return next((share for share in SHARES if str(round(100 * share)) == asked), USUAL_SHARE)


@programme_page("risks.edit_risk")
def estimate_risk(request, programme, pk, phase):
    """Write or change what a risk may cost, now or after treatment."""
    risks = Risk.objects.select_related("programme__organisation")
    risk = one_of(programme, risks, pk, request.user, "risks.edit_risk")
    if phase not in Estimate.Phase.values:
        raise Http404
    found = risk.estimates.filter(phase=phase).first()
    record = found or Estimate(risk=risk, phase=phase, author=request.user)
    record.risk = risk
    page = {"title": _("What it may cost"), "lead": f"{risk}: {record.get_phase_display()}", "back": risk, **SECTION}
    if found is None:
        form = EstimateForm(request.POST or None, instance=record, initial=_as_now(risk))
        return new_record(request, form, save=lambda item: actions.estimate(item, by=request.user), **page)
    form = EstimateForm(request.POST or None, instance=record)
    return edit_record(request, form, save=actions.estimate, **page)


def _as_now(risk) -> dict:
    """The estimate for after treatment begins as the present one."""
    now = risk.estimates.filter(phase=Estimate.Phase.NOW).values(*EstimateForm.Meta.fields).first()
    return now or {}


@require_POST
@programme_page("risks.edit_risk")
def drop_estimate(request, programme, pk):
    found = one_of(programme, Estimate.objects.select_related("risk__programme"), pk, request.user, "risks.edit_risk")
    actions.drop_estimate(found, by=request.user)
    messages.success(request, _("The estimate is taken back."))
    return redirect(found.risk)


@programme_page("risks.set_appetite")
def new_limit(request, programme):
    form = LimitForm(request.POST or None, instance=LossLimit(programme=programme))
    return new_record(
        request,
        form,
        title=_("Limit of losses"),
        lead=_(
            "What the enterprise is ready to bear in a year. Several limits make the appetite: the larger, the rarer."
        ),
        save=lambda limit: actions.set_limit(limit, by=request.user),
        back=form.instance.get_absolute_url(),
        **SECTION,
    )


@require_POST
@programme_page("risks.set_appetite")
def drop_limit(request, programme, pk):
    found = one_of(programme, LossLimit.objects, pk, request.user, "risks.set_appetite")
    actions.drop_limit(found, by=request.user)
    messages.success(request, _("The limit is removed."))
    return redirect(found)

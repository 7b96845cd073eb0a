from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core import access
from core.edit import edit_record, new_record
from core.refusal import Refused, Stale
from core.roles import STEERING
from core.text import amount
from core.workflow import perform
from implementation.programme.pages import one_of, programme_page
from sla import actions, breaches, imports, shown
from sla.forms import (
    AgreementForm,
    AnswerForm,
    ClaimForm,
    ExclusionForm,
    ImportForm,
    ObjectiveForm,
    SettleForm,
    TiersForm,
)
from sla.models import Agreement, Breach, Credit, EventImport, Exclusion, MonthlyResult, Objective
from sla.rollup import roll_up
from vendors.models import Contract

FIRST_LINES = 24
#: The entry of the menu that these pages belong to.
SECTION = {"section": "agreements"}


def agreements_seen_by(user, programme):
    """Steering sees every agreement; a vendor contact those of its own contracts that are in force or were."""
    found = programme.agreements.select_related("contract__vendor")
    if programme.roles_of(user) & STEERING:
        return found
    return found.filter(contract__vendor__contacts=user, contract__state__in=Contract.SHOWN_TO_VENDOR).exclude(
        state=Agreement.State.DRAFT
    )


def one_agreement(request, programme, pk, permission):
    """The agreement with this number, its contract and vendor beside it."""
    found = Agreement.objects.select_related("contract__vendor", "contract__programme", "programme__organisation")
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.view_agreement")
def agreements(request, programme):
    unanswered = Count("objectives__breaches", filter=Q(objectives__breaches__state="raised"), distinct=True)
    unclaimed = Q(objectives__breaches__credit__state="computed", objectives__breaches__credit__amount__gt=0)
    found = agreements_seen_by(request.user, programme).annotate(
        objective_count=Count("objectives", distinct=True),
        unanswered=unanswered,
        unclaimed=Count("objectives__breaches__credit", filter=unclaimed, distinct=True),
    )
    page = Paginator(found.order_by("name", "pk"), 30).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "has_contracts": Contract.objects.filter(programme=programme).exists(),
        "page_title": _("Service levels"),
    }
    return render(request, "sla/agreement_list.html", context)


@programme_page("sla.view_agreement")
def agreement(request, programme, pk):
    """Chart, results, breaches and credits, exclusions, where the measurements come from."""
    found = one_agreement(request, programme, pk, "sla.view_agreement")
    with timezone.override(found.zone):
        return render(request, "sla/agreement.html", agreement_context(found, everything="all" in request.GET))


def agreement_context(agreement: Agreement, *, everything: bool) -> dict:
    today = timezone.localdate()
    objectives = list(agreement.objectives.all())
    for objective in objectives:
        objective.agreement = agreement
    results = shown.results_of(agreement)
    months, rows, known = shown.table(objectives, results, this_month=today.replace(day=1))
    credits = list(
        Credit.objects.filter(breach__objective__agreement=agreement).select_related("breach__objective", "claimed_by")
    )
    for credit in credits:
        credit.breach.objective.agreement = agreement
        credit.breach.credit = credit
    by_time = [objective for objective in objectives if objective.kind == Objective.Kind.AVAILABILITY]
    charts = [shown.chart(objective, results.get(objective.pk, {})) for objective in by_time]
    lines = None if everything else FIRST_LINES
    open_claims = sorted((credit for credit in credits if credit.waits_for_claim), key=lambda item: item.claim_by)
    exclusions = agreement.exclusions.all()
    return SECTION | {
        "agreement": agreement,
        "page_title": agreement.name,
        "objectives": objectives,
        "charts": [chart for chart in charts if chart],
        "months": months,
        "rows": rows,
        "known": known,
        "provisional": _provisional(results),
        "credits": credits[:lines],
        "credit_count": len(credits),
        "next_claim": open_claims[0] if open_claims else None,
        "totals": shown.totals(agreement, credits, today=today),
        "missed": _missed_lately(rows),
        "exclusions": exclusions[:lines],
        "exclusion_count": exclusions.count(),
        "tiers": agreement.tiers.all(),
        "imports": agreement.imports.filter(state=EventImport.State.IMPORTED).select_related("by")[:lines],
        "more": not everything,
        "first_lines": FIRST_LINES,
    }


def _provisional(results) -> MonthlyResult | None:
    """The latest month that does not count yet, to say how far the measurements reach."""
    found = [result for row in results.values() for result in row.values() if result.provisional]
    return max(found, key=lambda result: result.month, default=None)


def _missed_lately(rows) -> tuple[int, int] | None:
    """Months with a miss among the last six complete ones."""
    months = {}
    for row in rows:
        for cell in row.cells:
            if cell.result and not cell.result.provisional and cell.result.attained is not None:
                months[cell.result.month] = months.get(cell.result.month, False) or cell.is_missed
    latest = sorted(months, reverse=True)[:6]
    return (sum(months[month] for month in latest), len(latest)) if latest else None


@programme_page("sla.edit_agreement")
def new_agreement(request, programme):
    form = AgreementForm(request.POST or None, instance=Agreement(programme=programme), programme=programme)
    return new_record(
        request,
        form,
        title=_("New agreement"),
        lead=_("The terms as they were signed: fee, caps, days to claim. Objectives and credit tiers follow."),
        permission="sla.edit_agreement",
        back=lambda record: record.get_absolute_url(),
        **SECTION,
    )


@programme_page("sla.edit_agreement")
def edit_agreement(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_agreement")
    actions.keep_terms(found)
    form = AgreementForm(request.POST or None, instance=found, programme=programme)
    return edit_record(
        request, form, title=found.name, permission="sla.edit_agreement", back=found, crumb=found, **SECTION
    )


@programme_page("sla.edit_agreement")
def new_objective(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_agreement")
    actions.keep_terms(found)
    form = ObjectiveForm(
        request.POST or None, instance=Objective(agreement=found), initial={"valid_from": found.contract.starts_on}
    )
    return new_record(
        request,
        form,
        title=_("New objective"),
        save=lambda objective: actions.add_objective(objective, by=request.user),
        back=found,
        crumb=found,
        **SECTION,
    )


@programme_page("sla.edit_agreement")
def edit_objective(request, programme, pk):
    found = one_of(programme, Objective.objects, pk, request.user, "sla.edit_agreement")
    actions.keep_terms(found.agreement)
    form = ObjectiveForm(request.POST or None, instance=found)
    back = found.agreement.get_absolute_url()
    answer = edit_record(
        request, form, title=str(found), permission="sla.edit_agreement", back=back, crumb=found.agreement, **SECTION
    )
    if answer.status_code == 302:
        roll_up(found.agreement)
    return answer


@programme_page("sla.edit_agreement")
def edit_tiers(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_agreement")
    actions.keep_terms(found)
    form = TiersForm(request.POST or None, agreement=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_tiers(found, form.tables, by=request.user, seen_revision=form.cleaned_data["revision"])
        except Stale as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": _("Credit tiers")})
            return redirect(found)
    context = SECTION | {"agreement": found, "form": form, "crumb": found, "page_title": _("Credit tiers")}
    return render(request, "sla/edit_tiers.html", context)


@programme_page("sla.run_agreement")
def put_in_force(request, programme, pk):
    """The terms once more, and what is missing, before they count."""
    found = one_agreement(request, programme, pk, "sla.run_agreement")
    if request.method == "POST":
        actions.put_in_force(found, by=request.user)
        messages.success(request, _("%(name)s is in force.") % {"name": found.name})
        return redirect(found)
    context = SECTION | {"agreement": found, "objectives": found.objectives.all(), "tiers": found.tiers.all()}
    context |= {"crumb": found, "page_title": _("Put in force")}
    return render(request, "sla/put_in_force.html", context)


@programme_page("sla.import_events")
def import_events(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.import_events")
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            batch = imports.dry_run(found, upload=data["file"], source_note=data["source_note"], by=request.user)
        except ValidationError as error:
            form.add_error("file", error.messages)
        else:
            return redirect(batch)
    context = SECTION | {"agreement": found, "form": form, "crumb": found, "page_title": _("Add measurements")}
    return render(request, "sla/import_events.html", context)


@programme_page("sla.view_eventimport")
def import_preview(request, programme, pk):
    """What the file holds and what it would change; here it is imported or discarded."""
    found = one_of(
        programme,
        EventImport.objects.select_related("agreement__contract", "agreement__programme", "by"),
        pk,
        request.user,
        "sla.view_eventimport",
    )
    if request.method == "POST":
        access.require(request.user, "sla.import_events", found)
        return _answer_import(request, found)
    with timezone.override(found.agreement.zone):
        return render(request, "sla/import_preview.html", preview_context(found))


def _answer_import(request, batch):
    if "discard" in request.POST:
        perform(batch, "discard", by=request.user)
        messages.success(request, _("Discarded. Nothing was imported."))
        return redirect(batch.agreement)
    done = imports.take_in(batch, by=request.user)
    if done.added:
        messages.success(request, _("Imported: %(n)d new measurements.") % {"n": done.added})
    else:
        messages.success(request, _("Every row was on record already: nothing was changed."))
    return redirect(batch.agreement)


def preview_context(batch: EventImport) -> dict:
    monitors = [
        item | {"first": datetime.fromisoformat(item["first"]), "last": datetime.fromisoformat(item["last"])}
        for item in batch.monitors
    ]
    named = {objective.monitor for objective in batch.agreement.objectives.all()}
    problems = [item | {"words": imports.REASONS[item["reason"]]} for item in batch.problems]
    return SECTION | {
        "page_title": batch.file_name,
        "crumb": batch.agreement,
        "batch": batch,
        "agreement": batch.agreement,
        "monitors": monitors,
        "problems": problems,
        "months": [date.fromisoformat(month) for month in batch.months],
        "missing": sorted(named - {item["monitor"] for item in monitors}),
        "waits": batch.state == EventImport.State.DRY_RUN,
    }


@programme_page("sla.edit_exclusion")
def new_exclusion(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_exclusion")
    with timezone.override(found.zone):
        form = ExclusionForm(request.POST or None, instance=Exclusion(agreement=found))
        return new_record(
            request,
            form,
            title=_("New exclusion"),
            lead=_("Time that does not count. Times are those of %(zone)s.") % {"zone": found.contract.time_zone},
            save=lambda exclusion: actions.exclude(exclusion, by=request.user),
            back=found,
            crumb=found,
            **SECTION,
        )


@programme_page("sla.edit_exclusion")
def remove_exclusion(request, programme, pk):
    found = one_of(
        programme, Exclusion.objects.select_related("agreement__contract"), pk, request.user, "sla.edit_exclusion"
    )
    back = found.agreement
    if request.method == "POST":
        actions.remove_exclusion(found, by=request.user, note=request.POST.get("note", ""))
        messages.success(request, _("Removed. The months it touched are worked out again."))
        return redirect(back)
    with timezone.override(back.zone):
        context = SECTION | {"exclusion": found, "crumb": back, "page_title": _("Remove the exclusion")}
        return render(request, "sla/remove_exclusion.html", context)


def one_breach(request, programme, pk, permission):
    found = Breach.objects.select_related(
        "objective__agreement__contract__vendor",
        "objective__agreement__programme__organisation",
        "credit__claimed_by",
        "explained_by",
        "risk",
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.view_breach")
def breach(request, programme, pk):
    found = one_breach(request, programme, pk, "sla.view_breach")
    return _breach_page(request, found)


def _breach_page(request, found):
    result = MonthlyResult.objects.filter(objective=found.objective, month=found.month).first()
    found.credit.breach = found
    with timezone.override(found.agreement.zone):
        context = SECTION | {
            "page_title": str(found),
            "crumb": found.agreement,
            "breach": found,
            "agreement": found.agreement,
            "credit": found.credit,
            "result": result,
            "minutes": shown.minutes(result),
            "outages": shown.outages(result),
            "moved": result is not None and result.adjusted is not None and result.adjusted != found.measured,
            "measured": shown.figure(found.measured, found.target),
            "target": shown.target_text(found.target),
            "now": shown.figure(result.adjusted, found.target) if result else "",
        }
        return render(request, "sla/breach.html", context)


@programme_page("sla.answer_breach")
def explain_breach(request, programme, pk):
    found = one_breach(request, programme, pk, "sla.answer_breach")
    form = AnswerForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        breaches.explain(found, explanation=form.cleaned_data["explanation"], by=request.user)
        messages.success(request, _("The answer is kept. The manager has been told."))
        return redirect(found)
    title = _("Answer the breach: %(breach)s") % {"breach": found}
    context = SECTION | {"form": form, "title": title, "back": found.get_absolute_url(), "crumb": found.agreement}
    return render(request, "core/form.html", context)


def one_credit(request, programme, pk, permission):
    found = Credit.objects.select_related(
        "breach__objective__agreement__contract__vendor", "breach__objective__agreement__programme__organisation"
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.claim_credit")
def claim_credit(request, programme, pk):
    found = one_credit(request, programme, pk, "sla.claim_credit")
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        breaches.claim(found, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("Claimed. The vendor’s contacts have been told."))
        return redirect(found)
    money = amount(found.amount, programme.organisation.currency)
    context = SECTION | {
        "crumb": found.agreement,
        "form": form,
        "title": _("Claim %(amount)s: %(breach)s") % {"amount": money, "breach": found.breach},
        "lead": _("The amount stays as it is from now on. It is an estimate under the terms entered."),
        "submit": _("Claim the credit"),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", context)


@programme_page("sla.settle_credit")
def settle_credit(request, programme, pk):
    found = one_credit(request, programme, pk, "sla.settle_credit")
    form = SettleForm(request.POST or None, initial={"amount": found.amount})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            breaches.settle(found, amount=data["amount"], note=data["note"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Settled."))
            return redirect(found)
    title = _("Settle the dispute: %(breach)s") % {"breach": found.breach}
    context = {"form": form, "title": title, "submit": _("Settle the dispute"), "back": found.get_absolute_url()}
    context |= SECTION | {"crumb": found.agreement}
    return render(request, "core/form.html", context)

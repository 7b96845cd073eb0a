"""Stages and their results."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.forms.contracts import DecideStageForm, ReportForm, StageForm
from vendors.models import ContractStage
from vendors.views.contracts.shared import SECTION, one_contract, part_of

STAGES = ContractStage.objects.select_related(
    "contract__vendor", "contract__programme__organisation", "reported_by", "decided_by"
)


@programme_page("vendors.view_contractstage")
def contract_stages(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.view_contract")
    stages = list(STAGES.filter(contract=found))
    paid = [stage.payment for stage in stages if stage.payment and stage.state == ContractStage.State.ACCEPTED]
    context = {
        **SECTION,
        "contract": found,
        "stages": stages,
        "late": sum(stage.is_late for stage in stages),
        "accepted": sum(stage.state == ContractStage.State.ACCEPTED for stage in stages),
        "tied": sum(stage.payment for stage in stages if stage.payment),
        "due_for_payment": sum(paid),
        "may_add": found.state in ("draft", "signed"),
    }
    return render(request, "vendors/contract_stages.html", context)


@programme_page("vendors.view_contractstage")
def contract_stage(request, programme, pk):
    """What was agreed, what was measured, whether it was accepted and why."""
    stage = part_of(request, programme, STAGES, pk, "vendors.view_contractstage")
    context = {**SECTION, "stage": stage, "contract": stage.contract, "page_title": stage.name}
    return render(request, "vendors/contract_stage.html", context)


@programme_page("vendors.edit_contract")
def new_stage(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    return new_record(
        request,
        StageForm(request.POST or None, instance=ContractStage(contract=found)),
        title=_("Add a stage"),
        lead=_("Inside it the provider is free; at its end it answers for one result that can be measured."),
        save=lambda stage: actions.add_stage(stage, by=request.user),
        back=reverse("contract_stages", args=[programme.pk, pk]),
        **SECTION,
    )


@programme_page("vendors.edit_contract")
def edit_stage(request, programme, pk):
    stage = part_of(request, programme, STAGES, pk, "vendors.edit_contract")
    form = StageForm(request.POST or None, instance=stage)
    return edit_record(request, form, title=stage.name, save=actions.edit_stage, back=stage, **SECTION)


@programme_page("vendors.report_stage")
def report_stage(request, programme, pk):
    stage = part_of(request, programme, STAGES, pk, "vendors.report_stage")
    form = ReportForm(request.POST or None, stage=stage)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_stage(stage, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The result is reported. The managers have been told."))
            return redirect(stage)
    context = {
        **SECTION,
        "form": form,
        "title": _("Report the result: %(name)s") % {"name": stage.name},
        "lead": stage.measure,
        "submit": _("Report the result"),
        "back": stage.get_absolute_url(),
    }
    return render(request, "core/form.html", context)


@programme_page("vendors.accept_stage")
def decide_stage(request, programme, pk):
    stage = part_of(request, programme, STAGES, pk, "vendors.accept_stage")
    form = DecideStageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accepted = form.cleaned_data["verdict"] == "accept"
        try:
            actions.decide_stage(stage, accepted=accepted, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The result is accepted.") if accepted else _("The result is not accepted."))
            return redirect(stage)
    return render(request, "vendors/decide_stage.html", {**SECTION, "stage": stage, "form": form})

"""How we would leave."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.forms.contracts import ExitPlanForm, ExitStepForm
from vendors.models import ExitPlan, ExitStep
from vendors.views.contracts.shared import SECTION, one_contract, part_of

PLANS = ExitPlan.objects.select_related("contract__programme__organisation")
STEPS = ExitStep.objects.select_related("owner", "plan__contract__programme__organisation")


@programme_page("vendors.view_exitplan")
def exit_plan(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.view_exitplan")
    plan = PLANS.filter(contract=found).first()
    context = {
        **SECTION,
        "contract": found,
        "plan": plan,
        "steps": STEPS.filter(plan=plan) if plan else [],
    }
    return render(request, "vendors/exit_plan.html", context)


@programme_page("vendors.edit_contract")
def edit_exit_plan(request, programme, pk):
    """Of this contract: the first time it makes the plan."""
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    known = PLANS.filter(contract=found).first()
    form = ExitPlanForm(request.POST or None, instance=known or ExitPlan(contract=found))
    back = reverse("exit_plan", args=[programme.pk, pk])
    if known is None:
        lead = _("Write it while both sides are on good terms; nobody writes it well on the way out.")
        return new_record(
            request,
            form,
            title=_("Exit plan"),
            lead=lead,
            save=lambda plan: actions.save_exit_plan(plan, by=request.user),
            back=back,
            **SECTION,
        )
    return edit_record(request, form, title=_("Exit plan"), save=actions.save_exit_plan, back=back, **SECTION)


@programme_page("vendors.edit_contract")
def new_exit_step(request, programme, pk):
    plan = part_of(request, programme, PLANS, pk, "vendors.edit_contract")
    return new_record(
        request,
        ExitStepForm(request.POST or None, instance=ExitStep(plan=plan)),
        title=_("Add a step"),
        lead=str(plan),
        save=lambda step: actions.add_exit_step(step, by=request.user),
        back=reverse("exit_plan", args=[programme.pk, plan.contract_id]),
        **SECTION,
    )


@programme_page("vendors.edit_contract")
def edit_exit_step(request, programme, pk):
    step = part_of(request, programme, STEPS, pk, "vendors.edit_contract")
    form = ExitStepForm(request.POST or None, instance=step)
    back = reverse("exit_plan", args=[programme.pk, step.plan.contract_id])
    return edit_record(request, form, title=step.text, save=actions.edit_exit_step, back=back, **SECTION)

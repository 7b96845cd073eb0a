"""What is done about a risk."""

from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.programme.pages import one_of, programme_page
from risks import actions
from risks.forms import ActionForm, TreatmentForm
from risks.models import Risk, Treatment, TreatmentAction
from risks.views.section import SECTION


@programme_page("risks.edit_risk")
def new_treatment(request, programme, pk):
    found = one_of(
        programme, Risk.objects.select_related("programme__organisation"), pk, request.user, "risks.edit_risk"
    )
    form = TreatmentForm(request.POST or None, instance=Treatment(risk=found))
    return new_record(
        request,
        form,
        title=_("Add a treatment"),
        lead=str(found),
        save=lambda treatment: actions.add_treatment(treatment, by=request.user),
        back=found,
        **SECTION,
    )


@programme_page("risks.edit_risk")
def edit_treatment(request, programme, pk):
    treatments = Treatment.objects.select_related("risk__programme__organisation")
    found = one_of(programme, treatments, pk, request.user, "risks.edit_risk")
    form = TreatmentForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), permission="risks.edit_risk", back=found.risk, **SECTION)


@programme_page("risks.edit_risk")
def new_treatment_action(request, programme, pk):
    found = one_of(programme, Treatment.objects.select_related("risk__programme"), pk, request.user, "risks.edit_risk")
    form = ActionForm(request.POST or None, instance=TreatmentAction(treatment=found))
    return new_record(
        request,
        form,
        title=_("Add an action"),
        lead=str(found.risk),
        save=lambda action: actions.add_action(action, by=request.user),
        back=found.risk,
        **SECTION,
    )


@programme_page("risks.edit_risk")
def edit_treatment_action(request, programme, pk):
    found = one_of(
        programme,
        TreatmentAction.objects.select_related("treatment__risk__programme"),
        pk,
        request.user,
        "risks.edit_risk",
    )
    form = ActionForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.text, permission="risks.edit_risk", back=found, **SECTION)

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.survey import actions
from change_mgmt.survey.elements import STATEMENTS, Element
from change_mgmt.survey.forms import StatementForm
from change_mgmt.survey.models import Statement
from change_mgmt.survey.models.statement import MOST
from core import actions as core_actions
from core.edit import edit_record, new_record
from implementation.programme.pages import one_of, programme_page

PERMISSION = "survey.edit_statement"


@programme_page("survey.view_statement")
def statements(request, programme):
    own = list(Statement.objects.filter(programme=programme))
    context = {
        "parts": [
            (element, STATEMENTS[element], [each for each in own if each.element == element]) for element in Element
        ],
        "most": MOST,
        "title": _("What surveys ask"),
        "section": "surveys",
    }
    return render(request, "survey/statements.html", context)


@programme_page(PERMISSION)
def new_statement(request, programme):
    chosen = request.GET.get("element")
    initial = {"element": chosen} if chosen in Element.values else {}
    form = StatementForm(request.POST or None, instance=Statement(programme=programme), initial=initial)
    return new_record(
        request,
        form,
        title=_("Add a statement"),
        lead=_("A sentence that one can agree to more or less. Begin with “I”, and ask one thing at a time."),
        back=reverse("survey_statements", args=[programme.pk]),
        save=lambda statement: actions.add_statement(statement, by=request.user),
        section="surveys",
    )


def _statement(request, programme, pk):
    return one_of(programme, Statement.objects.select_related("programme"), pk, request.user, PERMISSION)


@programme_page(PERMISSION)
def edit_statement(request, programme, pk):
    found = _statement(request, programme, pk)
    form = StatementForm(request.POST or None, instance=found)
    del form.fields["element"]
    back = reverse("survey_statements", args=[programme.pk])
    return edit_record(
        request, form, title=_("Edit the statement"), back=back, permission=PERMISSION, section="surveys"
    )


@require_POST
@programme_page(PERMISSION)
def remove_statement(request, programme, pk):
    found = _statement(request, programme, pk)
    core_actions.remove(found, permission=PERMISSION, by=request.user)
    messages.success(request, _("The statement is removed. Surveys that have been opened keep it."))
    return redirect("survey_statements", programme.pk)

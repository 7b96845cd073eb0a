"""Monthly statements: the list, the statement, its steps, and the files to keep."""

import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.pdf import PdfUnavailable
from core.refusal import Refused
from core.roles import STEERING
from implementation.programme.pages import one_of, programme_page
from sla.exclusions.sides import Side, side_of
from sla.models import Statement, StatementFacts
from sla.statements import actions, drafting, paper
from sla.statements.facts import facts_of
from sla.statements.forms import IssueForm, ReasonForm, SeenForm
from sla.statements.open_points import open_points
from sla.statements.told import told
from sla.views.shared import SECTION, one_agreement

PER_PAGE = 24
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def one_statement(request, programme, pk, permission):
    found = Statement.objects.select_related(
        "agreement__contract__vendor",
        "agreement__programme__organisation",
        "checked_by",
        "issued_by",
        "acknowledged_by",
        "kept",
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.view_statement")
def statements(request, programme, pk):
    """By month, newest first; the provider sees those that were sent."""
    found = one_agreement(request, programme, pk, "sla.view_agreement")
    inside = bool(programme.roles_of(request.user) & STEERING)
    rows = found.statements.select_related("kept", "acknowledged_by")
    if not inside:
        rows = rows.filter(state__in=Statement.ISSUED_STATES)
    state = request.GET.get("state", "")
    shown = rows.filter(state=state) if state in Statement.State.values else rows
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    for item in page:
        item.agreement = found
        item.facts = item.kept.facts if hasattr(item, "kept") else None
    context = SECTION | {
        "agreement": found,
        "crumb": found,
        "page_title": _("Statements"),
        "page": page,
        "any": rows.exists(),
        "states": [choice for choice in Statement.State.choices if inside or choice[0] in Statement.ISSUED_STATES],
        "state": state,
        "missing": drafting.missing_months(found) if inside else [],
        "tab": "statements",
    }
    return render(request, "sla/statement_list.html", context)


@programme_page("sla.check_statement")
def draft_statement(request, programme, pk, month):
    """Draft the statement of a complete month now, without waiting for the night."""
    found = one_agreement(request, programme, pk, "sla.check_statement")
    try:
        day = datetime.date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
    if request.method == "POST":
        return redirect(drafting.draft(found, day, by=request.user))
    return redirect("statements", programme.pk, found.pk)


@programme_page("sla.view_statement")
def statement(request, programme, pk):
    """As it was sent, or for a draft as it stands now."""
    found = one_statement(request, programme, pk, "sla.view_statement")
    return _page(request, found, "sla/statement.html")


def _page(request, found, template, **more):
    kept = found.kept if found.is_issued else None
    shown = told(kept.facts if kept else facts_of(found))
    context = (
        SECTION
        | shown
        | {
            "statement": found,
            "kept": kept,
            "agreement": found.agreement,
            "crumb": found.agreement,
            "page_title": str(found),
            "points": None if kept else open_points(found),
            "tab": "statements",
        }
    )
    with timezone.override(found.agreement.zone):
        return render(request, template, context | more)


def _asked(request, programme, pk, *, permission, form_of, act, title, submit, done, lead=""):
    """A step with a page of its own: the statement is shown again with the form above it."""
    found = one_statement(request, programme, pk, permission)
    form = form_of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(found, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            found = one_statement(request, programme, pk, permission)
        else:
            messages.success(request, done)
            return redirect(found)
    return _page(request, found, "sla/statement_step.html", form=form, title=title, submit=submit, lead=lead)


@programme_page("sla.check_statement")
def check_statement(request, programme, pk):
    return _asked(
        request,
        programme,
        pk,
        permission="sla.check_statement",
        form_of=lambda found, data: SeenForm(data, initial={"seen": found.state}),
        act=lambda found, given: actions.check(found, by=request.user, seen=given["seen"]),
        title=_("Check the statement"),
        lead=_("Look at what is still open. Who checks it does not issue it."),
        submit=_("Mark as checked"),
        done=_("Checked. Somebody else issues it now."),
    )


@programme_page("sla.issue_statement")
def issue_statement(request, programme, pk):
    def form_of(found, data):
        form = IssueForm(data, initial={"seen": found.state})
        form.fields["words"].required = not open_points(found).is_covered
        if not form.fields["words"].required:
            del form.fields["words"]
        return form

    return _asked(
        request,
        programme,
        pk,
        permission="sla.issue_statement",
        form_of=form_of,
        act=lambda found, given: actions.issue(
            found, by=request.user, words=given.get("words", ""), seen=given["seen"]
        ),
        title=_("Issue the statement"),
        lead=_(
            "Every figure is frozen and the provider is told. Exclusions of this month stay as they are; what changes later goes into the next statement as a correction."
        ),
        submit=_("Issue the statement"),
        done=_("Issued. The vendor’s contacts have been told."),
    )


@programme_page("sla.acknowledge_statement")
def acknowledge_statement(request, programme, pk):
    return _asked(
        request,
        programme,
        pk,
        permission="sla.acknowledge_statement",
        form_of=lambda found, data: _words(request, found, data, label=_("A word to the other side"), required=False),
        act=lambda found, given: actions.acknowledge(found, by=request.user, note=given["text"], seen=given["seen"]),
        title=_("Acknowledge the statement"),
        submit=_("Acknowledge the statement"),
        done=_("Acknowledged. The manager has been told."),
    )


def _words(request, found, data, *, label, required):
    """For a provider without an account somebody writes down who answered."""
    help_text = ""
    if side_of(request.user, found.agreement) == Side.CUSTOMER:
        required, help_text = True, _("Say who answered for the provider, when, and where it can be seen.")
    return ReasonForm(data, label=label, help_text=help_text, required=required, initial={"seen": found.state})


@programme_page("sla.acknowledge_statement")
def object_to_statement(request, programme, pk):
    return _asked(
        request,
        programme,
        pk,
        permission="sla.acknowledge_statement",
        form_of=lambda found, data: _words(
            request, found, data, label=_("What is wrong, and how you see it"), required=True
        ),
        act=lambda found, given: actions.object_to(found, by=request.user, reason=given["text"], seen=given["seen"]),
        title=_("Object to the statement"),
        lead=_("The statement stays as it was sent. What is corrected goes into the next one."),
        submit=_("Object to the statement"),
        done=_("The objection is kept. The manager has been told."),
    )


@programme_page("sla.check_statement")
def answer_objection(request, programme, pk):
    return _asked(
        request,
        programme,
        pk,
        permission="sla.check_statement",
        form_of=lambda found, data: ReasonForm(
            data,
            label=_("Answer to the objection"),
            help_text=_("What you correct and what not, and why. Corrected records show in the next statement."),
            initial={"seen": found.state},
        ),
        act=lambda found, given: actions.answer_objection(
            found, by=request.user, reply=given["text"], seen=given["seen"]
        ),
        title=_("Answer the objection"),
        submit=_("Answer the objection"),
        done=_("Answered. The vendor’s contacts have been told."),
    )


def _kept(request, programme, pk) -> tuple[Statement, StatementFacts]:
    """Files are of issued statements only: a draft has nothing to keep yet."""
    found = one_statement(request, programme, pk, "sla.view_statement")
    if not found.is_issued:
        raise Refused(_("This statement is not issued yet. There is a file once it is."))
    return found, found.kept


@programme_page("sla.view_statement")
def statement_pdf(request, programme, pk):
    found, kept = _kept(request, programme, pk)
    try:
        made = paper.pdf(found, kept, translation.get_language())
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    return _file(made.bytes, "application/pdf", f"statement-{found.month:%Y-%m}-{found.pk}.pdf")


@programme_page("sla.view_statement")
def statement_xlsx(request, programme, pk):
    found, kept = _kept(request, programme, pk)
    return _file(paper.xlsx(kept), XLSX, f"statement-{found.month:%Y-%m}-{found.pk}.xlsx")


@programme_page("sla.view_statement")
def statement_csv(request, programme, pk):
    found, kept = _kept(request, programme, pk)
    return _file(paper.csv(kept), "text/csv; charset=utf-8", f"statement-{found.month:%Y-%m}-{found.pk}.csv")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

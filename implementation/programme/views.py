from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core.audit_words import Line
from core.edit import edit_record, new_record
from core.models import AuditEntry, User
from core.refusal import Refused
from implementation.programme import actions, registry
from implementation.programme import waiting as waiting_list
from implementation.programme.forms import (
    AcceptForm,
    DepartmentForm,
    InviteForm,
    MilestoneForm,
    OrganisationForm,
    StageForm,
    StartForm,
)
from implementation.programme.models import (
    Deliverable,
    Department,
    Invitation,
    Milestone,
    Organisation,
    Programme,
    Stage,
)
from implementation.programme.pages import one_of, programme_page


@login_required
def home(request):
    """The person's programmes; a vendor contact has its contracts instead."""
    found = list(Programme.objects.visible_to(request.user).select_related("organisation"))
    if len(found) == 1 and "all" not in request.GET:
        return redirect(found[0])
    return render(request, "programme/home.html", {"programmes": found, "may_start": actions.may_start(request.user)})


@login_required
def start(request):
    if not actions.may_start(request.user):
        raise Refused(_("Only a manager, a consultant or a sponsor starts a programme."))
    organisations = actions.organisations_of(request.user)
    form = StartForm(
        request.POST or None,
        organisations=organisations,
        initial={
            "strategy": "small_slow",
            "modules_wanted": ["master_data", "sales"],
            "language": request.user.language,
        },
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        programme = actions.start_programme(
            by=request.user,
            name=data["name"],
            strategy=data["strategy"],
            started_on=data["started_on"],
            modules_wanted=data["modules_wanted"],
            role=data["role"],
            organisation=form.chosen_organisation(),
            departments=form.department_names(),
        )
        messages.success(request, _("The programme has started. Its next gate tells you what to do."))
        return redirect(programme)
    return render(request, "programme/start.html", {"form": form})


@programme_page("programme.enter")
def path(request, programme):
    """Stages and gates, the checklist that guides, what waits, status, milestones."""
    if not request.user.has_perm("programme.view_programme", programme):
        return redirect("contracts", programme.pk)
    statuses = registry.statuses(programme)
    context = {
        "stages": programme.stages.all(),
        "guide": registry.guide_for(programme, request.user),
        "statuses": statuses,
        "overall": registry.overall(statuses),
        "milestones": programme.milestones.filter(state="planned").select_related("stage", "owner")[:5],
        "today": timezone.localdate(),
    }
    return render(request, "programme/path.html", context)


@programme_page("programme.enter")
def waiting(request, programme):
    mine = waiting_list.for_person(programme, request.user)
    return render(request, "programme/waiting.html", {"waiting": mine})


@programme_page("programme.view_membership")
def people(request, programme):
    form = InviteForm(request.POST or None)
    if request.method == "POST":
        access.require(request.user, "programme.invite", programme)
        if form.is_valid():
            actions.invite(programme, by=request.user, **form.cleaned_data)
            messages.success(request, _("Invitation sent to %(email)s.") % {"email": form.cleaned_data["email"]})
            return redirect("people", programme.pk)
    context = {
        "memberships": programme.memberships.select_related("user"),
        "invitations": programme.invitations.filter(accepted_at=None, withdrawn_at=None).select_related("invited_by"),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "programme/people.html", context)


@require_POST
@programme_page("programme.invite")
def withdraw(request, programme, pk):
    invitation = one_of(programme, Invitation.objects, pk, request.user, "programme.invite")
    actions.withdraw_invitation(invitation, by=request.user)
    messages.success(request, _("Invitation withdrawn."))
    return redirect("people", programme.pk)


def accept(request, token):
    """The page behind an invitation link: a new person chooses a password, a known one signs in first."""
    invitation = actions.open_invitation(token)
    if invitation is None:
        return render(request, "programme/invitation_closed.html", status=410)
    known = User.objects.filter(email__iexact=invitation.email).first()
    user = request.user if request.user.is_authenticated else None
    if known is not None and known != user:
        return render(request, "programme/invitation_sign_in.html", {"invitation": invitation})
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"name": invitation.name})
    if known is not None:
        form.fields.clear()
    if request.method == "POST" and form.is_valid():
        person = actions.accept_invitation(token, user=user, **form.cleaned_data)
        if known is None:
            login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
        messages.success(request, _("Welcome. You are now %(role)s.") % {"role": invitation.get_role_display()})
        return redirect(invitation.programme)
    return render(request, "programme/accept.html", {"invitation": invitation, "form": form, "known": known})


@login_required
def organisation(request, pk):
    """The organisation's own facts, its departments and its programmes."""
    found = get_object_or_404(Organisation, pk=pk)
    access.require(request.user, "programme.view_organisation", found)
    context = {
        "organisation": found,
        "may_edit": request.user.has_perm("programme.edit_organisation", found),
        "departments": found.departments.all(),
        "department_form": DepartmentForm(),
        "programmes": Programme.objects.visible_to(request.user).filter(organisation=found),
    }
    if request.method == "POST":
        access.require(request.user, "programme.edit_organisation", found)
    return edit_record(
        request,
        OrganisationForm(request.POST or None, request.FILES or None, instance=found),
        title=found.name,
        permission="programme.edit_organisation",
        back=found,
        template="programme/organisation.html",
        **context,
    )


@login_required
def new_department(request, pk):
    found = get_object_or_404(Organisation, pk=pk)
    access.require(request.user, "programme.edit_organisation", found)
    form = DepartmentForm(request.POST or None, instance=Department(organisation=found))
    return new_record(request, form, title=_("New department"), permission="programme.edit_organisation", back=found)


@programme_page("programme.view_stage")
def stage(request, programme, pk):
    found = one_of(programme, Stage.objects, pk, request.user, "programme.view_stage")
    context = {
        "stage": found,
        "milestones": found.milestones.select_related("owner"),
        "deliverables": found.deliverables.select_related("owner"),
        "gates": found.gates.all(),
    }
    return render(request, "programme/stage.html", context)


@programme_page("programme.edit_plan")
def edit_stage(request, programme, pk):
    found = one_of(programme, Stage.objects, pk, request.user, "programme.edit_plan")
    form = StageForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.name, permission="programme.edit_plan", back=found)


@programme_page("programme.edit_plan")
def new_milestone(request, programme, stage):
    found = one_of(programme, Stage.objects, stage, request.user, "programme.edit_plan")
    form = MilestoneForm(request.POST or None, instance=Milestone(programme=programme, stage=found))
    form.fields["owner"].queryset = actions.people_on(programme)
    return new_record(request, form, title=_("New milestone"), permission="programme.edit_plan", back=found)


@programme_page("programme.edit_plan")
def edit_milestone(request, programme, pk):
    found = one_of(programme, Milestone.objects, pk, request.user, "programme.edit_plan")
    form = MilestoneForm(request.POST or None, instance=found)
    form.fields["owner"].queryset = actions.people_on(programme)
    return edit_record(request, form, title=found.name, permission="programme.edit_plan", back=found)


@programme_page("programme.view_deliverable")
def deliverable(request, programme, pk):
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.view_deliverable")
    return render(request, "programme/deliverable.html", {"deliverable": found})


@programme_page("programme.submit_deliverable")
def submit_deliverable(request, programme, pk):
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.submit_deliverable")
    if request.method == "POST":
        actions.submit_deliverable(found, by=request.user, note=request.POST.get("note", ""))
        messages.success(request, _("%(name)s waits for review.") % {"name": found.name})
        return redirect(found)
    return render(request, "programme/submit_deliverable.html", {"deliverable": found})


@programme_page("programme.view_audit")
def audit_trail(request, programme):
    """Who did what, newest first; what the reader may not see elsewhere is not told here either."""
    entries = AuditEntry.objects.filter(chain__scope_key=programme.scope_key)
    entries = entries.seen_with(programme.roles_of(request.user))
    words = request.GET.get("q", "").strip()
    if words:
        entries = entries.filter(title__icontains=words) | entries.filter(actor_name__icontains=words)
    page = Paginator(entries.order_by("-number"), 50).get_page(request.GET.get("page"))
    lines = [Line(entry) for entry in page]
    return render(request, "programme/audit.html", {"page": page, "lines": lines, "q": words})

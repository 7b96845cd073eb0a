from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt import actions
from change_mgmt.charts import coverage_bars
from change_mgmt.coverage import Cover, coverage
from change_mgmt.forms.training import AttendanceForm, CourseForm, EnrolForm, EnrolPeopleForm, NeedsForm, SessionForm
from change_mgmt.models import Course, Enrolment, Level, Session
from core.charts import Chart
from core.edit import edit_record, new_record
from core.refusal import Refused, Stale
from implementation.programme.models import Department
from implementation.programme.pages import one_of, programme_page

COMING = 10
EDIT = "change_mgmt.edit_training"


def _sessions():
    """Sessions with their course and how many have a seat."""
    return Session.objects.select_related("course__programme").annotate(
        taken=Count("enrolments"), came=Count("enrolments", filter=Q(enrolments__state=Enrolment.State.ATTENDED))
    )


@programme_page("change_mgmt.view_course")
def training(request, programme):
    """Who is trained and who is not, what is taught, and where one can sign up."""
    found = coverage(programme)
    courses = Course.objects.filter(programme=programme).prefetch_related("departments")
    page = Paginator(courses, 20).get_page(request.GET.get("page"))
    coming = _sessions().filter(course__programme=programme, state="planned", starts_at__gt=timezone.now())[:COMING]
    mine = Enrolment.objects.filter(user=request.user, session__course__programme=programme)
    context = {
        "page_title": _("Training"),
        "coverage": found,
        "chart": bars_of(found.by_department) if found.by_department else None,
        "levels": [(Level(level).label, cover) for level, cover in found.by_level.items()],
        "page": page,
        "rows": [(course, found.by_course.get(course.pk, Cover())) for course in page],
        "coming": coming,
        "mine": set(mine.values_list("session_id", flat=True)),
    }
    return render(request, "change_mgmt/training.html", context)


def bars_of(covers: dict[str, Cover]) -> Chart:
    """One bar for each department: who is trained, and the gap."""
    trained, missing = _("Trained"), _("Still to train")
    total = sum(covers.values(), Cover())
    return Chart(
        figure=coverage_bars(covers, trained=trained, missing=missing),
        title=_("People trained, by department"),
        description=_("%(done)d of %(needed)d people are trained.") % {"done": total.trained, "needed": total.needed},
        columns=[_("Department"), trained, missing],
        rows=[[name, cover.trained, cover.missing] for name, cover in covers.items()],
    )


@programme_page("change_mgmt.view_course")
def course(request, programme, pk):
    found = one_of(programme, Course.objects, pk, request.user, "change_mgmt.view_course")
    by_place = coverage(programme).by_place
    needs = [
        (need.department, by_place[found.pk, need.department_id]) for need in found.needs.select_related("department")
    ]
    context = {
        "page_title": found.title,
        "course": found,
        "departments": found.departments.all(),
        "needs": needs,
        "total": sum((cover for _department, cover in needs), Cover()),
        "page": Paginator(_sessions().filter(course=found).order_by("-starts_at", "-pk"), 20).get_page(
            request.GET.get("page")
        ),
        "now": timezone.now(),
    }
    return render(request, "change_mgmt/course.html", context)


@programme_page(EDIT)
def new_course(request, programme):
    form = CourseForm(request.POST or None, programme=programme, instance=Course(programme=programme))

    def save(made):
        return actions.create_course(made, departments=form.cleaned_data["departments"], by=request.user)

    return new_record(
        request,
        form,
        title=_("New course"),
        save=save,
        back=lambda made: reverse("edit_needs", args=[programme.pk, made.pk]),
    )


@programme_page(EDIT)
def edit_course(request, programme, pk):
    found = one_of(programme, Course.objects, pk, request.user, EDIT)
    form = CourseForm(request.POST or None, programme=programme, instance=found)
    if request.method == "POST" and form.is_valid():
        departments, seen = form.cleaned_data["departments"], form.seen_revision
        try:
            actions.change_course(found, departments=departments, by=request.user, seen_revision=seen, **form.values)
        except Stale as error:
            form.refuse_stale(error)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    return render(request, "core/form.html", {"form": form, "title": found.title, "back": found.get_absolute_url()})


@programme_page(EDIT)
def edit_needs(request, programme, pk):
    """How many people of each department this course must reach."""
    found = one_of(programme, Course.objects, pk, request.user, EDIT)
    needed = dict(found.needs.values_list("department_id", "people"))
    scope = set(found.departments.values_list("pk", flat=True))
    departments = Department.objects.filter(organisation=programme.organisation)
    if scope:
        departments = departments.filter(pk__in=scope | set(needed))
    form = NeedsForm(request.POST or None, departments=departments, needed=needed)
    if request.method == "POST" and form.is_valid():
        actions.set_needs(found, form.people, by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": found})
        return redirect(found)
    return render(
        request,
        "change_mgmt/needs.html",
        {"course": found, "form": form, "page_title": _("Who must be trained"), "crumb": found},
    )


@programme_page(EDIT)
def new_session(request, programme, pk):
    found = one_of(programme, Course.objects, pk, request.user, EDIT)
    form = SessionForm(request.POST or None, instance=Session(course=found))
    lead = _("%(course)s. Times are in %(zone)s.") % {"course": found, "zone": programme.organisation.time_zone}
    return new_record(
        request,
        form,
        title=_("New session"),
        lead=lead,
        permission=EDIT,
        back=lambda made: reverse("session", args=[programme.pk, made.pk]),
    )


@programme_page(EDIT)
def edit_session(request, programme, pk):
    found = one_of(programme, Session.objects.select_related("course"), pk, request.user, EDIT)
    if found.state != Session.State.PLANNED:
        raise Refused(_("Only a planned session can be changed."))
    form = SessionForm(request.POST or None, instance=found)
    lead = _("Times are in %(zone)s.") % {"zone": programme.organisation.time_zone}
    return edit_record(request, form, title=str(found), lead=lead, permission=EDIT, back=found)


@programme_page("change_mgmt.view_session")
def session(request, programme, pk):
    found = one_of(programme, _sessions(), pk, request.user, "change_mgmt.view_session")
    return _session_page(request, programme, found)


def _session_page(request, programme, found, *, enrol_form=None, people_form=None):
    """Everyone sees the seats and signs up; who came is for those who run the training."""
    runs = request.user.has_perm("change_mgmt.mark_attendance", found)
    people = list(found.enrolments.select_related("department", "user")) if runs else []
    own = found.enrolments.filter(user=request.user).select_related("department").first()
    open_to_all = found.state == Session.State.PLANNED and not found.has_started
    context = {
        "page_title": found.course.title,
        "session": found,
        "runs": runs,
        "people": people,
        "own": own,
        "open": open_to_all,
        "free": found.seats - found.taken,
        "enrol_form": enrol_form or EnrolForm(programme=programme),
        "people_form": people_form or EnrolPeopleForm(programme=programme, prefix="people"),
    }
    return render(request, "change_mgmt/session.html", context)


@require_POST
@programme_page("change_mgmt.enrol")
def enrol(request, programme, pk):
    found = one_of(programme, _sessions(), pk, request.user, "change_mgmt.enrol")
    form = EnrolForm(request.POST, programme=programme)
    if form.is_valid():
        try:
            actions.enrol(found, department=form.cleaned_data["department"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("You have a seat."))
            return redirect(found)
    return _session_page(request, programme, found, enrol_form=form)


@require_POST
@programme_page(EDIT)
def enrol_people(request, programme, pk):
    found = one_of(programme, _sessions(), pk, request.user, EDIT)
    form = EnrolPeopleForm(request.POST, programme=programme, prefix="people")
    if form.is_valid():
        try:
            added = actions.enrol_people(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("People added: %(n)d.") % {"n": len(added)})
            return redirect(found)
    return _session_page(request, programme, found, people_form=form)


@require_POST
@programme_page("change_mgmt.enrol")
def leave(request, programme, pk):
    """Give back one's own seat, or as whoever runs the training somebody's."""
    queryset = Enrolment.objects.select_related("session__course")
    found = one_of(programme, queryset, pk, request.user, "change_mgmt.view_enrolment")
    actions.leave(found, by=request.user)
    messages.success(request, _("The seat is free again."))
    return redirect(found.session)


@programme_page("change_mgmt.mark_attendance")
def mark_attendance(request, programme, pk):
    """Everyone on the list in one form; nothing is written until all are marked."""
    queryset = Session.objects.select_related("course")
    found = one_of(programme, queryset, pk, request.user, "change_mgmt.mark_attendance")
    enrolments = found.enrolments.select_related("department")
    form = AttendanceForm(request.POST or None, enrolments=enrolments)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_attendance(found, form.marks, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Attendance is marked."))
            return redirect(found)
    return render(
        request,
        "change_mgmt/attendance.html",
        {"session": found, "form": form, "page_title": _("Mark attendance"), "crumb": found},
    )

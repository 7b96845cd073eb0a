"""What is taught, to whom, and how far that has come."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt import actions
from change_mgmt.attended import courses_asked_of, learned
from change_mgmt.charts import coverage_bars
from change_mgmt.coverage import Cover, coverage
from change_mgmt.forms.training import CourseForm, NeedsForm
from change_mgmt.models import Course, Enrolment, Level
from change_mgmt.views.training.shared import EDIT, sessions
from core.charts import Chart
from core.edit import new_record
from core.refusal import Stale
from implementation.programme.models import Department
from implementation.programme.pages import one_of, programme_page
from implementation.staff.models import Employee

COMING = 10


@programme_page("change_mgmt.view_course")
def training(request, programme):
    """Who is trained and who is not, what is taught, and where one can sign up."""
    found = coverage(programme)
    courses = Course.objects.filter(programme=programme).prefetch_related("departments")
    page = Paginator(courses, 20).get_page(request.GET.get("page"))
    coming = sessions().filter(course__programme=programme, state="planned", starts_at__gt=timezone.now())[:COMING]
    mine = Enrolment.objects.filter(user=request.user, session__course__programme=programme)
    context = {
        "page_title": _("Training"),
        "coverage": found,
        "chart": bars_of(found.by_department) if found.by_department else None,
        "levels": [(Level(level).label, cover) for level, cover in found.by_level.items()],
        "posts": found.by_post.items(),
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
    queryset = Course.objects.select_related("prerequisite", "programme")
    found = one_of(programme, queryset, pk, request.user, "change_mgmt.view_course")
    whole = coverage(programme)
    covers = {
        department: (cover, (found.pk, department) in whole.from_list)
        for (number, department), cover in whole.by_place.items()
        if number == found.pk
    }
    departments = Department.objects.filter(pk__in=covers).order_by("name", "pk")
    may_edit = request.user.has_perm(EDIT, found)
    context = {
        "page_title": found.title,
        "course": found,
        "departments": found.departments.all(),
        "needs": [(department, *covers[department.pk]) for department in departments],
        "total": sum((cover for cover, _listed in covers.values()), Cover()),
        "due": len(learned(programme).due(found.pk)) if found.valid_months else 0,
        "questions": found.questions.count() if may_edit else 0,
        "link": found.sign_up_links.filter(session=None, withdrawn_at=None).first() if may_edit else None,
        "page": Paginator(sessions().filter(course=found).order_by("-starts_at", "-pk"), 20).get_page(
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
        cancel=reverse("training", args=[programme.pk]),
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
    """How many people of each department this course must reach, where the list of staff does not say it."""
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
        {
            "course": found,
            "form": form,
            "listed": found.people().count() if found.from_list else 0,
            "page_title": _("Who must be trained"),
            "crumb": found,
        },
    )


@programme_page("change_mgmt.view_course")
def my_training(request, programme):
    """One's own seats and certificates, and what is still asked of one."""
    employee = (
        Employee.objects.filter(programme=programme, user=request.user).here().select_related("department").first()
    )
    own = Q(user=request.user) | (Q(employee=employee) if employee else Q())
    seats = Enrolment.objects.filter(own, session__course__programme=programme)
    seats = seats.select_related("session__course__programme__organisation", "certificate", "department")
    context = {
        "page_title": _("My training"),
        "employee": employee,
        "seats": seats.order_by("-session__starts_at", "-pk"),
        "asked": still_asked(programme, employee) if employee else [],
    }
    return render(request, "change_mgmt/my_training.html", context)


def still_asked(programme, employee) -> list[tuple]:
    """Each course that this person must attend and has not, or must attend again, with how it stands and since when it is due."""
    found, asked = learned(programme), []
    for each in courses_asked_of(programme, employee):
        known = found.by_course.get(each.pk, {}).get(employee.pk)
        standing = known.standing if known else "new"
        if standing != "valid":
            asked.append((each, standing, known.due if known else None))
    return asked

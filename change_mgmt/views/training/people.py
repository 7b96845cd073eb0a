"""Who still needs a course, and who must repeat it; they are asked to come."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.actions.invitations import AGAIN_AFTER, invite
from change_mgmt.attended import learned
from change_mgmt.models import Course, Enrolment, PersonalLink, Session
from change_mgmt.views.training.shared import EDIT
from core.refusal import Refused
from core.text import whole
from implementation.programme.models import Department
from implementation.programme.pages import one_of, programme_page

SHOWN = 50


def to_train(course: Course):
    """Those on the list of staff for whom the course is and whose training does not hold."""
    done = learned(course.programme).employees(course.pk)
    return course.people().exclude(pk__in=done).select_related("department", "programme__organisation")


def filtered(course: Course, wanted):
    """As the address says: words, a department, and whether somebody has a seat or was asked."""
    people = to_train(course)
    if words := wanted.get("q", "").strip()[:100]:
        people = people.filter(Q(name__icontains=words) | Q(email__icontains=words) | Q(post__icontains=words))
    if department := whole(wanted.get("department", "")):
        people = people.filter(department=department)
    seated, asked = _seated(course), _asked(course)
    match wanted.get("show", ""):
        case "open":
            people = people.exclude(pk__in=seated)
        case "seat":
            people = people.filter(pk__in=seated)
        case "asked":
            people = people.filter(pk__in=asked).exclude(pk__in=seated)
        case "repeat":
            people = people.filter(pk__in=[each.employee for each in learned(course.programme).due(course.pk)])
    return people


def _seated(course: Course):
    coming = Enrolment.objects.filter(session__course=course, session__state=Session.State.PLANNED)
    open_ = coming.filter(state__in=[Enrolment.State.ENROLLED, Enrolment.State.WAITING], employee__isnull=False)
    return open_.filter(session__starts_at__gt=timezone.now()).values("employee")


def _asked(course: Course):
    return PersonalLink.objects.filter(course=course, invited_at__isnull=False, employee__isnull=False).values(
        "employee"
    )


@programme_page(EDIT)
def course_people(request, programme, pk):
    queryset = Course.objects.select_related("programme__organisation")
    found = one_of(programme, queryset, pk, request.user, EDIT)
    people = filtered(found, request.GET)
    page = Paginator(people.order_by("name", "pk"), SHOWN).get_page(request.GET.get("page"))
    shown = [each.pk for each in page]
    links = PersonalLink.objects.filter(course=found, employee__in=shown).select_related("mail")
    seats = Enrolment.objects.filter(employee__in=shown, session__in=found.sessions.all()).select_related("session")
    by_person = {link.employee_id: link for link in links}
    seat_of = {seat.employee_id: seat for seat in seats.order_by("session__starts_at")}
    again = {each.employee: each for each in learned(programme).due(found.pk)}
    late = timezone.now() - AGAIN_AFTER
    may_ask = people.exclude(email="").exclude(pk__in=_seated(found))
    context = {
        "course": found,
        "page": page,
        "rows": [(each, seat_of.get(each.pk), by_person.get(each.pk), again.get(each.pk)) for each in page],
        "to_ask": may_ask.exclude(
            pk__in=PersonalLink.objects.filter(course=found, invited_at__gt=late, employee__isnull=False).values(
                "employee"
            )
        ).count(),
        "listed": found.people().count(),
        "departments": Department.objects.filter(pk__in=found.people().order_by().values("department")),
        "q": request.GET.get("q", "")[:100],
        "department": whole(request.GET.get("department", "")),
        "show": request.GET.get("show", ""),
        "filters": [
            ("", _("All who still need it")),
            ("open", _("Without a seat")),
            ("asked", _("Asked, without a seat")),
            ("seat", _("With a seat")),
            ("repeat", _("Due again")),
        ],
        "page_title": _("Still to train"),
        "crumb": found,
    }
    return render(request, "change_mgmt/course_people.html", context)


@require_POST
@programme_page(EDIT)
def invite_people(request, programme, pk):
    """Those whom the page shows, without those who have a seat."""
    queryset = Course.objects.select_related("programme__organisation")
    found = one_of(programme, queryset, pk, request.user, EDIT)
    people = filtered(found, request.POST).exclude(pk__in=_seated(found))
    try:
        sent = invite(found, people, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Mails on their way: %(n)d.") % {"n": sent})
    return redirect("course_people", programme.pk, found.pk)

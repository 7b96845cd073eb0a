"""When a course is taught, who has a seat, and who came."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from change_mgmt import actions
from change_mgmt.actions import door
from change_mgmt.calendar import entry_of
from change_mgmt.forms.training import AttendanceForm, EnrolForm, EnrolPeopleForm, SessionForm
from change_mgmt.models import Course, Enrolment, Session
from change_mgmt.opinions import LEAST, opinions_of
from change_mgmt.views.training.shared import EDIT, enrolments, sessions
from core.edit import edit_record, new_record
from core.links import code_svg
from core.refusal import Refused
from core.text import gap
from implementation.programme.pages import one_of, programme_page


@programme_page(EDIT)
def new_session(request, programme, pk):
    """``pk`` is the course."""
    queryset = Course.objects.select_related("programme__organisation")
    found = one_of(programme, queryset, pk, request.user, EDIT)
    form = SessionForm(request.POST or None, instance=Session(course=found))
    lead = _("%(course)s. Times are in %(zone)s.") % {"course": found, "zone": programme.organisation.time_zone}
    return new_record(
        request,
        form,
        title=_("New session"),
        lead=lead,
        permission=EDIT,
        back=lambda made: reverse("session", args=[programme.pk, made.pk]),
        cancel=found.get_absolute_url(),
    )


@programme_page(EDIT)
def edit_session(request, programme, pk):
    found = one_of(programme, sessions(), pk, request.user, EDIT)
    if found.state != Session.State.PLANNED:
        raise Refused(_("Only a planned session can be changed."))
    form = SessionForm(request.POST or None, instance=found)
    zone = _("Times are in %(zone)s.") % {"zone": programme.organisation.time_zone}
    told = _("When time or place change, everyone with a seat is told.")
    lead = f"{zone}{gap()}{told}"
    return edit_record(request, form, title=str(found), lead=lead, save=actions.change_session, back=found)


@programme_page("change_mgmt.view_session")
def session(request, programme, pk):
    found = one_of(programme, sessions(), pk, request.user, "change_mgmt.view_session")
    return _session_page(request, programme, found)


def _session_page(request, programme, found, *, enrol_form=None, people_form=None):
    """Everyone sees the seats and signs up; who came is for those who run the training."""
    runs = request.user.has_perm("change_mgmt.mark_attendance", found)
    people = list(found.enrolments.select_related("department", "user", "certificate", "link__mail")) if runs else []
    own = found.enrolments.filter(user=request.user).select_related("department", "certificate").first()
    if own:
        own.session = found
    context = {
        "page_title": found.course.title,
        "session": found,
        "runs": runs,
        "people": [each for each in people if each.state != Enrolment.State.WAITING],
        "waiting": sorted((each for each in people if each.state == Enrolment.State.WAITING), key=lambda each: each.pk),
        "own": own,
        "place_in_queue": _place_in_queue(own),
        "open": found.takes_people,
        "free": found.seats - found.taken,
        "has_test": found.course.questions.exists() if runs else False,
        "opinions": opinions_of(found) if runs and found.has_started else None,
        "least": LEAST,
        "enrol_form": enrol_form or EnrolForm(programme=programme),
        "people_form": people_form or EnrolPeopleForm(programme=programme, prefix="people"),
    }
    return render(request, "change_mgmt/session.html", context)


def _place_in_queue(own: Enrolment | None) -> int:
    if own is None or own.state != Enrolment.State.WAITING:
        return 0
    return own.session.enrolments.waiting().filter(pk__lte=own.pk).count()


@require_POST
@programme_page("change_mgmt.enrol")
def enrol(request, programme, pk):
    found = one_of(programme, sessions(), pk, request.user, "change_mgmt.enrol")
    form = EnrolForm(request.POST, programme=programme)
    if form.is_valid():
        try:
            made = actions.enrol(found, department=form.cleaned_data["department"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            waits = made.state == Enrolment.State.WAITING
            messages.success(request, _("You are on the waiting list.") if waits else _("You have a seat."))
            return redirect(found)
    return _session_page(request, programme, found, enrol_form=form)


@require_POST
@programme_page(EDIT)
def enrol_people(request, programme, pk):
    found = one_of(programme, sessions(), pk, request.user, EDIT)
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
    found = one_of(programme, enrolments(), pk, request.user, "change_mgmt.view_enrolment")
    actions.leave(found, by=request.user)
    messages.success(request, _("The seat is free again."))
    return redirect(found.session)


@programme_page("change_mgmt.mark_attendance")
def mark_attendance(request, programme, pk):
    """Everyone with a seat in one form; nothing is written until all are marked."""
    queryset = Session.objects.select_related("course__programme__organisation")
    found = one_of(programme, queryset, pk, request.user, "change_mgmt.mark_attendance")
    form = AttendanceForm(request.POST or None, enrolments=found.enrolments.seated().select_related("department"))
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
        {
            "session": found,
            "form": form,
            "has_test": found.course.questions.exists(),
            "page_title": _("Mark attendance"),
            "crumb": found,
        },
    )


@never_cache
@programme_page("change_mgmt.mark_attendance")
def session_wall(request, programme, pk):
    """The code on the wall. The page fetches itself again before the code is too old; the header needs no script."""
    found = one_of(programme, sessions(), pk, request.user, "change_mgmt.mark_attendance")
    context = {"session": found, "code": door.code_now(found), "page_title": _("Code on the wall"), "crumb": found}
    answer = render(request, "change_mgmt/wall.html", context)
    if found.door_is_open:
        answer["Refresh"] = str(min(door.seconds_left() + 1, 60))
    return answer


@never_cache
@programme_page("change_mgmt.mark_attendance")
def session_wall_code(request, programme, pk):
    found = one_of(programme, sessions(), pk, request.user, "change_mgmt.mark_attendance")
    if not found.door_is_open:
        raise Refused(_("The code opens two hours before the session and closes two hours after it."))
    return HttpResponse(code_svg(door.address_now(found)), content_type="image/svg+xml")


@programme_page("change_mgmt.view_session")
def session_entry(request, programme, pk):
    """The session for one's own calendar."""
    found = one_of(programme, sessions(), pk, request.user, "change_mgmt.view_session")
    return entry_of(found, address=found.get_absolute_url())

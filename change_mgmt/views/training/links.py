"""Links by which people sign up: opened, withdrawn, printed; and somebody's own page to hand over on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.actions import people, sign_up
from change_mgmt.models import Course, Session, SignUpLink
from change_mgmt.views.training.shared import EDIT, enrolments, sessions
from core.links import code_svg
from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import one_of, programme_page


def _course(request, programme, pk) -> Course:
    queryset = Course.objects.select_related("programme__organisation")
    return one_of(programme, queryset, pk, request.user, EDIT)


@programme_page(EDIT)
def course_links(request, programme, pk):
    """One link for the course, and one for each coming session."""
    found = _course(request, programme, pk)
    links = SignUpLink.objects.filter(course=found, withdrawn_at=None).select_related("session")
    by_session = {link.session_id: link for link in links}
    coming = sessions().filter(course=found, state=Session.State.PLANNED, starts_at__gt=timezone.now())
    context = {
        "course": found,
        "link": by_session.get(None),
        "rows": [(session, by_session.get(session.pk)) for session in coming],
        "page_title": _("Sign-up links"),
        "crumb": found,
    }
    return render(request, "change_mgmt/course_links.html", context)


@require_POST
@programme_page(EDIT)
def open_sign_up_link(request, programme, pk):
    """``session`` in the form names a session; without one the link is for the course."""
    found, session = _course(request, programme, pk), None
    if wanted := request.POST.get("session", ""):
        session = sessions().filter(course=found, pk=whole(wanted) or 0).first()
        if session is None:
            raise Refused(_("Choose a session of this course."))
    sign_up.open_link(found, session=session, by=request.user)
    messages.success(request, _("The link is open. Send it to the people, or print it."))
    return redirect("course_links", programme.pk, found.pk)


def _link(request, programme, pk) -> SignUpLink:
    links = SignUpLink.objects.select_related("course__programme__organisation", "session__course")
    return one_of(programme, links, pk, request.user, EDIT)


@require_POST
@programme_page(EDIT)
def withdraw_sign_up_link(request, programme, pk):
    found = _link(request, programme, pk)
    sign_up.withdraw_link(found, by=request.user)
    messages.success(request, _("The link is withdrawn."))
    return redirect("course_links", programme.pk, found.course_id)


def _shown(found):
    if not found.address:
        raise Refused(_("This link cannot be shown again: renew it."))
    return found


@programme_page(EDIT)
def sign_up_code(request, programme, pk):
    """The link as a picture that a phone reads."""
    found = _shown(_link(request, programme, pk))
    return HttpResponse(code_svg(found.address), content_type="image/svg+xml")


@programme_page(EDIT)
def sign_up_poster(request, programme, pk):
    """A page to print and hang up."""
    found = _shown(_link(request, programme, pk))
    return render(request, "change_mgmt/poster.html", {"link": found, "page_title": _("Poster"), "crumb": found.course})


@programme_page(EDIT)
def seat_link(request, programme, pk):
    """Somebody's own page, for a sheet of paper: those without e-mail get it by hand."""
    found = one_of(programme, enrolments(), pk, request.user, EDIT)
    if request.method == "POST":
        people.link_of_enrolment(found, by=request.user)
        return redirect("seat_link", programme.pk, found.pk)
    context = {"enrolment": found, "page_title": _("Personal link"), "crumb": found.session}
    return render(request, "change_mgmt/seat_link.html", context)


@programme_page(EDIT)
def seat_code(request, programme, pk):
    found = one_of(programme, enrolments(), pk, request.user, EDIT)
    if found.link is None:
        raise Refused(_("This person has no link yet: make one first."))
    return HttpResponse(code_svg(_shown(found.link).address), content_type="image/svg+xml")


@require_POST
@programme_page("change_mgmt.enrol")
def open_own_page(request, programme, pk):
    """From the account to the page of the seat, where the test, the certificate and the opinion are."""
    found = one_of(programme, enrolments(), pk, request.user, "change_mgmt.view_enrolment")
    if found.user_id != request.user.pk:
        raise Refused(_("This is the seat of somebody else."))
    link = people.link_of_enrolment(found, by=request.user)
    if not link.token:
        raise Refused(_("This link cannot be shown again: renew it."))
    return redirect("own_training", link.token)

"""Somebody's own page for one course, opened by their link: seat, calendar entry, test, certificate, opinion."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.actions import people, sign_up, trials
from change_mgmt.actions.certificates import certify
from change_mgmt.actions.opinions import say_how_it_was
from change_mgmt.calendar import entry_of
from change_mgmt.forms.own_training import OpinionForm
from change_mgmt.forms.questions import TestSheetForm
from change_mgmt.models import Course, Enrolment, PersonalLink, Session
from change_mgmt.training.validity import due_on, standing
from change_mgmt.views.training.certificates import as_file, papers
from change_mgmt.views.training.guests import own_page
from change_mgmt.views.training.shared import sessions
from core.models import Attachment
from core.refusal import Refused
from core.text import whole

State = Enrolment.State
OFFERED = 20


def _is_open(seat: Enrolment) -> bool:
    """A seat in a session to come, or in one that goes on and whose list is not closed."""
    return seat.session.takes_people or (seat.state == State.ENROLLED and seat.session.door_is_open)


@dataclass
class Desk:
    """What lies on the page of one person."""

    link: PersonalLink
    seats: list[Enrolment]

    @property
    def seat(self) -> Enrolment | None:
        """The seat to come, or the last one that was taken."""
        coming = [each for each in self.seats if each.session.takes_people]
        past = [each for each in self.seats if each.state == State.ATTENDED]
        today = [each for each in self.seats if each.session.state == Session.State.PLANNED]
        return next(iter([*coming, *today, *past, *self.seats]), None)

    @property
    def learned(self) -> Enrolment | None:
        """The seat that counts as training: the last one that was attended, and passed where there is a pass mark."""
        return next((each for each in self.seats if each.has_passed), None)

    @property
    def valid_until(self):
        if self.learned is None:
            return None
        return due_on(timezone.localdate(self.learned.session.starts_at), self.link.course.valid_months)

    @property
    def may_sign_up(self) -> bool:
        """Without an open seat, and with something still to learn or to repeat."""
        if any(_is_open(each) for each in self.seats):
            return False
        if self.learned is None:
            return True
        on = timezone.localdate(self.learned.session.starts_at)
        return standing(on, self.link.course.valid_months, today=timezone.localdate()) != "valid"


def desk_of(link: PersonalLink) -> Desk:
    return Desk(
        link, list(people.seats_of(link).select_related("session__course__programme__organisation", "department"))
    )


@own_page
def own_training(request, link):
    return _page(request, link)


def _page(request, link, *, refused="", opinion_form=None, status=200):
    desk = desk_of(link)
    seat = desk.seat
    attended = next((each for each in desk.seats if each.state == State.ATTENDED), None)
    coming = sessions().filter(course=link.course, state="planned", starts_at__gt=timezone.now())
    questions = link.course.questions.exists()
    context = {
        "link": link,
        "course": link.course,
        "desk": desk,
        "seat": seat,
        "place_in_queue": seat.session.enrolments.waiting().filter(pk__lte=seat.pk).count()
        if seat and seat.state == State.WAITING
        else 0,
        "coming": list(coming[:OFFERED]) if desk.may_sign_up else [],
        "attended": attended,
        "has_test": questions,
        "test_closed": trials.why_closed(attended) if attended and questions else "",
        "tries_left": trials.tries_left(attended) if attended and questions else 0,
        "tries": list(attended.attempts.exclude(handed_in_at=None).defer("paper", "answers")) if attended else [],
        "certifies": next((each for each in desk.seats if each.earns_certificate), None),
        "files": list(_files(link.course)),
        "opinion_form": opinion_form or OpinionForm(),
        "refused": refused,
        "done": request.GET.get("done", "") if request.method == "GET" else "",
    }
    return render(request, "change_mgmt/own_training.html", context, status=status)


def _done(link, what=""):
    address = redirect("own_training", link.token)
    address["Location"] += f"?done={what}" if what else ""
    return address


@require_POST
@own_page
def own_seat(request, link):
    """Take a seat in the session that the button names, or give back the seat that it names."""
    try:
        if number := whole(request.POST.get("session", "")):
            session = sessions().filter(course=link.course, pk=number).first()
            if session is None:
                raise Refused(_("Choose a session of this course."))
            sign_up.sign_up_again(link, session=session)
            return _done(link, "seat")
        seat = people.seats_of(link).filter(pk=whole(request.POST.get("leave", "")) or 0).first()
        if seat is None:
            raise Refused(_("This seat was given back already."))
        sign_up.give_back(link, seat)
    except Refused as refusal:
        return _page(request, link, refused=str(refusal), status=409)
    return _done(link, "back")


@own_page
def own_entry(request, link, number):
    """The session of a seat for the calendar of the phone."""
    seat = people.seats_of(link).filter(pk=number).first()
    if seat is None:
        raise Http404
    return entry_of(seat.session, address=link.address)


def _attended(link) -> Enrolment:
    seat = next((each for each in people.seats_of(link) if each.state == State.ATTENDED), None)
    if seat is None:
        raise Refused(_("The test opens when your attendance is marked."))
    return seat


@own_page
def own_test(request, link):
    """The paper that lies before this person; the first press begins a try."""
    try:
        seat = _attended(link)
        lying = seat.attempts.filter(handed_in_at=None).first()
        if request.method == "POST" and "begin" in request.POST:
            trials.begin(seat)
            return redirect("own_test", link.token)
        if lying is None:
            return _done(link)
        form = TestSheetForm(request.POST or None, paper=lying.paper)
        if request.method == "POST" and form.is_valid():
            trials.hand_in(lying, form.answers)
            return _done(link, "test")
    except Refused as refusal:
        return _page(request, link, refused=str(refusal), status=409)
    context = {"link": link, "course": link.course, "attempt": lying, "form": form}
    return render(request, "change_mgmt/own_test.html", context)


@require_POST
@own_page
def own_opinion(request, link):
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return _page(request, link, opinion_form=form, status=422)
    try:
        say_how_it_was(_attended(link), **form.cleaned_data)
    except Refused as refusal:
        return _page(request, link, refused=str(refusal), status=409)
    return _done(link, "said")


@own_page
def own_certificate(request, link):
    """Pressed, the certificate is issued; read, it is a file."""
    seat = next((each for each in people.seats_of(link) if each.earns_certificate), None)
    if seat is None:
        raise Http404
    if request.method == "POST":
        certify(seat)
        return redirect("own_certificate", link.token)
    found = papers().filter(enrolment=seat).first()
    if found is None:
        return _done(link)
    return as_file(found)


def _files(course: Course):
    kind = ContentType.objects.get_for_model(Course)
    return Attachment.objects.filter(content_type=kind, object_id=course.pk)


@own_page
def own_file(request, link, number):
    """What lies beside the course is for all who learn it."""
    kept = _files(link.course).filter(pk=number).first()
    if kept is None:
        raise Http404
    response = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

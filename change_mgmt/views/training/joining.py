"""Pages that open to anybody who has the link: sign up, and mark oneself as here."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from change_mgmt.actions import door, people, sign_up
from change_mgmt.forms.own_training import HereForm, SignUpForm
from change_mgmt.limits import is_within
from change_mgmt.models import Session
from change_mgmt.views.training.guests import closed, quiet, who_is_it
from change_mgmt.views.training.shared import sessions
from core.refusal import Refused
from core.templatetags.pilotage import moment

OFFERED = 20


@never_cache
def sign_up_page(request, token):
    """Whether an address is on the list is told to its mailbox only: the answer is the same for every address."""
    link = sign_up.link_behind(token)
    if link is None or not link.is_open:
        return closed(request, known=link is not None)
    with timezone.override(link.course.programme.organisation.zone):
        return quiet(_sign_up(request, link))


def _offered(link):
    found = sessions().filter(course=link.course, state=Session.State.PLANNED, starts_at__gt=timezone.now())
    return list(found.filter(pk=link.session_id) if link.session_id else found[:OFFERED])


def _label(session) -> str:
    left = session.seats - session.taken
    seats = _("%(n)d seats free") % {"n": left} if left > 0 else _("full, with a waiting list")
    return f"{moment(session.starts_at)} · {session.where} · {seats}"


def _sign_up(request, link):
    offered = _offered(link)
    choices = [(str(session.pk), _label(session)) for session in offered]
    form = SignUpForm(request.POST or None, programme=link.course.programme, sessions=choices)
    status = 200
    if request.method == "POST" and not is_within(request, "sign_up", link.pk):
        return closed(request, busy=True)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        session = next(each for each in offered if str(each.pk) == data["session"])
        try:
            if data["email"]:
                sign_up.sign_up_by_email(link, session=session, email=data["email"])
                return redirect(f"{request.path}?sent=1")
            own = sign_up.sign_up_by_name(
                link, session=session, name=data["name"], department=data["department"], stamp=data["stamp"]
            )
            return redirect("own_training", own.token)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
    context = {
        "link": link,
        "course": link.course,
        "offered": offered,
        "form": form,
        "sent": "sent" in request.GET and request.method == "GET",
    }
    return render(request, "change_mgmt/sign_up.html", context, status=status)


@never_cache
def be_here(request, code):
    """Behind the code on the wall. Whoever opened their own page on this phone presses once; others give their e-mail."""
    session = door.session_behind(code, grace=1 + (door.GRACE if request.method == "POST" else 0))
    if session is None:
        return quiet(render(request, "change_mgmt/door_shut.html", status=410))
    with timezone.override(session.course.programme.organisation.zone):
        return quiet(_be_here(request, session))


def _seat_here(request, session):
    """The seat of whoever holds this phone."""
    if request.user.is_authenticated:
        own = session.enrolments.filter(user=request.user).first()
        if own:
            return own
    link = who_is_it(request, session.course)
    return people.seats_of(link).filter(session=session).first() if link else None


def _be_here(request, session):
    seat = _seat_here(request, session)
    form = HereForm(request.POST if request.method == "POST" and "email" in request.POST else None)
    refused, came = "", False
    if request.method == "POST":
        if not is_within(request, "here", session.pk):
            return closed(request, busy=True)
        try:
            if "email" in request.POST:
                if form.is_valid():
                    door.come_in_by_email(session, form.cleaned_data["email"])
                    return render(request, "change_mgmt/be_here.html", {"session": session, "noted": True})
            elif seat:
                door.come_in(seat)
                came = True
        except Refused as refusal:
            refused = str(refusal)
    context = {"session": session, "seat": seat, "form": form, "refused": refused, "came": came}
    return render(request, "change_mgmt/be_here.html", context)

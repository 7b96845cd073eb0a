"""The code on the wall: who opens it during the session marks themselves as here."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from change_mgmt.actions import people, seats
from change_mgmt.models import Enrolment, Session
from core.refusal import Refused
from core.workflow import perform

#: A code is made for so many seconds.
STEP = 300
#: A page that was opened in time may be sent for so many steps more.
GRACE = 2

State = Enrolment.State


def code_now(session: Session) -> str:
    step = int(timezone.now().timestamp()) // STEP
    return f"{session.pk}-{step}-{_mac(session.pk, step)}"


def address_now(session: Session) -> str:
    return f"{settings.SITE_URL}{reverse('be_here', args=[code_now(session)])}"


def seconds_left() -> int:
    return STEP - int(timezone.now().timestamp()) % STEP


def _mac(session: int, step: int) -> str:
    return salted_hmac("change_mgmt.door", f"{session}:{step}", algorithm="sha256").hexdigest()[:32]


def session_behind(code: str, *, grace: int = 1) -> Session | None:
    """The session whose door a code opens now; None where it was made up, is too old, or the door is shut."""
    number, _dash, rest = code.partition("-")
    step, _dash, mac = rest.partition("-")
    if not (number.isascii() and number.isdigit() and step.isascii() and step.isdigit() and len(code) < 80):
        return None
    age = int(timezone.now().timestamp()) // STEP - int(step)
    if not 0 <= age <= grace or not constant_time_compare(mac, _mac(int(number), int(step))):
        return None
    found = Session.objects.select_related("course__programme__organisation").filter(pk=int(number)).first()
    return found if found and found.door_is_open else None


@transaction.atomic
def come_in(enrolment: Enrolment) -> Enrolment:
    """Somebody is here. The trainer can put it right in the list."""
    session = seats.locked(enrolment.session)
    if session.state != Session.State.PLANNED:
        raise Refused(_("Attendance is marked already. Speak to your trainer."))
    fresh = session.enrolments.filter(pk=enrolment.pk).first()
    if fresh is None:
        raise Refused(_("This seat was given back. Speak to your trainer."))
    if fresh.state == State.ATTENDED:
        return fresh
    return perform(fresh, "attend", by=None, note=str(_("By the code on the wall.")))


@transaction.atomic
def come_in_by_email(session: Session, email: str) -> None:
    """Marks whoever has a seat under this address; says nothing of whether somebody has."""
    employee = people.employee_at(session.course.programme, email)
    if employee and (enrolment := session.enrolments.filter(employee=employee).select_related("session").first()):
        come_in(enrolment)

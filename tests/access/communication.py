"""Who may open which page of communication and take which step."""

from core.models import OutgoingMail
from core.roles import CONSULTANT, EDITORS, INSIDERS, MANAGER, SPONSOR, STEERING
from tests.communication.factories import make_delivery, make_message, make_ready, make_sent
from tests.factories import ROLES, user_as
from tests.rollout.going_live import make_wave
from tests.staff.factories import make_employee

CHECKERS = {SPONSOR, MANAGER, CONSULTANT}


def programme_only(programme):
    return {"programme": programme.pk}


def of(make, **fields):
    def kwargs(programme):
        return {"programme": programme.pk, "pk": make(programme, **fields).pk}

    return kwargs


def a_wave(programme):
    return {"programme": programme.pk, "kind": "wave", "pk": make_wave(programme).pk}


def a_ready_message(programme):
    make_employee(programme)
    return {"programme": programme.pk, "pk": make_ready(programme).pk}


def a_message_to_everyone_inside(programme):
    """Every role that is inside has an account that got it."""
    for role in ROLES:
        user_as(role, programme)
    roles = sorted(INSIDERS)
    return {"programme": programme.pk, "pk": make_sent(programme, whom="chosen", roles=roles).pk}


def a_failed_delivery(programme):
    found = make_delivery(programme)
    OutgoingMail.objects.filter(pk=found.mail_id).update(state="failed")
    return {"programme": programme.pk, "pk": found.pk}


PAGES = {
    "communication": (STEERING, programme_only),
    "message_calendar": (STEERING, programme_only),
    "new_message": (EDITORS, programme_only),
    "usual_messages": (EDITORS, programme_only),
    "prepare_notice": (EDITORS, a_wave, "post"),
    "messages_xlsx": (STEERING, programme_only),
    "messages_pdf": (STEERING, programme_only),
    "import_messages": (EDITORS, programme_only),
    "my_messages": (INSIDERS, programme_only),
    "message": (STEERING, of(make_message)),
    "edit_message": (EDITORS, of(make_message)),
    "write_message": (EDITORS, of(make_message)),
    "ask_reader": (EDITORS, of(make_message)),
    "hold_message": (EDITORS, of(make_message, channel="meeting")),
    "send_message": (EDITORS, a_ready_message),
    "message_people": (EDITORS, of(make_sent)),
    "message_codes": (EDITORS, of(make_sent)),
    "remind_readers": (EDITORS, of(make_sent), "post"),
    "my_message": (INSIDERS, a_message_to_everyone_inside),
    "send_again": (EDITORS, a_failed_delivery, "post"),
    "delivery_code": (EDITORS, of(make_delivery)),
}
STEPS = {
    "communication.message.ask_reader": EDITORS,
    "communication.message.approve": CHECKERS,
    "communication.message.send_back": CHECKERS,
    "communication.message.release": EDITORS,
    "communication.message.rework": EDITORS,
    "communication.message.send": EDITORS,
    "communication.message.finish": EDITORS,
    "communication.message.hold": EDITORS,
    "communication.message.cancel": EDITORS,
    "communication.message.withdraw": EDITORS,
}

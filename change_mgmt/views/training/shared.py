"""Sessions as the pages of training show them."""

from django.db.models import Count, Q

from change_mgmt.models import Enrolment, Session

EDIT = "change_mgmt.edit_training"
ATTENDED, WAITING = Enrolment.State.ATTENDED, Enrolment.State.WAITING


def sessions():
    """Sessions with their course and how many have a seat, wait for one, and came."""
    return Session.objects.select_related("course__programme__organisation").annotate(
        taken=Count("enrolments", filter=~Q(enrolments__state=WAITING)),
        queue=Count("enrolments", filter=Q(enrolments__state=WAITING)),
        came=Count("enrolments", filter=Q(enrolments__state=ATTENDED)),
    )


def enrolments():
    return Enrolment.objects.select_related(
        "session__course__programme__organisation", "department", "employee", "user", "link"
    )

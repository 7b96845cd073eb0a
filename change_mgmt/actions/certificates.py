"""Who attended and passed gets a certificate, once."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.models import Certificate, Enrolment
from change_mgmt.training.validity import due_on
from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused


@transaction.atomic
def certify(enrolment: Enrolment, *, by: User | None = None) -> Certificate:
    """The certificate of a seat; the one that was issued before, where there is one."""
    audit.lock(enrolment.scope_key)
    fresh = Enrolment.objects.select_related("session__course__programme__organisation").get(pk=enrolment.pk)
    if found := Certificate.objects.filter(enrolment=fresh).first():
        return found
    if not fresh.earns_certificate:
        raise Refused(_("A certificate is for those who attended, and passed where there is a pass mark."))
    programme = fresh.session.course.programme
    number = (Certificate.objects.filter(programme=programme).aggregate(last=Max("number"))["last"] or 0) + 1
    certificate = Certificate(programme=programme, enrolment=fresh, number=number, facts=facts_of(fresh))
    return actions.create(certificate, permission="change_mgmt.mark_attendance", by=by)


def facts_of(enrolment: Enrolment) -> dict[str, Any]:
    """What the paper says, as it is on the day of issue."""
    session, course = enrolment.session, enrolment.session.course
    with timezone.override(course.programme.organisation.zone):
        on = timezone.localdate(session.starts_at)
    return plain(
        {
            "organisation": course.programme.organisation.name,
            "programme": course.programme.name,
            "course": course.title,
            "aim": course.aim,
            "name": enrolment.name,
            "department": enrolment.department.name,
            "attended_on": on,
            "hours": course.hours,
            "trainer": session.trainer,
            "score": enrolment.score if course.pass_mark is not None else None,
            "pass_mark": course.pass_mark,
            "valid_until": due_on(on, course.valid_months),
        }
    )

"""Those who still need a course are asked to come, each by a link of their own."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.actions import letters, people
from change_mgmt.models import Course, PersonalLink
from core import audit
from core.access import require
from core.models import User
from core.refusal import Refused
from implementation.staff.models import Employee

#: Nobody is asked twice within this.
AGAIN_AFTER = datetime.timedelta(days=3)


@transaction.atomic
def invite(course: Course, employees: Iterable[Employee], *, by: User) -> int:
    """How many mails leave. Who has no address, or was asked a short while ago, is left out. One entry for the course."""
    require(by, "change_mgmt.edit_training", course)
    audit.lock(course.scope_key)
    chosen = [each for each in employees if each.email and not each.has_left]
    if any(each.programme_id != course.programme_id for each in chosen):
        raise Refused(_("Choose people of this programme."))
    now = timezone.now()
    asked = PersonalLink.objects.filter(course=course, invited_at__gt=now - AGAIN_AFTER)
    lately = set(asked.values_list("employee_id", flat=True))
    chosen = [each for each in chosen if each.pk not in lately]
    if not chosen:
        raise Refused(_("Nobody is left to ask: they were asked less than three days ago, or have no e-mail address."))
    links = people.links_of_employees(course, chosen, by=by)
    sent = letters.send(course, links, letters.invitation_words(course))
    PersonalLink.objects.filter(pk__in=[link.pk for link in links]).update(invited_at=now)
    audit.entry(course, "invited", by=by, after={"people": sent})
    return sent

"""Who hears the alarms of an agreement, and for how long nobody does."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.models import User
from core.refusal import Stale
from core.roles import Role
from implementation.programme.actions import people_on
from sla.models import Agreement, AlarmSetting


def setting_of(agreement: Agreement) -> AlarmSetting:
    """The one on record, or what holds without one."""
    return AlarmSetting.objects.filter(agreement=agreement).first() or AlarmSetting(agreement=agreement)


def hearers(agreement: Agreement) -> Iterable[User]:
    """The named people who are on the programme still; the managers where none is."""
    setting = setting_of(agreement)
    named = people_on(agreement.programme).filter(pk__in=setting.people.all()) if setting.pk else User.objects.none()
    return named if named.exists() else people_on(agreement.programme, Role.MANAGER)


@transaction.atomic
def set_alarms(
    agreement: Agreement,
    *,
    people: Iterable[User],
    muted_until: datetime.date | None,
    by: User,
    seen_revision: int | None = None,
) -> AlarmSetting:
    """One audit entry with the names; nothing different writes nothing."""
    if not by.has_perm("sla.edit_alarms", agreement):
        raise PermissionDenied
    audit.lock(agreement.scope_key)
    setting = setting_of(agreement)
    if seen_revision is not None and setting.pk and seen_revision != setting.revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    before = _told(setting) if setting.pk else {"people": [], "muted_until": None}
    setting.muted_until = muted_until
    setting.full_clean()
    if not setting.pk:
        setting.save()
    setting.people.set(people)
    after = _told(setting)
    if before != after:
        setting.revision += 1
        setting.save()
        audit.entry(
            setting, "alarms", by=by, **dict(zip(("before", "after"), audit.changed(before, after), strict=True))
        )
    return setting


def _told(setting: AlarmSetting) -> dict:
    names = sorted(person.name for person in setting.people.all())
    return {"people": names, "muted_until": setting.muted_until}

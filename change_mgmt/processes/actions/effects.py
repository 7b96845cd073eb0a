"""Effects on people, and who was told of them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from change_mgmt.processes.models import Effect, EffectNotice, Process
from core import actions, audit, links
from core.access import require
from core.audit import Written
from core.models import User
from core.notifications import Letter, mail_all
from core.refusal import Refused
from core.text import day
from core.workflow import perform
from implementation.staff.models import Employee

PERMISSION = "processes.edit_process"
TELL = "processes.tell_people"


@transaction.atomic
def create_effect(effect: Effect, *, by: User) -> Effect:
    _refuse_dropped(effect)
    return actions.create(effect, permission=PERMISSION, by=by)


@transaction.atomic
def change_effect(effect: Effect, *, by: User, seen_revision: int | None = None, **fields: Any) -> Effect:
    """Change it; when the words or the day are others, or it affects more people, they must be told again."""
    _refuse_dropped(effect)
    changed = actions.change(effect, permission=PERMISSION, by=by, seen_revision=seen_revision, **fields)
    if changed.state == Effect.State.TOLD and by.has_perm(TELL, changed) and _untold(changed):
        perform(changed, "tell_again", by=by)
    elif changed.state == Effect.State.TOLD and _untold(changed):
        perform(changed, "tell_again", by=None)
    return changed


@transaction.atomic
def remove_effect(effect: Effect, *, by: User) -> None:
    """Only one of which nobody was told yet: what people were told stays on record."""
    if effect.notices.exists():
        raise Refused(_("People were told of it, so it stays on record. Change it and tell them again."))
    actions.remove(effect, permission=PERMISSION, by=by)


def _refuse_dropped(effect: Effect) -> None:
    if effect.process.state == Process.State.DROPPED:
        raise Refused(_("This process is dropped: take it up again before you change it."))


def _untold(effect: Effect) -> list[Employee]:
    """Who of those affected was not told of it in its present words."""
    told = EffectNotice.objects.filter(effect=effect, wording=effect.wording).values("employee")
    found = effect.affected().exclude(pk__in=told).select_related("programme__organisation")
    return list(found)


@transaction.atomic
def tell_by_mail(effect: Effect, *, by: User) -> list[EffectNotice]:
    """Write to everybody who is affected, has an address and was not told yet, each with a link of their own."""
    effect = _locked(effect, by=by)
    people = [person for person in _untold(effect) if person.email]
    if not people:
        raise Refused(_("Everybody with an e-mail address is told already. Tell the others in person."))
    tokens = [links.fresh() for _person in people]
    notices = [
        _notice(effect, person, EffectNotice.Way.MAIL, timezone.localdate(), by.name, token)
        for person, token in zip(people, tokens, strict=True)
    ]
    letters = (_letter(effect, person, token, by) for person, token in zip(people, tokens, strict=True))
    for notice, mail in zip(notices, mail_all(letters), strict=True):
        notice.mail = mail
    return _kept(effect, notices, by=by)


@transaction.atomic
def tell_in_person(
    effect: Effect, *, people: Iterable[Employee], told_on: datetime.date, told_by: str, by: User
) -> list[EffectNotice]:
    """Put on record that these people were told face to face, by whom and when."""
    effect = _locked(effect, by=by)
    if told_on > timezone.localdate():
        raise ValidationError({"told_on": _("This day has not come yet: choose today or a day before.")})
    chosen, open_ = list(people), {person.pk for person in _untold(effect)}
    if not chosen or any(person.pk not in open_ for person in chosen):
        raise Refused(_("Choose people whom it affects and who were not told yet."))
    way = EffectNotice.Way.IN_PERSON
    return _kept(effect, [_notice(effect, person, way, told_on, told_by, "") for person in chosen], by=by)


def _locked(effect: Effect, *, by: User) -> Effect:
    require(by, TELL, effect)
    audit.lock(effect.scope_key)
    _refuse_dropped(effect)
    return Effect.objects.select_related("process__programme__organisation").get(pk=effect.pk)


def _notice(effect: Effect, person: Employee, way: str, on: datetime.date, name: str, token: str) -> EffectNotice:
    return EffectNotice(
        effect=effect,
        employee=person,
        wording=effect.wording,
        text=effect.what,
        from_day=effect.from_day,
        way=way,
        told_on=on,
        told_by=name,
        token_sha256=links.token_hash(token) if token else "",
    )


def _kept(effect: Effect, notices: list[EffectNotice], *, by: User) -> list[EffectNotice]:
    EffectNotice.objects.bulk_create(notices, batch_size=500)
    written = (Written(notice, "told", after=audit.snapshot(notice)) for notice in notices)
    audit.entries(effect, written, by=by)
    if effect.state == Effect.State.TO_TELL and not _untold(effect):
        perform(effect, "finish_telling", by=by, note=_("Everybody on the list of people is told."))
    return notices


def _letter(effect: Effect, person: Employee, token: str, by: User) -> Letter:
    with translation.override(person.speaks):
        link = f"{settings.SITE_URL}{reverse('effect_notice', args=[token])}"
        subject = _("What changes for you: %(process)s") % {"process": effect.process.name}
        lines = [
            _("%(name)s,") % {"name": person.name},
            _("from %(day)s this changes for you:") % {"day": day(effect.from_day)},
            effect.what,
            _("Read it and say that you have: %(link)s") % {"link": link},
            _("The link is for you alone. Ask %(name)s whatever is not clear.") % {"name": by.name},
        ]
    return Letter(to=person.email, subject=subject, body="\n\n".join(lines) + "\n", secret=True)


def notice_behind(token: str) -> EffectNotice | None:
    """The notice that a link opens, whatever has become of it."""
    found = EffectNotice.objects.select_related(
        "effect__process__programme__organisation", "employee__programme__organisation"
    )
    return found.filter(token_sha256=links.token_hash(token)).first()


@transaction.atomic
def acknowledge(notice: EffectNotice) -> EffectNotice:
    """The person says that they have read it; a second press changes nothing."""
    audit.lock(notice.scope_key)
    fresh = EffectNotice.objects.select_related("effect__process__programme", "employee").get(pk=notice.pk)
    if fresh.employee.has_left:
        raise Refused(_("This link is not open any more."))
    if fresh.is_read:
        return fresh
    return actions.change(fresh, permission=TELL, by=None, verb="read", read_at=timezone.now())

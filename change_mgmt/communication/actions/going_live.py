"""A notice to those whom a go-live affects: a draft from the product, sent by nobody but a person."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from change_mgmt.communication.actions.plan import plan_message
from change_mgmt.communication.going_live import GoLive, coming
from change_mgmt.communication.models import Message
from change_mgmt.communication.usual import texts_of
from core import audit
from core.models import User
from core.refusal import Refused
from core.roles import Role
from core.text import day, listed, say
from implementation.programme.actions import people_on
from implementation.programme.models import Programme

PILOT = gettext_lazy(
    "From {day} the pilot “{name}” tries {modules} in daily work. It is a trial: what does not work is changed.\n\n"
    "**Before that day** you get your training and your access.\n\n"
    "**On that day** you work with it for the first time; somebody is near who helps.\n\n"
    "**Questions?** Ask {lead}."
)
WAVE = gettext_lazy(
    "From {day} your department works with {modules}. Others have tried it before you, and it was mended where they asked.\n\n"
    "**Before that day** you get your training and your access.\n\n"
    "**On that day** the old lists are closed; somebody is near who helps.\n\n"
    "**Questions?** Ask {lead}."
)


@transaction.atomic
def prepare_notice(programme: Programme, *, kind: str, pk: int, by: User) -> Message:
    """Draft the notice of a go-live in three languages, due ten days before it."""
    audit.lock(programme.scope_key)
    found = next((item for item in coming(programme) if item.kind == kind and item.thing.pk == pk), None)
    if found is None:
        raise Refused(_("This goes live no more, or has gone live already."))
    if found.notices:
        raise Refused(_("Its people have a notice in the plan already: “%(what)s”.") % {"what": found.notices[0]})
    with translation.override(programme.organisation.language):
        what = _("%(name)s goes live") % {"name": found.thing.name}
        why = _("Those affected know the day, what they do before it, and who helps.")
    message = Message(
        programme=programme,
        what=what[:200],
        why=why,
        aim=Message.Aim.CAN,
        due_on=found.notice_by,
        sender=people_on(programme, Role.SPONSOR).order_by("pk").first() or by,
        owner=by,
        whom=Message.Whom.CHOSEN,
        texts=_texts(found),
        **{found.kind: found.thing},
    )
    return plan_message(message, by=by)


def _texts(item: GoLive) -> dict[str, dict[str, str]]:
    modules = [item.thing.module] if item.kind == "pilot" else item.thing.modules.all()
    named = listed(module.name for module in modules)
    words = {"day": day(item.on), "name": item.thing.name, "modules": named, "lead": item.thing.lead.name}
    title = say(gettext_lazy("{name}: from {day} on"), **words)
    return texts_of(title, say(PILOT if item.kind == "pilot" else WAVE, **words))

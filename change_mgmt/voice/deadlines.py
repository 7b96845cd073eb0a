from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from change_mgmt.voice.models import Ask
from core.deadlines import deadline, plain_date
from core.text import say

deadline(
    "voice.Ask",
    "tell_by",
    open=Q(state__in=Ask.SETTLED, told_on=None),
    who=lambda ask: [ask.hearing.by_id],
    what=lambda ask: say(_("Tell the customers what became of it: {ask}"), ask=str(ask)),
    icon="reply",
    related=["hearing"],
)
plain_date("voice.Hearing", "on")
plain_date("voice.Ask", "told_on")

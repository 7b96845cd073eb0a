"""Who writes in a reply, and whether it may still be written."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from vendors.actions._record import ask, take
from vendors.models import Questionnaire, Reply

PERMISSION = "vendors.answer_questionnaire"


@dataclass(frozen=True)
class Writer:
    """Who writes: somebody with an account, or whoever holds the link."""

    name: str
    by: User | None = None
    #: How it came here, for the audit trail: “link sent to …”, “workbook”.
    way: str = ""

    @property
    def note(self) -> str:
        return ", ".join(word for word in ("" if self.by else self.name, self.way) if word)


def locked_open(reply: Reply, writer: Writer) -> Reply:
    """The row as it is now, locked; refused where the vendor may not write any more."""
    if writer.by is not None:
        ask(writer.by, PERMISSION, reply)
    fresh = take(reply)
    if fresh.state == Reply.State.SUBMITTED:
        raise Refused(_("The answers are handed in and stay as they are. Ask for them to be opened again."))
    if fresh.questionnaire.state != Questionnaire.State.OUT or fresh.state != Reply.State.OPEN:
        raise Refused(_("The questionnaire is closed: nothing more is taken."))
    if fresh.is_late:
        raise Refused(_("The last day has passed: ask for more time."))
    return fresh

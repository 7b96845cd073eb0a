"""What usually helps where a group stands before a barrier, and the page where it is done."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.survey.elements import Element


@dataclass(frozen=True)
class Proposal:
    """``advice`` says what helps, ``task`` is the first step as a task, ``page`` the name of the page where such work is done."""

    advice: Any
    task: Any
    page: str
    page_words: Any

    def address(self, programme) -> str:
        try:
            return reverse(self.page, args=[programme.pk])
        except NoReverseMatch:
            return ""


PROPOSALS = {
    Element.KNOW_WHY: Proposal(
        _(
            "Tell them why: the head of the department says what gets better, for the customer and for them, and answers."
        ),
        _("Explain why the CRM comes, and answer questions: {group}"),
        "communication",
        _("Communication"),
    ),
    Element.WANT: Proposal(
        _("Listen to what they lose by it, mend what can be mended, and let them see somebody like them gain by it."),
        _("Talk over what they lose and what they win: {group}"),
        "communication",
        _("Communication"),
    ),
    Element.KNOW_HOW: Proposal(
        _("Train them on their own work, close to the day on which they begin."),
        _("Plan training on their own work: {group}"),
        "training",
        _("Training"),
    ),
    Element.CAN: Proposal(
        _("Clear the way: simpler steps, a tool that works, time to practise, somebody beside them."),
        _("Find what keeps them from doing it, and clear the way: {group}"),
        "processes",
        _("Processes"),
    ),
    Element.KEEP: Proposal(
        _("Follow up and thank: use the figures in meetings, show what came of them, close the old way."),
        _("Follow up, show what came of it, and thank: {group}"),
        "tasks",
        _("Tasks"),
    ),
}

"""Why an answer does not fit its question, in sentences that say how to mend it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.text import listed, say
from vendors.models import Question
from vendors.questionnaire_values import MOST_TEXT, Asked

SENTENCES = {
    "too_long": _("This is longer than {most} characters. Shorten it, or give it as a file."),
    "no_number": _("Write a number with digits alone, like 1250.5, and what belongs to it into the remark."),
    "no_yes_no": _("Answer with yes or no, and write what belongs to it into the remark."),
    "no_choice": _("Choose one of: {choices}."),
    "no_file": _("This asks for a file: it is given on the page of the questionnaire."),
}


def why(code: str, question: Question) -> Any:
    return say(SENTENCES[code], most=MOST_TEXT, choices=listed(question.choices))


def asked(question: Question) -> Asked:
    return Asked(question.kind, tuple(question.choices))

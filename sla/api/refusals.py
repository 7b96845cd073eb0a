"""What a program is told when a call is refused: a word that it can tell apart, a sentence for people, and each bad row by its place."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja.errors import HttpError

#: At most so many bad rows are named; the number of all is said.
MOST_NAMED = 100

SENTENCES = {
    "no_token": _("Send the token as “Authorization: Bearer …”. Ask the programme’s manager for one."),
    "wrong_token": _(
        "No source has this token, or it was revoked or has expired. Ask the programme’s manager for a new one."
    ),
    "may_not_write": _("This token may not send measurements."),
    "may_not_read": _("This token may not read results."),
    "not_found": _("There is nothing at this address for this token."),
    "not_json": _("The body is not JSON. Send an object in UTF-8 with “measurements”, “tickets” or both."),
    "wrong_type": _("Send the body as “Content-Type: application/json”."),
    "too_large": _("The body is larger than 2 MiB. Send it in smaller parts."),
    "too_many_requests": _(
        "Too many calls in this minute. Wait as long as “Retry-After” says, and send more rows in each call."
    ),
    "too_many_rows": _("Too many rows in this minute. Wait as long as “Retry-After” says."),
    "bad_rows": _("Nothing was written: mend the rows that are named, and send the whole batch again."),
    "bad_request": _("The call does not have the form that the description of the API asks for."),
    "key_used": _("This Idempotency-Key was used with another body. Give every batch a key of its own."),
    "agreement_ended": _("The agreement has ended: no month is judged any more, so nothing is taken in."),
    "busy": _("Somebody else is writing at this moment. Send the same batch again: nothing of it was written."),
}

REASONS = {
    "missing": _("This is missing."),
    "unknown_name": _("The API knows nothing of this name."),
    "not_text": _("This must be text."),
    "not_a_number": _("This must be a number."),
    "not_a_list": _("This must be a list."),
    "not_an_object": _("This must be an object."),
    "not_true_or_false": _("This must be true or false."),
    "too_long": _("This is too long."),
    "too_short": _("This is empty."),
    "too_many": _("Send at most 5,000 rows in one call."),
    "out_of_range": _("The number is out of range."),
    "not_one_of": _("This is not one of the words that the API knows."),
    "bad_moment": _("Write the time like 2026-11-20T09:14:00Z, with its offset from UTC."),
    "bad_month": _("Write the month like 2026-11."),
    "in_the_future": _("The time lies in the future."),
    "too_old": _("The time lies before the year 2000."),
    "nothing_said": _("A record gives a state, a value or both."),
    "not_a_share": _("The value is greater than its total."),
    "not_text_of_people": _("The text holds a character that no text has."),
    "answered_before_opened": _("A ticket is answered and solved after it was opened."),
    "bad_pause": _(
        "A pause ends after it begins, begins after the one before has ended, and only the last may be open."
    ),
    "not_this_monitor": _("This token may not send rows of this monitor."),
    "contradiction": _("There is another record of this monitor at the same moment that says something else."),
    "twice": _("The batch holds this ticket twice."),
    "no_rows": _("Send at least one row."),
    "wrong": _("This cannot be used."),
}


@dataclass(frozen=True)
class Problem:
    """One thing that cannot be used: ``measurements[3].at``, why, and what stood there."""

    place: str
    reason: str
    value: str = ""

    def told(self) -> dict[str, str]:
        return {
            "place": self.place,
            "reason": self.reason,
            "words": str(REASONS[self.reason]),
            "value": self.value[:80],
        }


class Refusal(HttpError):
    """An answer other than 200. Nothing was written."""

    def __init__(self, status: int, reason: str, *, problems: list[Problem] | None = None, retry_after: int = 0):
        super().__init__(status, reason)
        self.reason, self.problems, self.retry_after = reason, problems or [], retry_after

    def told(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"reason": self.reason, "words": str(SENTENCES[self.reason])}
        if self.problems:
            answer["problem_count"] = len(self.problems)
            answer["problems"] = [problem.told() for problem in self.problems[:MOST_NAMED]]
        return answer

"""The form of what programs send and get: the OpenAPI document is made from it."""

import datetime
import re
from typing import Annotated, Literal

from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

MOST_ROWS = 5_000
MOST_PAUSES = 100
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]+(Z|[+-][0-9:]+)", re.IGNORECASE)
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
OLDEST = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
LARGEST = 10.0**15


def wrong(reason: str) -> PydanticCustomError:
    return PydanticCustomError(reason, reason)


def _moment(text: object) -> datetime.datetime:
    """With its offset from UTC: a program knows where it runs, and no zone is guessed."""
    if not isinstance(text, str) or not MOMENT.fullmatch(text):
        raise wrong("bad_moment")
    try:
        found = datetime.datetime.fromisoformat(text.upper()).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise wrong("bad_moment") from None
    if found < OLDEST:
        raise wrong("too_old")
    return found


def _text(text: str) -> str:
    if "\0" in text:
        raise wrong("not_text_of_people")
    return text


Moment = Annotated[
    datetime.datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-20T09:14:00Z"]}),
]


def words(longest: int):
    return Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, strict=True),
        AfterValidator(_text),
    ]


Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False, strict=True)]


class Sent(Schema):
    """A name that the API does not know is refused: a misspelt one must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class MeasurementIn(Sent):
    """The state that a service is in from this moment on, or a value counted at it, or both."""

    monitor: words(200)
    at: Moment
    state: Literal["up", "degraded", "down"] | None = None
    http_code: Annotated[int, Field(ge=0, le=999, strict=True)] | None = None
    value: Number | None = Field(None, description="Milliseconds of the answer, or whatever is counted.")
    total: Number | None = Field(None, description="Of so many, where the value is a share.")

    @model_validator(mode="after")
    def says_something(self):
        if self.state is None and self.value is None:
            raise wrong("nothing_said")
        if self.total is not None and (self.value is None or self.total < self.value):
            raise wrong("not_a_share")
        return self


class PauseIn(Sent):
    """Time that does not count, because the customer was waited for; the last may be open."""

    begin: Moment
    end: Moment | None = None


class TicketIn(Sent):
    """One request for help as it stands now. Sent again, the newest holds."""

    monitor: words(200) = Field(description="The queue that the ticket is in, by the name that the objective gives.")
    key: words(80)
    priority: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=40, strict=True), AfterValidator(_text)
    ] = ""
    opened: Moment
    answered: Moment | None = None
    solved: Moment | None = None
    pauses: list[PauseIn] = Field(default_factory=list, max_length=MOST_PAUSES)

    @model_validator(mode="after")
    def is_in_order(self):
        if any(at is not None and at < self.opened for at in (self.answered, self.solved)):
            raise wrong("answered_before_opened")
        before = self.opened
        for pause in self.pauses:
            if before is None or pause.begin < before or (pause.end is not None and pause.end <= pause.begin):
                raise wrong("bad_pause")
            before = pause.end
        return self


class Batch(Sent):
    """All of it is taken in, or nothing."""

    measurements: list[MeasurementIn] = Field(default_factory=list, max_length=MOST_ROWS)
    tickets: list[TicketIn] = Field(default_factory=list, max_length=MOST_ROWS)

    @model_validator(mode="after")
    def has_rows(self):
        if not self.measurements and not self.tickets:
            raise wrong("no_rows")
        if len(self.measurements) + len(self.tickets) > MOST_ROWS:
            raise wrong("too_many")
        return self


class Taken(Schema):
    """What became of a batch."""

    rows: int
    added: int
    repeated: int = Field(description="Rows that were on record already; they change nothing.")
    months: list[str] = Field(description="Months that will be worked out again shortly.")


class ProblemOut(Schema):
    place: str
    reason: str
    words: str
    value: str


class RefusalOut(Schema):
    """Nothing was written."""

    reason: str
    words: str
    problem_count: int | None = None
    problems: list[ProblemOut] | None = None


class Pong(Schema):
    """Whose token this is, and what it may do."""

    source: str
    agreement: int
    name: str
    monitors: list[str] = Field(description="Empty: every monitor.")
    may_write: bool
    may_read: bool
    now: datetime.datetime


class Seconds(Schema):
    up: str
    down: str
    excluded: str
    unknown: str


class ObjectiveOut(Schema):
    """Figures are exact decimals written as text; null where there is no data."""

    id: int
    kind: str
    title: str
    monitor: str
    unit: str
    direction: str
    target: str
    raw: str | None
    adjusted: str | None
    attained: bool | None
    provisional: bool
    coverage: str | None
    known_until: datetime.datetime | None
    computed_at: datetime.datetime | None
    budget_used: str | None = Field(description="Percent of the month’s error budget; above 100 the target is missed.")
    seconds: Seconds | None


class BreachOut(Schema):
    objective: int
    state: str
    measured: str
    target: str
    credit: str
    amount: str = Field(description="An estimate under the terms entered.")
    currency: str
    claim_by: datetime.date


class Results(Schema):
    """One month of an agreement."""

    agreement: int
    name: str
    service: str
    state: str
    time_zone: str
    month: str
    is_pending: bool = Field(description="Rows came in that are not counted in these figures yet.")
    objectives: list[ObjectiveOut]
    breaches: list[BreachOut]

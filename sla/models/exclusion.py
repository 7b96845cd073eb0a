import datetime
from datetime import UTC

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from sla.exclusions.windows import Window, weekly
from sla.models.agreement import Agreement

LONGEST = datetime.timedelta(days=5 * 366)
EARLIEST, LATEST = 2000, 2100


@because(
    _("The statement of this month went out: its exclusions are frozen. A correction goes into the next statement.")
)
def months_are_open(exclusion):
    from sla.exclusions.frozen import frozen_month

    return frozen_month(exclusion) is None


class Exclusion(Record):
    """Time that does not count. One side proposes it with the reason, the other agrees or refuses; only what is agreed counts."""

    class Kind(models.TextChoices):
        MAINTENANCE = "maintenance", _("Planned maintenance with notice")
        CUSTOMER = "customer", _("Customer’s own fault")
        FORCE_MAJEURE = "force_majeure", _("Force majeure")
        THIRD_PARTY = "third_party", _("Third party")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Side(models.TextChoices):
        CUSTOMER = "customer", _("Customer")
        PROVIDER = "provider", _("Provider")

    TONES = {"proposed": "warn", "agreed": "ok", "refused": "bad", "withdrawn": "none"}

    agreement = models.ForeignKey(
        Agreement, verbose_name=_("Agreement"), on_delete=models.PROTECT, related_name="exclusions"
    )
    kind = models.CharField(_("Kind"), max_length=15, choices=Kind)
    start = models.DateTimeField(_("From"))
    end = models.DateTimeField(_("To"))
    # Every week between start and end, on this day (Monday is 0), by the clock of the contract's place.
    weekday = models.PositiveSmallIntegerField(
        _("Every week on"),
        null=True,
        blank=True,
        choices=[
            (0, _("Monday")),
            (1, _("Tuesday")),
            (2, _("Wednesday")),
            (3, _("Thursday")),
            (4, _("Friday")),
            (5, _("Saturday")),
            (6, _("Sunday")),
        ],
    )
    opens = models.TimeField(_("Window begins at"), null=True, blank=True)
    closes = models.TimeField(
        _("Window ends at"), null=True, blank=True, help_text=_("An end before the beginning lies on the next day.")
    )
    # Names of monitors; none named means all.
    monitors = models.JSONField(_("Only these monitors"), default=list, blank=True)
    reason = models.CharField(_("Reason"), max_length=300)
    evidence = models.CharField(
        _("Evidence"),
        max_length=500,
        blank=True,
        help_text=_(
            "A link, a ticket number, or where the proof is kept. Files are added on the page of the exclusion."
        ),
    )
    notice_at = models.DateTimeField(
        _("Notice given"), null=True, blank=True, help_text=_("For planned maintenance: when you were told of it.")
    )
    proposed_side = models.CharField(
        _("Proposed by"), max_length=8, choices=Side, default=Side.CUSTOMER, editable=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Proposed by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("Proposed"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Answered by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("Answered on"), null=True, editable=False)
    # The provider has nobody with an account: an editor wrote down its consent, and where it can be seen.
    on_behalf = models.BooleanField(_("Recorded for the provider"), default=False, editable=False)
    answer = models.TextField(_("Answer"), max_length=2000, blank=True, editable=False)
    agreed_by = models.CharField(_("Agreed by"), max_length=160, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.PROPOSED)

    belongs_to = "agreement"

    class Meta:
        verbose_name = _("Exclusion")
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="exclusion_ends_after_start",
                violation_error_message=_("The exclusion ends before it starts: choose a later end."),
            )
        ]

    def __str__(self):
        return self.reason

    def get_absolute_url(self):
        return reverse("exclusion", args=[self.agreement.programme_id, self.pk])

    def clean(self):
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The exclusion ends before it starts: choose a later end.")})
        for name in ("start", "end", "notice_at"):
            if (at := getattr(self, name)) and not EARLIEST <= at.year <= LATEST:
                raise ValidationError({name: _("Give a day between the years 2000 and 2100.")})
        if self.start and self.end and self.end - self.start > LONGEST:
            raise ValidationError({"end": _("An exclusion lasts five years at most: choose an earlier end.")})
        if len({self.weekday is None, self.opens is None, self.closes is None}) > 1:
            raise ValidationError(
                {"weekday": _("Give the day of the week, the beginning and the end, or none of them.")}
            )
        if self.opens is not None and self.opens == self.closes:
            raise ValidationError({"closes": _("The window ends when it begins: choose a later end.")})

    @property
    def is_weekly(self) -> bool:
        return self.weekday is not None

    @property
    def names(self) -> str:
        """The monitors that it is about, for people."""
        return ", ".join(self.monitors)

    def concerns(self, monitor: str) -> bool:
        return not self.monitors or monitor in self.monitors

    def spans(
        self, start: datetime.datetime, end: datetime.datetime
    ) -> list[tuple[datetime.datetime, datetime.datetime]]:
        """The stretches that it leaves out of [start, end), in order, in UTC."""
        begin, stop = max(self.start.astimezone(UTC), start), min(self.end.astimezone(UTC), end)
        if begin >= stop:
            return []
        if not self.is_weekly:
            return [(begin, stop)]
        window = Window(self.weekday, self.opens, self.closes)
        return weekly(window, start=begin, end=stop, zone=self.agreement.zone)

    @property
    def minutes(self) -> float:
        found = self.spans(self.start.astimezone(UTC), self.end.astimezone(UTC))
        return sum((stop - begin).total_seconds() for begin, stop in found) / 60

    @property
    def notice_hours(self) -> float | None:
        """How long before its beginning notice was given; negative when it came afterwards."""
        return (self.start - self.notice_at).total_seconds() / 3600 if self.notice_at else None

    @property
    def is_short_notice(self) -> bool:
        """Whether maintenance was announced later than the agreement asks for, or not at all."""
        term = self.agreement.notice_hours
        if self.kind != self.Kind.MAINTENANCE or term is None:
            return False
        return self.notice_hours is None or self.notice_hours < term

    @transition(
        state,
        source=State.PROPOSED,
        target=State.AGREED,
        conditions=[months_are_open],
        permission="sla.answer_exclusion",
        custom={
            "label": _("Agree to the exclusion"),
            "tone": "primary",
            "page": "agree_exclusion",
            "not_by": "proposed_by",
            "refusal": _("You proposed this, so someone else agrees."),
        },
    )
    def agree(self):
        """From now on the time does not count."""

    @transition(
        state,
        source=State.PROPOSED,
        target=State.REFUSED,
        permission="sla.answer_exclusion",
        custom={
            "label": _("Refuse the exclusion"),
            "page": "refuse_exclusion",
            "not_by": "proposed_by",
            "refusal": _("You proposed this, so someone else answers."),
        },
    )
    def refuse(self):
        pass

    @transition(
        state,
        source=State.PROPOSED,
        target=State.WITHDRAWN,
        permission="sla.withdraw_exclusion",
        custom={"label": _("Withdraw the proposal"), "note": "optional"},
    )
    def withdraw(self):
        pass

    @transition(
        state,
        source=State.AGREED,
        target=State.WITHDRAWN,
        conditions=[months_are_open],
        permission="sla.give_up_exclusion",
        custom={"label": _("Give up the exclusion"), "page": "give_up_exclusion"},
    )
    def give_up(self):
        """The time counts again."""

"""How long a contract runs, how it goes on, and until when it can be left."""

import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from implementation.programme.models import ProgrammeRecord
from vendors import notice

RENEWAL_FITS = Q(renewal__in=["tacit", "option"], renewal_months__gte=1) | Q(
    renewal__in=["ends", "open"], renewal_months=0
)


class ContractTerms(ProgrammeRecord):
    """The fields that the last day for notice follows from, and that day."""

    class Renewal(models.TextChoices):
        ENDS = "ends", _("It ends by itself")
        TACIT = "tacit", _("It rolls on when nobody gives notice")
        OPTION = "option", _("It goes on when we use an option")
        OPEN = "open", _("It has no end")

    starts_on = models.DateField(_("Start"))
    first_term_months = models.PositiveSmallIntegerField(
        _("First term, months"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("For a contract without an end: how long nobody may leave it."),
    )
    renewal = models.CharField(_("How it goes on"), max_length=6, choices=Renewal, blank=True)
    renewal_months = models.PositiveSmallIntegerField(
        _("Renews by, months"),
        default=0,
        validators=[MaxValueValidator(240)],
        help_text=_("How long it goes on each time; 0 where it ends by itself or has no end."),
    )
    options = models.PositiveSmallIntegerField(
        pgettext_lazy("renewal", "Options"),
        default=0,
        validators=[MaxValueValidator(50)],
        help_text=_("How many times we may prolong it; 0 where there is no option."),
    )
    options_used = models.PositiveSmallIntegerField(default=0, editable=False)
    notice_months = models.PositiveSmallIntegerField(
        _("Notice period, months"), default=0, validators=[MaxValueValidator(60)]
    )
    notice_days = models.PositiveSmallIntegerField(
        _("Notice period, days"),
        default=0,
        validators=[MaxValueValidator(1000)],
        help_text=_("Give the period in months or in days, as the contract does."),
    )

    class Meta:
        abstract = True

    def clean(self):
        self._fill_in()
        if self.starts_on and not 1990 <= self.starts_on.year <= 2200:
            raise ValidationError({"starts_on": _("Look at the year again.")})
        if self.notice_months and self.notice_days:
            raise ValidationError({"notice_days": _("Give the notice period in months or in days, not in both.")})
        if self.vendor_id and self.programme_id and self.vendor.programme_id != self.programme_id:
            raise ValidationError({"vendor": _("Choose a vendor of this programme.")})
        renews = self.renewal in (self.Renewal.TACIT, self.Renewal.OPTION)
        if renews and not self.renewal_months:
            raise ValidationError({"renewal_months": _("Say by how many months it goes on.")})
        if not renews and self.renewal_months:
            raise ValidationError({"renewal_months": _("It does not renew: leave this at 0, or choose how it renews.")})
        if self.renewal == self.Renewal.OPTION and not self.options:
            raise ValidationError({"options": _("Say how many times the option can be used.")})

    def save(self, *args, **kwargs):
        self._fill_in()
        self.time_zone = self.time_zone or self.programme.organisation.time_zone
        self.notice_by = self.next_notice_day()
        super().save(*args, **kwargs)

    def _fill_in(self) -> None:
        """Where nobody said how it renews, the months do."""
        self.renewal = self.renewal or (self.Renewal.TACIT if self.renewal_months else self.Renewal.ENDS)

    @property
    def today(self) -> datetime.date:
        """The day it is where the contract is."""
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(self.time_zone or self.programme.organisation.time_zone))

    @property
    def terms(self) -> notice.Terms:
        return notice.Terms(
            starts_on=self.starts_on,
            first_months=self.first_term_months,
            renewal=self.renewal or (self.Renewal.TACIT if self.renewal_months else self.Renewal.ENDS),
            renewal_months=self.renewal_months,
            notice_months=self.notice_months,
            notice_days=self.notice_days,
            options=self.options,
            options_used=self.options_used,
        )

    @property
    def first_term_end(self) -> datetime.date:
        return self.terms.first_end

    @property
    def rolls_on(self) -> bool:
        return self.renewal == self.Renewal.TACIT

    @property
    def has_no_end(self) -> bool:
        return self.renewal == self.Renewal.OPEN

    @property
    def current_notice(self) -> notice.Notice | None:
        """The term whose notice day lies ahead; None when it is over, ends by notice, or may be left at any time."""
        return None if self.ends_on else notice.upcoming(self.terms, on=self.today)

    @property
    def term_end(self) -> datetime.date | None:
        """The last day of the term that runs now (the last, once it is over); None where it has no end."""
        if self.ends_on:
            return self.ends_on
        found = self.terms.running_until(self.today)
        return found if found or self.has_no_end else self.terms.fixed_end

    @property
    def last_notice_day(self) -> datetime.date | None:
        """The next day by which notice must be given; None when there is none."""
        return self.current_notice.last_day if self.current_notice else None

    def next_notice_day(self) -> datetime.date | None:
        """What ``notice_by`` should say today; None when there is nothing left to decide."""
        day = self.last_notice_day
        return day if day and day >= self.today and self.state != "ended" else None

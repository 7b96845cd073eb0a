from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.pert import Pert
from core.text import amount, number
from risks.distributions import MOST_OFTEN, Chance, Lognormal, Often, Once, Size
from risks.models.risk import Risk
from risks.models.scales import Nature
from risks.simulation import Exposure


def _places(value: Decimal) -> int:
    """The decimals that a figure was written with."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def _amount(words, **more):
    return models.DecimalField(
        words, max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)], **more
    )


class Estimate(Record):
    """How often a risk comes and what it costs each time: as it is now, or once its treatment works."""

    class Phase(models.TextChoices):
        NOW = "now", _("As it is now")
        TREATED = "treated", _("After treatment")

    class HowOften(models.TextChoices):
        ONCE = "once", _("Once a year at most, with a probability")
        SEVERAL = "several", _("So many times a year")

    class HowMuch(models.TextChoices):
        RANGE = "range", _("A 90 % range: low and high")
        PERT = "pert", _("Low, likely and high")

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="estimates")
    phase = models.CharField(max_length=8, choices=Phase)
    how_often = models.CharField(_("How often"), max_length=8, choices=HowOften, default=HowOften.ONCE)
    probability = models.DecimalField(
        _("Probability in a year, %"),
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("20 for one year in five."),
    )
    per_year = models.DecimalField(
        _("Times a year"),
        max_digits=8,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_OFTEN)],
        help_text=_("On average: 0.5 for once in two years, 12 for every month."),
    )
    how_much = models.CharField(_("What it costs each time"), max_length=8, choices=HowMuch, default=HowMuch.RANGE)
    low = _amount(_("Low"), help_text=_("Only one time in twenty it costs less."))
    likely = _amount(_("Likely amount"), help_text=_("Left empty for a 90 % range."))
    high = _amount(_("High"), help_text=_("Only one time in twenty it costs more."))
    basis = models.TextField(
        _("Where this comes from"),
        max_length=1000,
        help_text=_("A past case, an invoice, a quote, the judgement of named people: so that others can check it."),
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    belongs_to = "risk"

    class Meta:
        verbose_name = _("estimate")
        ordering = ["risk", "phase"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "phase"],
                name="one_estimate_each",
                violation_error_message=_("Somebody has just written this estimate: look at it before you change it."),
            ),
        ]

    def __str__(self):
        return f"{self.risk.code}: {self.get_phase_display()}"

    def clean(self):
        wanted = [("probability", "per_year")[self.how_often == self.HowOften.SEVERAL], "low", "high"]
        wanted += ["likely"] if self.how_much == self.HowMuch.PERT else []
        missing = {name: _("Write a figure here.") for name in wanted if getattr(self, name) is None}
        if missing:
            raise ValidationError(missing)
        if self.how_much == self.HowMuch.RANGE and not 0 < self.low < self.high:
            raise ValidationError({"high": _("A range needs a low above zero and a high above the low.")})
        if self.how_much == self.HowMuch.PERT and not self.low <= self.likely <= self.high:
            raise ValidationError({"likely": _("The amounts must rise: low, likely, high.")})

    @property
    def in_words(self) -> str:
        """“20 % in a year; €20,000 to €300,000 nine times in ten.”"""
        currency = self.risk.programme.organisation.currency
        if self.how_often == self.HowOften.SEVERAL:
            often = _("%(n)s times a year") % {"n": number(self.per_year.normalize(), _places(self.per_year))}
        else:
            often = _("%(n)s %% in a year") % {"n": number(self.probability, _places(self.probability))}
        amounts = {name: amount(getattr(self, name), currency) for name in ("low", "likely", "high")}
        if self.how_much == self.HowMuch.PERT:
            return _("%(often)s; %(low)s at least, %(likely)s likely, %(high)s at most.") % {"often": often, **amounts}
        return _("%(often)s; %(low)s to %(high)s nine times in ten.") % {"often": often, **amounts}

    @property
    def chance(self) -> Chance:
        if self.how_often == self.HowOften.SEVERAL:
            return Often(float(self.per_year))
        return Once(float(self.probability / Decimal(100)))

    @property
    def size(self) -> Size:
        if self.how_much == self.HowMuch.PERT:
            return Pert(float(self.low), float(self.likely), float(self.high))
        return Lognormal(float(self.low), float(self.high))

    @property
    def exposure(self) -> Exposure:
        """For the simulation; both phases of a risk share its stream of random numbers."""
        return Exposure(self.risk_id, self.chance, self.size, self.risk.nature == Nature.OPPORTUNITY)

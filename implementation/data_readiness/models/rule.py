from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.data_readiness.models.source import DataSource
from implementation.data_readiness.profiling import rules


class QualityRule(Record):
    """What must hold of a column of a source, and for how large a share. Asked of every file that comes from there."""

    class Kind(models.TextChoices):
        COMPLETE = rules.COMPLETE, _("Filled")
        UNIQUE = rules.UNIQUE, _("Never twice")
        KIND = rules.KIND, _("Of its type")
        PATTERN = rules.PATTERN, _("Of a pattern")
        LIST = rules.LIST, _("From a list")
        RANGE = rules.RANGE, _("Within limits")
        WHEN = rules.WHEN, _("If one column, then the other")
        ORDER = rules.ORDER, _("Not above another column")
        SAME = rules.SAME, _("Same value, same value beside it")
        REFERENCE = rules.REFERENCE, _("Known in another file")
        AGREES = rules.AGREES, _("Agrees with another file")
        TIMELY = rules.TIMELY, _("Recent enough")

    source = models.ForeignKey(DataSource, on_delete=models.PROTECT, related_name="rules")
    kind = models.CharField(_("Rule"), max_length=10, choices=Kind)
    column = models.CharField(_("Column"), max_length=120)
    second = models.CharField(_("Second column"), max_length=120, blank=True)
    # What the kind of rule needs to know: type, pattern, values, limits, days, columns of the other file.
    params = models.JSONField(default=dict, blank=True)
    other = models.ForeignKey(
        DataSource,
        verbose_name=_("Other source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="asked_by",
    )
    target = models.DecimalField(
        _("Target, %"),
        max_digits=5,
        decimal_places=2,
        default=95,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("The share that must keep the rule."),
    )

    belongs_to = "source"

    class Meta:
        verbose_name = _("Quality rule")
        verbose_name_plural = _("Quality rules")
        ordering = ["pk"]

    def __str__(self):
        from implementation.data_readiness.words import rule_words

        return str(rule_words(self.spec))[:250]

    def get_absolute_url(self):
        return self.source.get_absolute_url()

    def clean(self):
        if self.source_id and self._state.adding and len(self.source.rules.all()) >= 200:
            raise ValidationError(_("A source can have 200 rules: remove one first."))

    @property
    def spec(self) -> dict:
        """The rule as results keep it, to be told in any language later."""
        told = {"kind": self.kind, "column": self.column, "second": self.second, "params": self.params}
        return told | ({"other": self.other.name} if self.other_id else {})

    def as_rule(self) -> rules.Rule:
        return rules.Rule(self.kind, self.column, self.second, self.params, self.pk)

"""What a goal says about itself once it is measured: how far, how well, in which words."""

from django.utils import timezone
from django.utils.functional import cached_property

from core.text import rounded
from implementation.goals import measures, progress
from implementation.goals.figures import with_unit
from implementation.goals.models.choices import Direction
from implementation.programme.crm_modules import MODULES


class Readings:
    """Reads the fields of a goal; asks the database for its newest measurement at most."""

    @property
    def begins(self):
        return self.begins_on or self.set_on

    @property
    def missing(self) -> list:
        """The names of what a goal needs before it can be a yardstick."""
        needed = ("owner_id", "baseline", "target", "due")
        return [self._meta.get_field(name).verbose_name for name in needed if getattr(self, name) is None]

    @property
    def leads(self) -> str:
        """Whether more or less is better: baseline and target say so where both are known, else what was entered."""
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return self.direction
        return Direction.MORE if self.target > self.baseline else Direction.LESS

    @property
    def leads_words(self):
        return Direction(self.leads).label if self.leads else ""

    @property
    def module_names(self) -> list:
        return [MODULES[key].name for key in self.modules if key in MODULES]

    @property
    def source_words(self):
        return measures.words(self.source)

    @cached_property
    def newest(self):
        """The value that counts: of the latest day, and of that day the one recorded last."""
        if hasattr(self, "latest"):
            return self.latest
        return self.measurements.values_list("value", flat=True).first()

    @property
    def progress(self):
        """The share of the way from baseline to target, as a ratio; None where it cannot be said."""
        return progress.share(self.baseline, self.target, self.newest)

    @property
    def standing(self) -> str:
        return self.standing_of(self.newest)

    def standing_of(self, value) -> str:
        """Where the goal would stand today with this as its newest value."""
        if self.state == self.State.DROPPED:
            return "dropped"
        if self.missing:
            return "incomplete"
        share = progress.share(self.baseline, self.target, value)
        return progress.standing(
            share, begins=self.begins, due=self.due, today=timezone.localdate(), tolerance=self.tolerance
        )

    def shown(self, value):
        return with_unit(value, self.unit)

    @property
    def percent(self):
        """The progress in whole per cent, and as long as its bar is drawn."""
        return None if self.progress is None else int(rounded(self.progress * 100))

    @property
    def shown_progress(self):
        return with_unit(self.percent, "%")

    @property
    def bar(self):
        return min(max(self.percent or 0, 0), 100)

    @property
    def shown_baseline(self):
        return self.shown(self.baseline)

    @property
    def shown_target(self):
        return self.shown(self.target)

    @property
    def shown_latest(self):
        return self.shown(self.newest)

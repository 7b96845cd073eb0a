from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Record
from implementation.programme.models import Organisation

DEEPEST = 3


class Shelf(Record):
    """A place of the catalogue: shelves stand on shelves, three deep at most."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="shelves")
    under = models.ForeignKey(
        "self",
        verbose_name=_("Stands under"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shelves",
        help_text=_("Leave it empty for a shelf of the first level."),
    )
    name = models.CharField(pgettext_lazy("of a shelf", "Name"), max_length=80)
    order = models.PositiveSmallIntegerField(_("Position"), default=0, help_text=_("Smaller numbers stand first."))

    belongs_to = "organisation"

    class Meta:
        verbose_name = _("Shelf")
        ordering = ["order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "under", "name"],
                name="shelf_name_once",
                violation_error_message=_("There is a shelf of that name in this place already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def above(self) -> list["Shelf"]:
        """The shelves it stands under, the nearest first."""
        found, shelf = [], self.under
        while shelf is not None and len(found) <= DEEPEST:
            found.append(shelf)
            shelf = shelf.under
        return found

    def clean(self):
        if self.under is None:
            if self._twins().exists():
                raise ValidationError({"name": _("There is a shelf of that name in this place already.")})
            return
        if self.under.organisation_id != self.organisation_id or self in (self.under, *self.under.above):
            raise ValidationError({"under": _("A shelf cannot stand under itself: choose another.")})
        if len(self.above) + self._height() > DEEPEST:
            raise ValidationError({"under": _("Shelves stand three deep at most: choose a higher one.")})

    def _twins(self):
        return Shelf.objects.filter(organisation=self.organisation_id, under=None, name=self.name).exclude(pk=self.pk)

    def _height(self) -> int:
        """How many levels this shelf and those under it take."""
        level, height = [self.pk] if self.pk else [], 1
        while level and height <= DEEPEST:
            level = list(Shelf.objects.filter(under__in=level).values_list("pk", flat=True))
            height += bool(level)
        return height

"""How risks are asked for: open ones, by level, as a person may see them."""

from django.db import models
from django.db.models.functions import Cast, Substr

from core.roles import STEERING
from risks.models.scale import cells_in_force, hash_in_force
from risks.models.scales import Nature

SIZE = 5


def level_of(rating: str, cells: str = "") -> models.Case:
    """The level of a rating in the organisation's grid, as the database can sort and filter by it; null where it is not rated.

    ``cells`` is that grid where the caller knows it: it is looked up for every row otherwise.
    """
    likelihood, impact = models.F(f"{rating}_likelihood"), models.F(f"{rating}_impact")
    digit = Substr(models.Value(cells) if cells else cells_in_force(), (likelihood - 1) * SIZE + impact, 1)
    rated = models.When(
        **{f"{rating}_likelihood__isnull": False, f"{rating}_impact__isnull": False},
        then=Cast(digit, models.SmallIntegerField()),
    )
    return models.Case(rated, default=None, output_field=models.SmallIntegerField(null=True))


class RiskQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(state=self.model.State.CLOSED)

    def with_levels(self, *ratings, cells=""):
        """The levels of these ratings, as far as they are not there yet."""
        missing = [rating for rating in ratings if f"{rating}_rank" not in self.query.annotations]
        return self.annotate(**{f"{rating}_rank": level_of(rating, cells) for rating in missing})

    def at_or_above(self, level: int):
        """Threats whose current level is at least this; what is not rated is not among them."""
        return self.filter(nature=Nature.THREAT).with_levels("current").filter(current_rank__gte=level)

    def seen_by(self, user, programme):
        """Steering sees the whole register, staff what they own or act on."""
        found = self.filter(programme=programme)
        if programme.roles_of(user) & STEERING:
            return found
        mine = models.Q(owner=user) | models.Q(treatments__actions__owner=user) | models.Q(contributors__user=user)
        return found.filter(pk__in=self.model.objects.filter(mine, programme=programme).values("pk"))


class RiskManager(models.Manager.from_queryset(RiskQuerySet)):
    """Every risk comes with the mark of its organisation's scale, so that its level is known without a further query."""

    def get_queryset(self):
        return super().get_queryset().annotate(scale_hash=hash_in_force())

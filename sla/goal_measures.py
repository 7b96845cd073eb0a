"""What service levels tell the goals."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from implementation.goals.measures import goal_measure
from sla.models import Agreement, MonthlyResult


@goal_measure("sla.attainment", label=_("Service level objectives reached last month"), unit="%")
def attainment(programme, day):
    """Of the objectives judged in the last complete month before a day; None where none was judged."""
    judged = MonthlyResult.objects.filter(
        objective__agreement__programme=programme,
        objective__agreement__state=Agreement.State.IN_FORCE,
        provisional=False,
        attained__isnull=False,
        month__lt=day.replace(day=1),
    )
    month = judged.order_by("-month").values_list("month", flat=True).first()
    if month is None:
        return None
    results = list(judged.filter(month=month).values_list("attained", flat=True))
    return Decimal(100 * sum(results)) / len(results)

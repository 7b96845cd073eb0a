from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from sla import breaches
from sla.models import Agreement, MonthlyResult
from sla.rollup import TIME_WENT_ON, roll_up


@db_periodic_task(crontab(hour="2", minute="12"))
def lapse_claims():
    """Every day: a credit past its last day to claim lapses."""
    breaches.lapse_claims()


@db_periodic_task(crontab(hour="1", minute="42"))
def close_months():
    """Every day: months that were still running are worked out again; one that is complete by now is judged."""
    for agreement in Agreement.objects.filter(state=Agreement.State.IN_FORCE):
        open_months = MonthlyResult.objects.filter(objective__agreement=agreement, provisional=True)
        if months := set(open_months.values_list("month", flat=True)):
            roll_up(agreement, months=months, why=TIME_WENT_ON)

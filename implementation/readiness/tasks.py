import datetime

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from implementation.readiness.actions import remind
from implementation.readiness.models import Assessment

AHEAD = datetime.timedelta(days=3)


def remind_of_answers() -> int:
    """Remind those who have not answered three days before the round closes; in how many rounds somebody was told."""
    near = Assessment.objects.filter(
        state=Assessment.State.OPEN, reminded=False, closes_on__lte=timezone.localdate() + AHEAD
    )
    return sum(remind(assessment) for assessment in near)


@db_periodic_task(crontab(hour="6", minute="40"))
def watch_rounds():
    """Every day."""
    remind_of_answers()

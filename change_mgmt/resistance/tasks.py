from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from change_mgmt.resistance.actions import keep_week, watch
from implementation.programme.models import Programme


@db_periodic_task(crontab(hour="4", minute="27"))
def look_at_departments():
    """Every day: the week's reading, once, and departments that are newly low in all three."""
    for programme in Programme.objects.filter(state=Programme.State.UNDER_WAY).select_related("organisation"):
        keep_week(programme)
        watch(programme)

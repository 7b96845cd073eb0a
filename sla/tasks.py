from django.db.models import Q
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from sla import breach_answers, chronic, claims
from sla.alarms.raising import watch_all
from sla.api import pending
from sla.intake import tasks as intake  # noqa: F401  (found by the worker here)
from sla.models import Agreement, MonthlyResult
from sla.rollup import TIME_WENT_ON, roll_up
from sla.statements import drafting


@db_periodic_task(crontab(hour="2", minute="12"))
def lapse_claims():
    """Every day: a credit past its last day to claim lapses, and so does a right to terminate that nobody used."""
    claims.lapse_claims()
    chronic.lapse_rights()


@db_periodic_task(crontab(hour="1", minute="42"))
def close_months():
    """Every day: months that were still running are worked out again; one that is complete by now is judged."""
    for agreement in Agreement.objects.filter(state=Agreement.State.IN_FORCE):
        # Results without figures are older than these were kept.
        stale = Q(provisional=True) | Q(figures={})
        open_months = MonthlyResult.objects.filter(stale, objective__agreement=agreement)
        if months := set(open_months.values_list("month", flat=True)):
            roll_up(agreement, months=months, why=TIME_WENT_ON)


@db_task()
def work_off_pending(agreement_pk: int) -> None:
    """A few seconds after rows came in by the API: the months that they touch, once for many batches."""
    pending.work_off(agreement_pk)


@db_periodic_task(crontab())
def sweep_pending():
    """Every minute: what a lost task left behind."""
    for pk in pending.forgotten():
        pending.work_off(pk)


@db_periodic_task(crontab(hour="3", minute="32"))
def forget_answers():
    """Every day: answers to calls that nobody repeats any more."""
    pending.forget_answers()


@db_periodic_task(crontab(minute="*/10"))
def give_alarms():
    """Every ten minutes: each warning once."""
    watch_all()


@db_periodic_task(crontab(hour="2", minute="22"))
def escalate_breaches():
    """Every day: a breach whose answer is overdue is taken to those above."""
    breach_answers.escalate_overdue()


@db_periodic_task(crontab(hour="2", minute="32"))
def draft_statements():
    """Every day: a month that is complete gets its statement as a draft."""
    for agreement in Agreement.objects.filter(state=Agreement.State.IN_FORCE).select_related("programme"):
        drafting.draft_due(agreement)

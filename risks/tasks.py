from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from risks.acceptance import expire_acceptances
from risks.escalation import escalate, warn_of_endings
from risks.imports.uploads import discard_old


@db_periodic_task(crontab(minute="17"))
def end_acceptances():
    """Every hour: an acceptance past its day opens its risk again."""
    expire_acceptances()


@db_periodic_task(crontab(minute="23"))
def tell_sponsors():
    """Every hour: what is above the appetite, and acceptances that end soon."""
    escalate()
    warn_of_endings()


@db_periodic_task(crontab(minute="41", hour="2"))
def discard_uploads():
    """Every night: what was uploaded and not imported within its days goes."""
    discard_old()

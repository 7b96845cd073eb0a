from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from implementation.data_readiness.actions.clearing import delete_due, delete_strays
from implementation.data_readiness.actions.duplicates import search, sweep_searches
from implementation.data_readiness.actions.profiles import run_profile, sweep


@db_task()
def profile_file(pk: int) -> None:
    """Work out the profile of one upload that is queued."""
    run_profile(pk)


@db_periodic_task(crontab(minute="*/5"))
def sweep_profiles() -> None:
    """Take up again what a stopped worker left."""
    sweep()


@db_periodic_task(crontab(minute="7", hour="0"))
def delete_old_rows() -> None:
    """Every night: uploaded rows whose day has come go, and what was left behind."""
    delete_due()
    delete_strays()


@db_task()
def search_duplicates(pk: int) -> None:
    """Work out one search for duplicates that is queued."""
    search(pk)


@db_periodic_task(crontab(minute="*/5"))
def sweep_duplicates() -> None:
    """Take up again the searches that a stopped worker left."""
    sweep_searches()

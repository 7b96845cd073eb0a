"""Answers written anew in an order of chance, so that the database does not say which came first.

A database keeps more than it shows: PostgreSQL numbers the transaction that wrote a row, SQLite fills its pages in the order
of writing. After mixing, all answers of a survey were written by one transaction, in an order that nobody knows.
"""

import secrets
from collections.abc import Mapping

from django.db import connection, transaction

from change_mgmt.survey.models import Answer, Remark, Survey

_chance = secrets.SystemRandom()


@transaction.atomic
def mix(survey: Survey, *, groups: Mapping[str, str] | None = None) -> None:
    """``groups`` gives the key under which a group is kept from now on, for groups that are told together."""
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
    answers = list(Answer.objects.filter(survey=survey).values_list("group", "values"))
    remarks = list(Remark.objects.filter(survey=survey).values_list("text", flat=True))
    for model, rows in ((Answer, answers), (Remark, remarks)):
        model.objects.filter(survey=survey).delete()
        _chance.shuffle(rows)
    renamed = groups or {}
    Answer.objects.bulk_create(
        (Answer(survey=survey, group=renamed.get(group, group), values=values) for group, values in answers),
        batch_size=500,
    )
    Remark.objects.bulk_create((Remark(survey=survey, text=text) for text in remarks), batch_size=500)
    transaction.on_commit(_sweep)


def _sweep() -> None:
    """Let the database forget the rows as they were: the log of SQLite begins anew, PostgreSQL clears what is dead."""
    if connection.in_atomic_block:
        return  # within a larger piece of work; the next mixing does it
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            patience = connection.settings_dict["OPTIONS"].get("timeout", 5)
            cursor.execute("PRAGMA busy_timeout = 500")  # somebody reads or writes: the next mixing finds the log free
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        elif connection.vendor == "postgresql":
            for model in (Answer, Remark):
                cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")


def mix_open() -> None:
    """Every survey that is being answered."""
    for survey in Survey.objects.filter(state=Survey.State.OPEN):
        mix(survey)

"""Writing what was worked out: one short transaction with the judgement, the money, and what a month was before."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import audit
from core.evidence import in_every_language
from sla.breaches import judge
from sla.models import Agreement, EventImport, MonthlyResult, ResultChange
from sla.reckoning import reckon
from sla.rollup.preparing import Prepared, prepare, seen_by

#: Why a result is what it is now; shown beside what it was before.
NEW_RECORDS = _("New measurements came in.")
TIME_WENT_ON = _("Time went on, and the month with it.")
TERMS = _("The terms were entered or corrected.")

COMPARED = ("raw", "adjusted", "coverage", "target")


@transaction.atomic
def apply(prepared: Prepared, *, why=NEW_RECORDS, source: EventImport | None = None) -> None:
    """Write what was prepared, judge the months, and reckon what they are worth.

    ``why`` is a sentence, kept in every language beside results of complete months that change.
    """
    audit.lock(prepared.agreement.scope_key)
    agreement = Agreement.objects.select_related("contract", "programme__organisation").get(pk=prepared.agreement.pk)
    if seen_by(agreement, prepared.also, prepared.without) != prepared.seen:
        prepared = prepare(agreement, months=prepared.months, also=prepared.also, without=prepared.without)
    objectives = {item.pk: item for item in agreement.objectives.select_related("calendar")}
    _keep_changes(prepared, objectives, why=why, source=source)
    _write(prepared, objectives)
    for objective in objectives.values():
        objective.agreement = agreement
        mine = {month for pk, month in prepared.fields if pk == objective.pk}
        if touched := mine | prepared.gone.get(objective.pk, frozenset()):
            judge(objective, touched)
    reckon(agreement)


def roll_up(agreement: Agreement, *, months=None, why=TERMS, source: EventImport | None = None) -> None:
    """Work out these months of every objective (all months without), judge them, and reckon what they are worth."""
    apply(prepare(agreement, months=months), why=why, source=source)


def _write(prepared: Prepared, objectives: dict) -> None:
    rows = [
        MonthlyResult(objective_id=pk, month=month, **fields)
        for (pk, month), fields in prepared.fields.items()
        if pk in objectives
    ]
    kept = [
        field.name for field in MonthlyResult._meta.concrete_fields if field.name not in ("id", "objective", "month")
    ]
    MonthlyResult.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["objective", "month"], update_fields=kept, batch_size=200
    )
    for pk, months in prepared.gone.items():
        if months:
            MonthlyResult.objects.filter(objective=pk, month__in=months).delete()


def _keep_changes(prepared: Prepared, objectives: dict, *, why, source) -> None:
    """Complete months that come to something else than before; a month that runs only grows."""
    months = {month for _pk, month in prepared.fields} | {month for gone in prepared.gone.values() for month in gone}
    before = MonthlyResult.objects.filter(objective__in=objectives, month__in=months, provisional=False)
    words, changes = None, []
    for old in before.defer("days", "figures", "worst", "outages"):
        fields = prepared.fields.get((old.objective_id, old.month))
        if fields is None and old.month not in prepared.gone.get(old.objective_id, ()):
            continue
        was = _facts({name: getattr(old, name) for name in (*COMPARED, "attained")})
        now = _facts(fields or {})
        if was != now:
            words = words or in_every_language(why)
            changes.append(
                ResultChange(
                    objective_id=old.objective_id,
                    month=old.month,
                    before=was,
                    after=now,
                    why=words,
                    source=source,
                    at=timezone.now(),
                )
            )
    ResultChange.objects.bulk_create(changes, batch_size=200)


def _facts(fields: dict) -> dict:
    found = {name: _text(fields.get(name)) for name in COMPARED}
    return found | {"attained": fields.get("attained")}


def _text(number) -> str | None:
    return None if number is None else f"{number.normalize():f}"

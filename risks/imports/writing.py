"""Bringing an import in: every row in one transaction, each risk with its own entry in the audit trail."""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.audit import Written, entries, snapshot
from core.models import User
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.programme.models import Programme
from risks.imports.fates import CHANGED, NEW, RATING_FIELDS, REFUSED, Fate, counts, digest, fates
from risks.imports.plan import remember
from risks.imports.reading import lines
from risks.imports.tables import Table
from risks.models import ImportedRow, RatingChange, Risk, RiskImport, Treatment, TreatmentAction
from risks.models.risk import RATINGS

BATCH = 300
NEW_FIELDS = (
    *("title", "nature", "category", "cause", "event", "effect", "early_sign", "identified_on", *RATING_FIELDS),
    *("confidence", "proximity", "review_due"),
)


def tables_of(record: RiskImport) -> list[Table]:
    return [Table(sheet) for sheet in record.sheets.all()]


def preview(record: RiskImport, tables: list[Table] | None = None) -> list[Fate]:
    """The fate of every row by the plan and the register as they are now."""
    return fates(record.programme, list(lines(record.plan, tables_of(record) if tables is None else tables)))


@transaction.atomic
def bring_in(record: RiskImport, *, by: User, seen: str, without_refused: bool = False) -> RiskImport:
    """Write what the preview showed, all or nothing. ``seen`` is the mark of that preview.

    Raises ``Stale`` when file, plan or register changed since, ``Refused`` for rows that are refused and not left out on
    purpose, and for an import that was brought in already.
    """
    if not by.has_perm("risks.edit_risk", record):
        raise PermissionDenied
    audit.lock(record.scope_key)
    record = RiskImport.objects.select_related("programme__organisation").get(pk=record.pk)
    if not record.is_draft:
        raise Refused(_("This file was imported already."))
    tables = tables_of(record)
    found = preview(record, tables)
    if digest(found) != seen:
        raise Stale(_("The register or the file’s columns have changed since you looked. Look at the rows again."))
    numbers = counts(found)
    if numbers[REFUSED] and not without_refused:
        raise Refused(_("Some rows are refused. Mend them in the file, or say that they stay out."))
    if not numbers[NEW] + numbers[CHANGED]:
        raise Refused(_("There is nothing to import: no row is new or changes a risk."))
    now = timezone.now()
    note = _("Imported from %(file)s.") % {"file": record.name}
    rows = _make(record, [fate for fate in found if fate.kind == NEW], by=by, note=note, now=now)
    rows += _change(record, [fate for fate in found if fate.kind == CHANGED], by=by, note=note, now=now)
    ImportedRow.objects.bulk_create(rows, batch_size=BATCH)
    remember(record.programme, record.plan, tables)
    record.sheets.all().delete()
    return perform(record, "bring_in", by=by, counts=numbers, imported_by=by, imported_at=now, plan={})


def _make(record: RiskImport, found: list[Fate], *, by: User, note: str, now: datetime.datetime) -> list[ImportedRow]:
    programme = record.programme
    last = Risk.objects.filter(programme=programme).aggregate(last=Max("number"))["last"] or 0
    scale = Risk(programme=programme).scale_hash
    risks = [_risk(programme, fate, number, now, scale) for number, fate in enumerate(found, start=last + 1)]
    risks = Risk.objects.bulk_create(risks, batch_size=BATCH)
    unrated = dict.fromkeys(RATING_FIELDS)
    ratings = [change for risk in risks for change in _ratings(risk, unrated, by=by, note=note, now=now)]
    RatingChange.objects.bulk_create(ratings, batch_size=BATCH)
    treatments, tasks = _treatments(risks, found)
    made = [*risks, *treatments, *tasks]
    entries(programme, (Written(item, "created", after=snapshot(item), note=note) for item in made), by=by)
    treated = Counter(treatment.risk_id for treatment in treatments)
    busy = Counter(task.treatment.risk_id for task in tasks)
    rows = []
    for fate, risk in zip(found, risks, strict=True):
        row = _row(record, fate, risk, made=True)
        row.before = {"treatments": treated[risk.pk], "actions": busy[risk.pk]}
        rows.append(row)
    return rows


def _risk(programme: Programme, fate: Fate, number: int, now: datetime.datetime, scale: str | None) -> Risk:
    values = fate.fields
    chosen = {name: values[name] for name in NEW_FIELDS if values.get(name) not in (None, "")}
    risk = Risk(programme=programme, number=number, owner_id=values.get("owner"), state=values["state"], **chosen)
    risk.scale_hash = scale
    if risk.current_level is not None and risk.state != Risk.State.IDENTIFIED:
        today = timezone.localdate(now)
        risk.reviewed_on = today
        risk.review_due = risk.review_due or risk.scale.review_due(today, risk.current_level)
    _clean(risk, fate)
    return risk


def _clean(risk: Risk, fate: Fate) -> None:
    """The checks of the fields; those of the table itself are the database's."""
    try:
        risk.clean_fields(exclude=["programme", "owner", "state"])
    except ValidationError as error:
        words = _("Line %(line)s: %(why)s") % {"line": fate.line.line, "why": " ".join(error.messages)}
        raise Refused(words) from error


def _ratings(
    risk: Risk, before: dict[str, Any], *, by: User, note: str, now: datetime.datetime
) -> Iterable[RatingChange]:
    for kind in RATINGS:
        was = before[f"{kind}_likelihood"], before[f"{kind}_impact"]
        rated = getattr(risk, f"{kind}_likelihood"), getattr(risk, f"{kind}_impact")
        if was != rated:
            yield RatingChange(
                risk=risk,
                kind=kind,
                likelihood_before=was[0],
                impact_before=was[1],
                likelihood=rated[0],
                impact=rated[1],
                reason=note,
                by=by,
                at=now,
            )


def _treatments(risks: list[Risk], found: list[Fate]) -> tuple[list[Treatment], list[TreatmentAction]]:
    pairs = [(risk, fate.fields) for risk, fate in zip(risks, found, strict=True) if fate.fields.get("treatment")]
    treatments = Treatment.objects.bulk_create(
        (
            Treatment(risk=risk, strategy=values["strategy"], text=values["treatment"], cost=values.get("cost"))
            for risk, values in pairs
        ),
        batch_size=BATCH,
    )
    actions = TreatmentAction.objects.bulk_create(
        (
            TreatmentAction(treatment=treatment, text=values["actions"], owner_id=values["owner"], due=values["due"])
            for treatment, (_risk, values) in zip(treatments, pairs, strict=True)
            if values.get("actions")
        ),
        batch_size=BATCH,
    )
    return treatments, actions


def _change(record: RiskImport, found: list[Fate], *, by: User, note: str, now: datetime.datetime) -> list[ImportedRow]:
    """Open again first, then the fields, then the step to the state of the file; each leaves its entry."""
    before = {fate.risk.pk: snapshot(fate.risk) for fate in found}
    for fate in found:
        if fate.step == "reopen":
            perform(fate.risk, fate.step, by=by, note=note)
    ratings, lines = [], []
    for fate in found:
        risk = fate.risk
        if not fate.fields:
            continue
        now_is, rated = snapshot(risk), {name: getattr(risk, name) for name in RATING_FIELDS}
        _set(risk, fate, now)
        risk.revision += 1
        risk.save()
        lines.append(Written(risk, "changed", *audit.changed(now_is, snapshot(risk)), note))
        ratings += _ratings(risk, rated, by=by, note=note, now=now)
    RatingChange.objects.bulk_create(ratings, batch_size=BATCH)
    entries(record.programme, lines, by=by)
    rows = []
    for fate in found:
        if fate.step not in ("", "reopen"):
            perform(fate.risk, fate.step, by=by, note=note)
        row = _row(record, fate, fate.risk, made=False)
        row.before = audit.changed(before[fate.risk.pk], snapshot(fate.risk))[0]
        rows.append(row)
    return rows


def _set(risk: Risk, fate: Fate, now: datetime.datetime) -> None:
    """Set the fields; another rating is a review, as on the page."""
    level = risk.current_level
    for name, value in fate.fields.items():
        setattr(risk, f"{name}_id" if name == "owner" else name, value)
    if any(name in fate.fields for name in RATING_FIELDS) and risk.state != Risk.State.IDENTIFIED:
        today = timezone.localdate(now)
        risk.reviewed_on = today
        if "review_due" not in fate.fields and risk.current_level != level:
            risk.review_due = risk.scale.review_due(today, risk.current_level)
    _clean(risk, fate)


def _row(record: RiskImport, fate: Fate, risk: Risk, *, made: bool) -> ImportedRow:
    return ImportedRow(
        record=record,
        risk=risk,
        sheet=fate.line.sheet[:200],
        line=fate.line.line,
        source=fate.line.source,
        key=fate.line.values.get("key", ""),
        title=str(risk)[:250],
        made=made,
        fields=[change.name for change in fate.changes],
        revision=risk.revision,
    )

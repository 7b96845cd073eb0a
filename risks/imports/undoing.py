"""Taking an import back: what it made goes, what it changed is as before; what somebody touched since is named and kept."""

from collections import Counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit
from core.audit import Written, entries, snapshot
from core.evidence import in_every_language
from core.models import Attachment, Comment, User
from core.refusal import Refused
from core.workflow import perform
from risks.models import ImportedRow, RatingChange, Risk, RiskImport, Treatment, TreatmentAction

TOUCHED = gettext_lazy("Changed since the import")
FOLLOWED = gettext_lazy("Has comments, files, treatments or a request for acceptance since the import")
GONE = gettext_lazy("Is not in the register any more")


@transaction.atomic
def undo(record: RiskImport, *, by: User) -> RiskImport:
    """All that can go back goes back, in one transaction; each row that stays says why."""
    if not by.has_perm("risks.edit_risk", record):
        raise PermissionDenied
    audit.lock(record.scope_key)
    record = RiskImport.objects.select_related("programme").get(pk=record.pk)
    if record.state != RiskImport.State.IMPORTED:
        raise Refused(_("Only what was imported, and not taken back already, can be undone."))
    note = _("The import of %(file)s was undone.") % {"file": record.name}
    rows = list(record.rows.select_related("risk__programme").order_by("-pk"))
    reasons = why_kept(rows)
    free = [row for row in rows if row.pk not in reasons]
    _remove([row.risk for row in free if row.made], record, by=by, note=note)
    _restore([row for row in free if not row.made], record, by=by, note=note)
    for row in rows:
        if row.pk in reasons:
            row.kept = in_every_language(reasons[row.pk])
    ImportedRow.objects.bulk_update([row for row in rows if row.kept], ["kept"], batch_size=300)
    counts = {**record.counts, "undone": len(free), "kept": len(reasons)}
    return perform(record, "take_back", by=by, note=note, counts=counts)


def why_kept(rows: list[ImportedRow]) -> dict[int, Any]:
    """Row -> why it cannot go back. A constant number of queries for every 500 rows."""
    followed = _followed([row for row in rows if row.made and row.risk_id])
    found = {}
    for row in rows:
        if row.risk is None:
            found[row.pk] = GONE
        elif row.risk.revision != row.revision:
            found[row.pk] = TOUCHED
        elif row.made and row.risk_id in followed:
            found[row.pk] = FOLLOWED
    return found


#: What an import itself makes of a risk, or keeps about it.
OWN = (RatingChange, Treatment, ImportedRow)


def _followed(rows: list[ImportedRow]) -> set[int]:
    """Risks with something beside them that no import made: notes, requests, more treatments, actions taken on."""
    kind = ContentType.objects.get_for_model(Risk)
    found: set[int] = set()
    for start in range(0, len(rows), 500):
        made = {row.risk_id: row.before for row in rows[start : start + 500]}
        for notes in (Comment, Attachment):
            beside = notes.objects.filter(content_type=kind, object_id__in=made)
            found |= set(beside.values_list("object_id", flat=True))
        for relation in Risk._meta.related_objects:
            if relation.related_model not in OWN:
                pointing = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(made)})
                found |= set(pointing.values_list(relation.field.attname, flat=True))
        for name, model, path in (("treatments", Treatment, "risk"), ("actions", TreatmentAction, "treatment__risk")):
            records = model.objects.filter(**{f"{path}__in": list(made)})
            counts = Counter(records.values_list(path, flat=True))
            found |= {risk for risk, before in made.items() if counts[risk] != before.get(name, 0)}
            found |= set(records.filter(revision__gt=0).values_list(path, flat=True))
    return found


def _remove(risks: list[Risk], record: RiskImport, *, by: User, note: str) -> None:
    keys = [risk.pk for risk in risks]
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        actions = TreatmentAction.objects.filter(treatment__risk__in=some).select_related("treatment__risk__programme")
        treatments = Treatment.objects.filter(risk__in=some).select_related("risk__programme")
        gone = [*actions, *treatments, *risks[start : start + 500]]
        entries(record.programme, [Written(item, "removed", before=snapshot(item), note=note) for item in gone], by=by)
        RatingChange.objects.filter(risk__in=some).delete()
        actions.delete()
        treatments.delete()
        Risk.objects.filter(pk__in=some).delete()


def _restore(rows: list[ImportedRow], record: RiskImport, *, by: User, note: str) -> None:
    """Back to the values before. A state goes back as it was, past its steps: it is the import’s own step that is undone."""
    lines = []
    for row in rows:
        before = snapshot(row.risk)
        Risk.objects.filter(pk=row.risk_id).update(**row.before, revision=row.risk.revision + 1)
        after = snapshot(Risk.objects.get(pk=row.risk_id))
        lines.append(Written(row.risk, "changed", *audit.changed(before, after), note))
        _restore_ratings(row, record)
    entries(record.programme, lines, by=by)


def _restore_ratings(row: ImportedRow, record: RiskImport) -> None:
    """The history loses what the import wrote into it."""
    RatingChange.objects.filter(risk=row.risk_id, at=record.imported_at).delete()

"""What risks have to do with: a stage, a module, a pilot, a goal, and records from above by their label alone."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import capfirst

from core.text import whole
from implementation.programme.models import Programme
from risks.models import Risk, RiskLink

#: Fields of a risk that lead to a record of the same programme.
PARTS = ("stage", "module", "pilot", "goal")
MOST = 100


def linked_to(risks: QuerySet, link: str) -> QuerySet:
    """Those that belong to ``stage:3`` or are linked to ``sla.breach:7``; ``sla.breach`` alone means any of its kind."""
    name, _colon, number = link.partition(":")
    key = whole(number)
    if name in PARTS:
        return risks.filter(**{name: key}) if key is not None else risks.filter(**{f"{name}__isnull": False})
    linked = RiskLink.objects.filter(source_label=name)
    raised = Q(source_label=name)
    if key is not None:
        linked, raised = linked.filter(source_id=key), raised & Q(source_id=key)
    return risks.filter(raised | Q(pk__in=linked.values("risk")))


def links_of(programme: Programme, seen: QuerySet) -> list[tuple[Any, list[tuple[str, str]]]]:
    """What risks are linked to, by kind, as the filter offers it; records from above only where the risk may be ``seen``."""
    found = []
    for name in PARTS:
        model = Risk._meta.get_field(name).related_model
        used = Exists(Risk._base_manager.filter(**{name: OuterRef("pk")}))
        records = model.objects.filter(used, programme=programme)[:MOST]
        found.append((capfirst(Risk._meta.get_field(name).verbose_name), [(f"{name}:{r.pk}", str(r)) for r in records]))
    return [(label, options) for label, options in [*found, *_from_above(programme, seen)] if options]


def _from_above(programme: Programme, seen: QuerySet) -> list[tuple[Any, list[tuple[str, str]]]]:
    # Says no more than that there is a label: it lets the database begin with the links, which are few.
    links = RiskLink.objects.filter(risk__programme=programme, source_label__gt="").order_by("source_label", "title")
    risks = set(seen.filter(pk__in=links.values("risk")).values_list("pk", flat=True))
    kinds: dict[str, dict[str, str]] = {}
    for risk, label, number, title in links.values_list("risk_id", "source_label", "source_id", "title"):
        if risk in risks:
            kinds.setdefault(label, {})[f"{label}:{number}"] = title
    raised = seen.order_by().exclude(source_label="").values_list("source_label", flat=True).distinct()
    for label in raised[:MOST]:
        kinds.setdefault(label, {})
    return [(_kind(label), [(label, str(_kind(label))), *list(found.items())[:MOST]]) for label, found in kinds.items()]


def _kind(label: str) -> Any:
    try:
        return capfirst(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label

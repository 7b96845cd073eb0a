"""What risks have to do with: a stage, a module, a pilot, a goal, and records from above by their label alone."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from core.text import whole
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


def links_of(risks: QuerySet) -> list[tuple[Any, list[tuple[str, str]]]]:
    """What the risks are linked to, by kind, as the filter offers it."""
    found = []
    for name in PARTS:
        model = Risk._meta.get_field(name).related_model
        records = model.objects.filter(pk__in=risks.order_by().values(name))[:MOST]
        found.append((capfirst(Risk._meta.get_field(name).verbose_name), [(f"{name}:{r.pk}", str(r)) for r in records]))
    return [(label, options) for label, options in [*found, *_from_above(risks)] if options]


def _from_above(risks: QuerySet) -> list[tuple[Any, list[tuple[str, str]]]]:
    links = RiskLink.objects.filter(risk__in=risks.order_by().values("pk")).order_by("source_label", "title")
    kinds: dict[str, list[tuple[str, str]]] = {}
    for label, number, title in links.values_list("source_label", "source_id", "title").distinct()[:MOST]:
        kinds.setdefault(label, []).append((f"{label}:{number}", title))
    raised = risks.order_by().exclude(source_label="").values_list("source_label", flat=True).distinct()
    for label in raised[:MOST]:
        kinds.setdefault(label, [])
    return [(_kind(label), [(label, str(_kind(label))), *options]) for label, options in kinds.items()]


def _kind(label: str) -> Any:
    try:
        return capfirst(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label

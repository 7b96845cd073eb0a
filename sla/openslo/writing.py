"""Objectives of an agreement as OpenSLO documents. What OpenSLO has no word for goes along as annotations."""

import re
from typing import Any

import yaml
from django.utils.translation import gettext as _

from sla import telling
from sla.models import Agreement, Objective
from sla.openslo.words import OURS, OWN

Statistic = Objective.Statistic


class _WrittenOut(yaml.SafeDumper):
    """Without aliases, which we do not read either."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write(agreement: Agreement, objectives: list[Objective]) -> str:
    """One document for each promise that OpenSLO can say; the others are named in the first lines."""
    carried = [item for item in objectives if _says(item)]
    lines = [f"# {agreement.name}, {agreement.service}"]
    for item in objectives:
        if item not in carried:
            words = {"name": str(item), "promise": telling.promise(item)}
            lines.append("# " + _("Not carried, as OpenSLO knows shares only: %(name)s, %(promise)s") % words)
    head = "\n".join(" ".join(line.split()) for line in lines)
    body = yaml.dump_all(
        [_document(agreement, item) for item in carried],
        Dumper=_WrittenOut,
        sort_keys=False,
        allow_unicode=True,
        width=1000,
    )
    return f"{head}\n---\n{body}" if carried else f"{head}\n"


def _says(objective: Objective) -> bool:
    return objective.is_percentage or objective.kind == Objective.Kind.RESPONSE_TIME


def _document(agreement: Agreement, objective: Objective) -> dict[str, Any]:
    name = f"objective-{objective.pk}"
    return {
        "apiVersion": "openslo/v1",
        "kind": "SLO",
        "metadata": {"name": name, "displayName": str(objective), "annotations": _annotations(objective)},
        "spec": {
            "service": _slug(agreement.service) or f"agreement-{agreement.pk}",
            "indicator": {"metadata": {"name": _slug(objective.monitor) or name}, "spec": _indicator(objective)},
            "timeWindow": [{"duration": "1M", "isRolling": False, "calendar": _window(agreement, objective)}],
            "budgetingMethod": "Timeslices" if objective.statistic == Statistic.TIME else "Occurrences",
            "objectives": [_objective(objective)],
        },
    }


def _objective(objective: Objective) -> dict[str, Any]:
    target = objective.percent if objective.statistic == Statistic.PERCENTILE else objective.target
    if objective.is_percentage and objective.direction == Objective.Direction.AT_MOST:
        target = 100 - target
    part: dict[str, Any] = {"displayName": str(objective), "target": float(target / 100)}
    if objective.statistic == Statistic.TIME:
        part |= {"timeSliceTarget": 1.0, "timeSliceWindow": "1m"}
    if objective.statistic == Statistic.WITHIN:
        limit = objective.limit_ms if objective.limit_ms is not None else objective.limit_hours * 3_600_000
        part |= {"op": "lte", "value": float(limit)}
    if objective.statistic == Statistic.PERCENTILE:
        part |= {"op": "lte", "value": float(objective.target)}
    return part


def _indicator(objective: Objective) -> dict[str, Any]:
    source = {"metricSource": {"type": "pilotage", "spec": {"monitor": objective.monitor}}}
    if objective.statistic in (Statistic.WITHIN, Statistic.PERCENTILE):
        return {"thresholdMetric": source}
    return {"ratioMetric": {"counter": False, "good": source, "total": source}}


def _window(agreement: Agreement, objective: Objective) -> dict[str, str]:
    return {"startTime": f"{objective.valid_from:%Y-%m-01} 00:00:00", "timeZone": agreement.contract.time_zone}


def _annotations(objective: Objective) -> dict[str, str]:
    names = [name for group in OWN.values() for name in group]
    found = {
        f"{OURS}{name}": _plain(getattr(objective, name))
        for name in names
        if getattr(objective, name) not in (None, "")
    }
    if objective.calendar_id:
        found[f"{OURS}calendar"] = objective.calendar.name
    return found


def _plain(value: Any) -> str:
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]

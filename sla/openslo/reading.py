"""What OpenSLO documents come to as objectives. Every key is either carried or listed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.refusal import Refused
from core.text import say
from sla.models import Objective
from sla.openslo.safely import documents
from sla.openslo.words import METHODS, OURS, OWN, VERSIONS

Kind, Statistic = Objective.Kind, Objective.Statistic


@dataclass(frozen=True)
class Proposal:
    """An objective to be; ``calendar`` is the name of a service calendar, where one was named."""

    name: str
    fields: dict[str, Any]
    calendar: str = ""


@dataclass
class Found:
    proposals: list[Proposal] = field(default_factory=list)
    left_out: list[Any] = field(default_factory=list)

    def leave_out(self, where: str, what) -> None:
        self.left_out.append(say("{where}: {what}", where=where, what=what))


def read(text: str) -> Found:
    """Raises Refused where the text as a whole cannot be read."""
    found, slos, indicators = Found(), [], {}
    for number, document in enumerate(documents(text), start=1):
        if not isinstance(document, dict):
            found.leave_out(f"#{number}", _("This document is no object with apiVersion, kind and spec."))
            continue
        kind, name = str(document.get("kind", "")), _name_of(document) or f"#{number}"
        if document.get("apiVersion") not in VERSIONS:
            found.leave_out(name, _("Only apiVersion openslo/v1 is read."))
        elif kind == "SLO":
            slos.append((name, document))
        elif kind == "SLI":
            indicators[name] = document
        else:
            found.leave_out(name, say(_("A {kind} has no counterpart here."), kind=kind or "?"))
    for name, document in slos:
        _read_slo(found, name, document, indicators)
    if not slos and not found.left_out:
        raise Refused(_("The text holds no document of kind SLO."))
    return found


def _name_of(document: dict) -> str:
    metadata = document.get("metadata")
    return str(metadata.get("name", ""))[:120] if isinstance(metadata, dict) else ""


def _read_slo(found: Found, name: str, document: dict, indicators: dict) -> None:
    metadata, spec = (_dict(document.get(key)) for key in ("metadata", "spec"))
    ours = {
        key.removeprefix(OURS): str(value)
        for key, value in _dict(metadata.get("annotations")).items()
        if str(key).startswith(OURS)
    }
    _list_rest(found, name, document, metadata, spec)
    method = str(spec.get("budgetingMethod", "Occurrences"))
    if method not in METHODS:
        found.leave_out(name, say(_("Budgeting method {method} is not known."), method=method[:40]))
        return
    _note_window(found, name, spec)
    indicator = _indicator(found, name, spec, indicators)
    parts = spec.get("objectives")
    parts = parts if isinstance(parts, list) else []
    if not parts:
        found.leave_out(name, _("It has no objectives."))
    for number, part in enumerate(parts, start=1):
        where = name if len(parts) == 1 else f"{name} {number}"
        try:
            found.proposals.append(_proposal(found, where, metadata, _dict(part), method, indicator, ours))
        except Refused as refusal:
            found.leave_out(where, str(refusal))


def _proposal(found, where, metadata, part, method, indicator, ours) -> Proposal:
    target = _target(part)
    title = str(part.get("displayName") or metadata.get("displayName") or where)[:120]
    fields: dict[str, Any] = {"name": title, "monitor": _monitor(indicator, where)[:200], "target": target}
    handled = {"displayName", "target", "targetPercent"}
    if ours:
        fields |= _own_fields(ours)
        handled |= {"timeSliceTarget", "timeSliceWindow", "op", "value"}
    elif method != "Occurrences":
        fields |= {"kind": Kind.AVAILABILITY, "statistic": Statistic.TIME, "max_silence_hours": 26}
        _note_slices(found, where, part)
        handled |= {"timeSliceTarget", "timeSliceWindow"}
    elif "thresholdMetric" in indicator:
        fields |= _limit(part)
        handled |= {"op", "value"}
        found.leave_out(where, _("The limit has no unit in OpenSLO: it is taken as milliseconds. Check it."))
    else:
        fields |= {"kind": Kind.COUNTED, "statistic": Statistic.SHARE, "direction": Objective.Direction.AT_LEAST}
        fields |= {"max_silence_hours": 744}
    for key in sorted(set(map(str, part)) - handled):
        found.leave_out(where, say(_("“{key}” is not carried."), key=f"objectives.{key}"[:80]))
    return Proposal(where, fields, ours.get("calendar", ""))


def _own_fields(ours: dict[str, str]) -> dict[str, Any]:
    """What our own file says beyond OpenSLO; anything that no objective has is refused when it is made."""
    fields: dict[str, Any] = {name: ours[name][:200] for name in OWN["text"] if name in ours}
    fields |= {name: _number(ours[name]) for name in OWN["number"] if name in ours}
    return fields | {name: int(_number(ours[name])) for name in OWN["whole"] if name in ours}


def _target(part: dict) -> Decimal:
    if "targetPercent" in part:
        return _number(part["targetPercent"])
    if "target" not in part:
        raise Refused(_("It has no target."))
    return _number(part["target"]) * 100


def _limit(part: dict) -> dict[str, Any]:
    if str(part.get("op", "lte")) not in ("lte", "lt"):
        raise Refused(_("Only values at most a limit (lte) can be promised of a threshold."))
    if "value" not in part:
        raise Refused(_("It has no value for the threshold."))
    value = _number(part["value"])
    if value != value.to_integral_value() or not 1 <= value <= 2_000_000_000:
        raise Refused(_("The limit must be a whole number of milliseconds."))
    fields = {"kind": Kind.RESPONSE_TIME, "statistic": Statistic.WITHIN, "limit_ms": int(value)}
    return fields | {"max_silence_hours": 26}


def _number(value: Any) -> Decimal:
    try:
        number = Decimal(str(value).strip()[:40])
    except InvalidOperation:
        raise Refused(say(_("“{text}” is no number."), text=str(value)[:40])) from None
    if not number.is_finite() or abs(number) > 10**10:
        raise Refused(say(_("“{text}” is no number."), text=str(value)[:40]))
    return number


def _indicator(found: Found, name: str, spec: dict, indicators: dict) -> dict:
    """The spec of the indicator, written inside or named; with its name under ``name``."""
    inside, named = spec.get("indicator"), str(spec.get("indicatorRef", ""))
    document = inside if isinstance(inside, dict) else indicators.get(named)
    if document is None:
        if named:
            found.leave_out(name, say(_("The indicator “{name}” is not in the text."), name=named[:80]))
        return {"name": named}
    indicator = _dict(document.get("spec"))
    for metric in ("ratioMetric", "thresholdMetric"):
        for path in _sources(_dict(indicator.get(metric)), metric):
            found.leave_out(
                name, say(_("The query “{path}” is not carried: the records of a monitor are counted."), path=path)
            )
    return {**indicator, "name": _name_of(document)}


def _sources(metric: dict, path: str) -> Iterator[str]:
    for key, value in metric.items():
        if key == "metricSource":
            yield path
        elif isinstance(value, dict):
            yield from _sources(value, f"{path}.{key}"[:80])


def _monitor(indicator: dict, where: str) -> str:
    return str(indicator.get("name") or where)


def _note_window(found: Found, name: str, spec: dict) -> None:
    windows = spec.get("timeWindow")
    window = _dict(windows[0]) if isinstance(windows, list) and windows else _dict(windows)
    if not window:
        return
    rolling, duration = str(window.get("isRolling", "")).lower() == "true", str(window.get("duration", ""))[:20]
    if rolling or duration.lower() not in ("1m", "1 month"):
        words = _("The window {duration} is not carried: results are those of calendar months in the contract’s place.")
        found.leave_out(name, say(words, duration=duration or "?"))
    if "calendar" in window:
        found.leave_out(name, _("Beginning and zone of the window are not carried: the zone is that of the contract."))


def _note_slices(found: Found, where: str, part: dict) -> None:
    for key in ("timeSliceTarget", "timeSliceWindow"):
        if key in part:
            words = _("“{key}” is not carried: time is weighted to the second, by the states of the monitor.")
            found.leave_out(where, say(words, key=key))


def _list_rest(found: Found, name: str, document: dict, metadata: dict, spec: dict) -> None:
    """Every key that nothing here reads."""
    known = {"budgetingMethod", "timeWindow", "indicator", "indicatorRef", "objectives"}
    rest = [str(key) for key in document if key not in ("apiVersion", "kind", "metadata", "spec")]
    rest += [f"metadata.{key}" for key in metadata if key not in ("name", "displayName", "annotations")]
    rest += [
        f"metadata.annotations.{key}" for key in _dict(metadata.get("annotations")) if not str(key).startswith(OURS)
    ]
    rest += [f"spec.{key}" for key in spec if key not in known]
    for key in rest:
        if key == "spec.service" and _is_ours(metadata):
            continue
        found.leave_out(name, say(_("“{key}” is not carried."), key=key[:80]))


def _is_ours(metadata: dict) -> bool:
    return any(str(key).startswith(OURS) for key in _dict(metadata.get("annotations")))


def _dict(value: Any) -> dict:
    return value if isinstance(value, dict) else {}

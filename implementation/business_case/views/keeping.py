"""The last change of a person in the lines of a scenario, kept with their session so that it can be undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from implementation.business_case.actions import difference
from implementation.business_case.actions.lines import written
from implementation.business_case.models import Scenario

#: Of so many scenarios.
MOST = 6


def _key(scenario: Scenario) -> str:
    return str(scenario.pk)


@contextmanager
def keeping(request, scenario: Scenario) -> Iterator[None]:
    """What happens inside can be undone at one go by this person."""
    before = written(scenario)
    yield
    change = difference(before, written(scenario))
    if not change:
        return
    kept = request.session.get("case-undo", {})
    kept.pop(_key(scenario), None)
    kept[_key(scenario)] = change
    request.session["case-undo"] = dict(list(kept.items())[-MOST:])


def kept_change(request, scenario: Scenario) -> dict[str, Any] | None:
    return request.session.get("case-undo", {}).get(_key(scenario))


def forget_change(request, scenario: Scenario) -> None:
    kept = request.session.get("case-undo", {})
    kept.pop(_key(scenario), None)
    request.session["case-undo"] = kept

"""Reports as a manager publishes them; ``drawing`` runs the work that waits for the commit."""

import datetime
from contextlib import contextmanager

from django.test import TestCase
from django.utils import timezone

from implementation.programme import registry
from implementation.reports import actions
from implementation.reports.models import ProgressReport
from tests.factories import user_as

WORDS = {
    "headline": "The pilot works; one risk needs a decision.",
    "done": "Customer file cleaned.\nTwo sessions held.",
    "next": "Measure the pilot.",
}


def make_words(**fields) -> dict:
    today = timezone.localdate()
    return {"period_start": today - datetime.timedelta(days=7), "period_end": today} | WORDS | fields


def make_report(programme, *, by=None, **fields) -> ProgressReport:
    return actions.publish(programme, by=by or user_as("manager", programme), **make_words(**fields))


def make_drawn_report(programme, **fields) -> ProgressReport:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return make_report(programme, **fields)


@contextmanager
def panel(facts: dict, *, name="risks.fake", detail="", brief="", title="Fake risks", order=1):
    """A panel that is registered for a while, beside those of the product."""
    registry.panel(name, title=title, order=order, detail=detail, brief=brief)(lambda programme: facts)
    try:
        yield
    finally:
        del registry._panels[name]

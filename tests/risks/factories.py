"""Risks for tests, made as people make them."""

import datetime
from decimal import Decimal

from django.utils import timezone

from core.workflow import perform
from risks.acceptance import request_acceptance
from risks.actions import add_action, add_treatment, enter_risk, estimate, set_limit
from risks.models import AcceptanceRequest, Estimate, LossLimit, RegisterView, Risk, Treatment, TreatmentAction
from tests.factories import user_as


def make_risk(programme, *, title="Data is wrong", likelihood=3, impact=3, owner=None, **fields) -> Risk:
    """Rated unless likelihood is None, and then assessed."""
    risk = Risk(
        programme=programme,
        title=title,
        category=fields.pop("category", "data"),
        owner=owner,
        current_likelihood=likelihood,
        current_impact=impact if likelihood else None,
        **fields,
    )
    return enter_risk(risk, by=user_as("consultant", programme))


def make_treatment(risk, *, strategy="reduce", text="Clean it") -> Treatment:
    return add_treatment(Treatment(risk=risk, strategy=strategy, text=text), by=user_as("consultant", risk.programme))


def make_action(treatment, *, owner=None, days=10, text="Clean the first file") -> TreatmentAction:
    programme = treatment.risk.programme
    action = TreatmentAction(
        treatment=treatment,
        text=text,
        owner=owner or user_as("manager", programme),
        due=timezone.localdate() + datetime.timedelta(days=days),
    )
    return add_action(action, by=user_as("consultant", programme))


def make_treated(programme, **fields) -> Risk:
    """A risk in treatment, with one treatment."""
    risk = make_risk(programme, owner=fields.pop("owner", None) or user_as("manager", programme), **fields)
    make_treatment(risk)
    perform(risk, "start_treatment", by=user_as("consultant", programme))
    return risk


def make_request(programme, *, risk=None, days=30, by=None) -> AcceptanceRequest:
    asked = AcceptanceRequest(
        risk=risk or make_risk(programme),
        reason="It costs more to mend than to bear.",
        expires_on=timezone.localdate() + datetime.timedelta(days=days),
    )
    return request_acceptance(asked, by=by or user_as("consultant", programme))


def make_estimate(risk, *, phase="now", **fields) -> Estimate:
    """One year in five, 100 to 300, unless said otherwise."""
    figures = {"how_often": "once", "how_much": "pert", "low": 100, "likely": 200, "high": 300} | fields
    if figures["how_often"] == "once":
        figures.setdefault("probability", 20)
    figures = {name: Decimal(value) if isinstance(value, int) else value for name, value in figures.items()}
    record = Estimate(risk=risk, phase=phase, basis="Two invoices of last year", **figures)
    return estimate(record, by=user_as("consultant", risk.programme))


def make_limit(programme, *, amount=1000, chance=5) -> LossLimit:
    limit = LossLimit(programme=programme, amount=Decimal(amount), chance=Decimal(chance))
    return set_limit(limit, by=user_as("sponsor", programme))


def make_view(programme, *, name="Mine", person=None, shared=True, query="", columns=()) -> RegisterView:
    person = person or user_as("manager", programme)
    fields = {"name": name, "shared": shared, "query": query, "columns": list(columns)}
    return RegisterView.objects.create(programme=programme, person=person, **fields)

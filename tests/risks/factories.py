"""Risks for tests, made as people make them."""

import datetime
from dataclasses import replace
from decimal import Decimal

from django.utils import timezone

from core.workflow import perform
from risks.acceptance import request_acceptance
from risks.actions import (
    add_action,
    add_contributor,
    add_entry,
    add_treatment,
    create_catalogue,
    enter_risk,
    estimate,
    risk_occurred,
    set_limit,
    set_scale,
)
from risks.models import (
    AcceptanceRequest,
    Catalogue,
    CatalogueRisk,
    Contributor,
    Estimate,
    LossLimit,
    RegisterView,
    Risk,
    RiskIssue,
    RiskScale,
    Treatment,
    TreatmentAction,
)
from risks.scale import scale_of
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


def make_scale(programme, **fields) -> RiskScale:
    """The next version, different from the one in force in these fields."""
    organisation = programme.organisation
    now = scale_of(organisation)
    return set_scale(
        organisation,
        replace(now, **fields),
        seen_version=now.version,
        reason="Agreed by the board",
        by=user_as("sponsor", programme),
    )


def make_issue(programme, *, risk=None, owner=None, days=10, **fields) -> RiskIssue:
    issue = RiskIssue(
        risk=risk or make_risk(programme),
        what_happened=fields.pop("what_happened", "The file was lost."),
        owner=owner or user_as("manager", programme),
        next_step="Restore it",
        due=timezone.localdate() + datetime.timedelta(days=days),
        **fields,
    )
    return risk_occurred(issue, by=user_as("consultant", programme))


def make_contributor(risk, user) -> Contributor:
    return add_contributor(Contributor(risk=risk, user=user), by=user_as("consultant", risk.programme))


def make_catalogue(programme, *, by=None) -> Catalogue:
    return create_catalogue(Catalogue(name="Firm"), by=by or user_as("consultant", programme))


def make_entry(catalogue, **fields) -> CatalogueRisk:
    texts = {"title": "Nobody decides", "cause": "roles are not written down", "treatments": "Write them down"}
    return add_entry(CatalogueRisk(catalogue=catalogue, **texts | fields), by=catalogue.created_by)

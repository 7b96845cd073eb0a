"""What the data steps make of rows that were there before: the migrations themselves, on tables as they stood then.

The suite builds its tables from the models; here they are built from what the migrations say of one point in time, in a
database of its own, so that not every migration since the first has to run.
"""

from datetime import date
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend


@pytest.fixture
def past(django_db_blocker, settings):
    """``past("0002_sourcing_lines")`` is an executor on empty tables as they stood after that migration of this app."""
    settings.MIGRATION_MODULES = {}
    own = {**connections.settings["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    usual = connections["default"]
    with django_db_blocker.unblock():
        connections["default"] = load_backend(own["ENGINE"]).DatabaseWrapper(own, "default")
        yield _stand_at
        connections["default"].close()
        connections["default"] = usual


def _stand_at(name: str) -> MigrationExecutor:
    executor = MigrationExecutor(connections["default"])
    with connections["default"].schema_editor() as editor:
        for model in executor.loader.project_state(("vendors", name)).apps.get_models():
            editor.create_model(model)
    for migration, _backwards in executor.migration_plan([("vendors", name)]):
        executor.recorder.record_applied(migration.app_label, migration.name)
    return executor


def go(name: str):
    """Migrate this app to a migration, in either direction; returns the models as they stand then."""
    executor = MigrationExecutor(connections["default"])
    return executor.migrate([("vendors", name)]).apps


def models_at(name: str):
    return MigrationExecutor(connections["default"]).loader.project_state(("vendors", name)).apps


def old_programme(apps):
    by = apps.get_model("core", "User").objects.create(email="mia@example.org", name="Mia")
    organisation = apps.get_model("programme", "Organisation").objects.create(name="Harbour Lane")
    return apps.get_model("programme", "Programme").objects.create(
        organisation=organisation, name="CRM", started_on=date(2026, 1, 1), created_by=by
    )


def old_costs(apps, *rows):
    """(mode, category, year, amount) as they were kept until 0002: straight under an option."""
    programme = old_programme(apps)
    options = {
        mode: apps.get_model("vendors", "SourcingOption").objects.create(programme=programme, mode=mode)
        for mode in ("build", "buy", "outsource")
    }
    for mode, category, year, amount in rows:
        apps.get_model("vendors", "SourcingCost").objects.create(
            option=options[mode], category=category, year=year, amount=D(amount)
        )
    return options


OLD = [
    ("build", "acquisition", 0, "300.50"),
    ("build", "running", 1, "10"),
    ("build", "running", 2, "20"),
    ("build", "maintenance", 1, "7"),
    ("buy", "running", 1, "40"),
    ("buy", "switching", 4, "9.99"),
]


def test_old_costs_get_a_line_each_and_lose_no_cent(past):
    """Outsourcing had none, so it gets none."""
    past("0002_sourcing_lines")
    old_costs(models_at("0002_sourcing_lines"), *OLD)

    apps = go("0004_costs_stand_in_lines")

    lines = apps.get_model("vendors", "SourcingLine").objects.order_by("option", "pk")
    assert list(lines.values_list("option__mode", "category", "title", "rises", "per_user")) == [
        ("build", "acquisition", "", False, False),
        ("build", "running", "", True, False),
        ("build", "maintenance", "", True, False),
        ("buy", "running", "", True, False),
        ("buy", "switching", "", False, False),
    ]
    costs = apps.get_model("vendors", "SourcingCost").objects.order_by("pk")
    found = costs.values_list("line__option__mode", "line__category", "year", "amount")
    assert list(found) == [(mode, category, year, D(amount)) for mode, category, year, amount in OLD]


def test_costs_in_lines_go_back_under_their_option_added_up(past):
    past("0004_costs_stand_in_lines")
    apps = models_at("0004_costs_stand_in_lines")
    line, cost = (apps.get_model("vendors", name) for name in ("SourcingLine", "SourcingCost"))
    option = old_costs(apps)["buy"]
    for title, amounts in (("Licences", {1: 30, 2: 31}), ("Hosting", {1: 12})):
        made = line.objects.create(option=option, category="running", title=title)
        cost.objects.bulk_create(cost(line=made, year=year, amount=amount) for year, amount in amounts.items())

    apps = go("0002_sourcing_lines")

    costs = apps.get_model("vendors", "SourcingCost").objects.order_by("year")
    assert list(costs.values_list("option__mode", "category", "year", "amount", "line")) == [
        ("buy", "running", 1, D(42), None),
        ("buy", "running", 2, D(31), None),
    ]


def old_contract(apps, name, **terms):
    vendor = apps.get_model("vendors", "Vendor").objects.first()
    return apps.get_model("vendors", "Contract").objects.create(
        programme_id=vendor.programme_id, vendor=vendor, name=name, starts_on=date(2026, 1, 1), monthly_fee=100, **terms
    )


@pytest.fixture
def contracts(past):
    """The models of old contracts, with a vendor to have them with."""
    past("0008_contract_life")
    apps = models_at("0008_contract_life")
    apps.get_model("vendors", "Vendor").objects.create(programme=old_programme(apps), name="Cloudbridge")
    return apps


def test_old_contracts_say_how_they_renew(contracts):
    old_contract(contracts, "A ends", renewal_months=0)
    old_contract(contracts, "B rolls on", renewal_months=12, notice_by=date(2026, 9, 30), reminded=30)
    old_contract(contracts, "C was said", renewal="option", renewal_months=6, options=2)
    old_contract(contracts, "D was said", renewal="open", renewal_months=0)

    apps = go("0009_renewal_kinds")

    kept = apps.get_model("vendors", "Contract").objects.order_by("name")
    assert list(kept.values_list("name", "renewal", "renewal_months", "options", "notice_by", "reminded")) == [
        ("A ends", "ends", 0, 0, None, None),
        ("B rolls on", "tacit", 12, 0, date(2026, 9, 30), 30),
        ("C was said", "option", 6, 2, None, None),
        ("D was said", "open", 0, 0, None, None),
    ]


def test_from_then_on_kind_and_months_fit_and_the_way_back_loses_nothing(contracts):
    apps = go("0009_renewal_kinds")
    for terms in ({"renewal": "", "renewal_months": 12}, {"renewal": "ends", "renewal_months": 1}):
        with pytest.raises(IntegrityError, match="contract_renewal_fits"):
            old_contract(apps, "Unfit", **terms)
    old_contract(apps, "A", renewal="tacit", renewal_months=12)

    apps = go("0008_contract_life")

    kept = apps.get_model("vendors", "Contract").objects.values_list("name", "renewal", "renewal_months")
    assert list(kept) == [("A", "tacit", 12)]

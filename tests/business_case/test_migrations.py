"""What migrations 0004 to 0006 do to the cases that were there, on tables as they were between them."""

import datetime
from functools import cache
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.factories import make_user

pytestmark = pytest.mark.django_db
into_scenarios = import_module("implementation.business_case.migrations.0005_lines_into_scenarios")
#: What the step reads and writes, and what that hangs on.
MODELS = {"programme": ["Organisation", "Programme"], "business_case": ["BusinessCase", "Scenario", "Line"]}


@cache
def models_then():
    """The models after 0004, each with a table of its own name."""
    apps = MigrationLoader(None).project_state(("business_case", "0004_scenarios")).apps
    for app, names in MODELS.items():
        for name in names:
            options = apps.get_model(app, name)._meta
            options.db_table = f"then_{options.db_table}"
    return apps


@pytest.fixture
def then(settings):
    settings.MIGRATION_MODULES = {}
    apps = models_then()
    editor = connection.schema_editor(collect_sql=True)
    editor.deferred_sql = []
    with connection.cursor() as cursor:
        for app, names in MODELS.items():
            for name in names:
                cursor.execute(*editor.table_sql(apps.get_model(app, name)))
    return apps


@pytest.fixture
def make(then):
    """``make("Line", case=…)``: a row as it was then."""

    def row(model, /, **fields):
        app = "programme" if model in MODELS["programme"] else "business_case"
        return then.get_model(app, model).objects.create(**fields)

    return row


@pytest.fixture
def programme_then(make):
    def programme(language="en"):
        return make(
            "Programme",
            name="CRM",
            organisation=make("Organisation", name="Firm", language=language),
            started_on=datetime.date(2026, 1, 5),
            created_by_id=make_user("Maker").pk,
        )

    return programme


def scenarios_of(apps, case):
    return list(apps.get_model("business_case", "Scenario").objects.filter(case=case).order_by("pk"))


def test_the_lines_of_a_version_become_its_chosen_scenario(then, make, programme_then):
    case = make("BusinessCase", programme=programme_then(), number=1)
    lines = [
        make("Line", case=case, kind="cost", category="acquisition", title="Fee"),
        make("Line", case=case, kind="benefit", category="saving", title="Hours"),
    ]

    into_scenarios.fill(then, None)

    planned, nothing = scenarios_of(then, case)
    assert (planned.title, planned.mode, planned.is_chosen) == ("As planned", "other", True)
    assert (nothing.title, nothing.mode, nothing.is_chosen) == ("Doing nothing", "nothing", False)
    for line in lines:
        line.refresh_from_db()
        assert line.scenario_id == planned.pk
    # What 0006 asks for, before it takes the old column away.
    assert not then.get_model("business_case", "Line").objects.filter(scenario=None).exists()


def test_a_line_from_before_there_were_ranges_is_by_year_and_certain(then, make, programme_then):
    case = make("BusinessCase", programme=programme_then(), number=1)
    make("Line", case=case, kind="cost", category="staff", title="Team", source="risks.exposure")

    into_scenarios.fill(then, None)

    line = then.get_model("business_case", "Line").objects.get()
    assert (line.shape, line.low, line.likely, line.high) == ("years", 100, 100, 100)
    assert (line.growth, line.start_month, line.end_month, line.goal_id) == (0, 0, None, None)
    assert (line.title, line.category, line.source) == ("Team", "staff", "risks.exposure")


def test_a_later_version_knows_the_scenarios_of_the_one_before_and_of_no_other_programme(then, make, programme_then):
    one, other = programme_then(), programme_then()
    # Entered in another order than they are numbered.
    second, alone, first = (
        make("BusinessCase", programme=programme, number=number)
        for programme, number in ((one, 2), (other, 1), (one, 1))
    )
    line = make("Line", case=second, kind="cost", category="staff", title="Team")

    into_scenarios.fill(then, None)

    before, after = scenarios_of(then, first), scenarios_of(then, second)
    assert [scenario.previous_id for scenario in after] == [scenario.pk for scenario in before]
    assert [scenario.previous_id for scenario in [*before, *scenarios_of(then, alone)]] == [None] * 4
    line.refresh_from_db()
    assert line.scenario_id == after[0].pk


@pytest.mark.parametrize(
    ("language", "titles"), [("zh-hans", ["按计划", "维持现状"]), ("en", ["As planned", "Doing nothing"])]
)
def test_scenarios_are_named_in_the_language_of_the_organisation(then, make, programme_then, language, titles):
    case = make("BusinessCase", programme=programme_then(language), number=1)

    into_scenarios.fill(then, None)

    assert [scenario.title for scenario in scenarios_of(then, case)] == titles


def test_where_there_is_no_case_nothing_is_made(then, programme_then):
    programme_then()

    into_scenarios.fill(then, None)

    assert not then.get_model("business_case", "Scenario").objects.exists()

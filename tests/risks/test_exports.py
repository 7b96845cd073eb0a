"""An exported register comes back without a difference, whatever it holds and in whatever language it was written."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.sheets import read
from risks.exports import COLUMNS, text_table, workbook
from risks.imports.fates import counts
from risks.imports.uploads import upload
from risks.imports.writing import preview
from risks.models import Category, Risk
from risks.models.scales import Confidence, Nature, Proximity
from risks.register import with_parts
from tests.factories import make_programme, user_as
from tests.risks.factories import make_action, make_risk, make_treated, make_treatment

pytestmark = pytest.mark.django_db


def files(programme):
    risks = with_parts(Risk.objects.filter(programme=programme).order_by("number"))
    return {"a.xlsx": workbook(risks), "a.csv": text_table(risks)}


def fates(programme, name, data):
    return preview(upload(programme, name=name, data=data, by=user_as("manager", programme)))


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip)


@st.composite
def risks(draw):
    fields = {
        "title": draw(st.one_of(words.filter(bool), st.sampled_from(["Total", "=1+1", "Risk", "@home"]))),
        "nature": draw(st.sampled_from(Nature.values)),
        "category": draw(st.sampled_from(Category.values)),
        "confidence": draw(st.sampled_from(Confidence.values)),
        "proximity": draw(st.sampled_from(["", *Proximity.values])),
        "state": draw(st.sampled_from(Risk.State.values)),
        "identified_on": draw(st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1))),
        "review_due": draw(st.one_of(st.none(), st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)))),
    }
    for name in ("cause", "event", "effect", "early_sign"):
        fields[name] = draw(
            st.one_of(words, st.sampled_from(["=1+1", "-5", "two\r\nlines", "'quoted", "  space", "Total"]))
        )
    for kind in ("inherent", "current", "target"):
        pair = draw(st.one_of(st.just((None, None)), st.tuples(st.integers(1, 5), st.integers(1, 5))))
        fields[f"{kind}_likelihood"], fields[f"{kind}_impact"] = pair
    return fields


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=st.lists(risks(), min_size=1, max_size=5), owned=st.booleans())
def test_an_export_that_comes_back_changes_nothing(language, found, owned):
    programme = make_programme()
    owner = user_as("consultant", programme) if owned else None
    Risk.objects.bulk_create(
        Risk(programme=programme, number=number, owner=owner, **fields) for number, fields in enumerate(found, start=1)
    )
    with translation.override(language):
        written = files(programme)

    for name, data in written.items():
        kinds = counts(fates(programme, name, data))
        assert kinds == {"new": 0, "changed": 0, "unchanged": len(found), "skipped": 0, "refused": 0}, name


def test_a_register_with_treatments_comes_back_unchanged(programme):
    risk = make_treated(programme, likelihood=4)
    make_action(risk.treatments.get())
    make_treatment(risk, strategy="transfer", text="Insure it")

    for name, data in files(programme).items():
        assert counts(fates(programme, name, data))["unchanged"] == 1


def test_a_changed_cell_changes_that_field_alone(programme):
    make_risk(programme, title="Data is wrong", likelihood=3)
    make_risk(programme, title="Nobody trains", likelihood=2)
    data = files(programme)["a.csv"].replace(b"Nobody trains", b"Few people train")

    assert [(f.kind, [c.name for c in f.changes]) for f in fates(programme, "a.csv", data)] == [
        ("unchanged", []),
        ("changed", ["title"]),
    ]


def test_another_programme_gets_the_risks_as_new(programme):
    make_treated(programme, title="Data is wrong")

    found = fates(make_programme(), "a.xlsx", files(programme)["a.xlsx"])

    assert [(fate.kind, fate.line.title) for fate in found] == [("new", "Data is wrong")]
    assert (found[0].fields["treatment"], found[0].fields["state"]) == ("Clean it", "treatment_planned")


def test_the_second_sheet_says_what_each_column_means(programme):
    sheets = read("a.xlsx", workbook(Risk.objects.none()))

    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [
        ("Risk register", 1),
        ("About the columns", len(COLUMNS) + 1),
    ]


def test_the_file_holds_what_the_address_asks_for(programme, as_role):
    make_risk(programme, title="=HYPERLINK(1)", category="data")
    make_risk(programme, title="Other", category="people")

    for name, ending in (("risks_xlsx", "xlsx"), ("risks_csv", "csv")):
        answer = as_role("executive").get(reverse(name, args=[programme.pk]) + "?category=data")
        rows = read(f"a.{ending}", b"".join(answer))[0].rows
        assert [row.cells[:2] for row in rows[1:]] == [["R-001", "=HYPERLINK(1)"]]


def test_thirty_risks_take_as_many_queries_as_one(programme, as_role):
    client, taken = as_role("manager"), []
    for some in (1, 29):
        for number in range(some):
            make_treated(programme, title=f"Risk {some} {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("risks_xlsx", args=[programme.pk]))
        taken.append(len(queries))

    assert taken[0] == taken[1]

"""Registers found in the wild come in with the counts that their sources and ``registers.json`` state."""

from collections import Counter

import pytest

from risks.imports.fates import counts, digest
from risks.imports.uploads import upload
from risks.imports.writing import bring_in, preview
from risks.models import Risk
from tests.factories import user_as
from tests.shared_data import shared, shared_json

pytestmark = pytest.mark.django_db


def expected(register):
    return next(item for item in shared_json("risk/registers.json")["registers"] if item["id"] == register)


def imported(programme, file):
    by = user_as("manager", programme)
    record = upload(programme, name=file, data=shared(f"risk/{file}").read_bytes(), by=by)
    found = preview(record)
    bring_in(record, by=by, seen=digest(found))
    return counts(found), list(Risk.objects.filter(programme=programme).order_by("number"))


def banded(risks, rating, bands):
    """How many scores (likelihood by impact, as the sources count) lie in each band: name -> its lowest score."""
    scores = [getattr(risk, f"{rating}_likelihood") * getattr(risk, f"{rating}_impact") for risk in risks]
    return Counter(next(name for name, low in bands.items() if score >= low) for score in scores)


@pytest.mark.parametrize(
    ("register", "file", "rows"),
    [
        ("register_sg1unitis", "register_sg1unitis.csv", 30),
        ("register_kunal", "register_kunal_programme.xlsx", 25),
        ("register_hospital_vendor", "register_hospital_vendor.csv", 15),
    ],
)
def test_every_row_of_a_register_comes_in(programme, register, file, rows):
    assert expected(register)["rows"] == rows

    found, risks = imported(programme, file)

    assert (found, len(risks)) == ({"new": rows, "changed": 0, "unchanged": 0, "skipped": 0, "refused": 0}, rows)
    assert {risk.state for risk in risks} <= {"assessed", "treatment_planned", "closed", "monitored"}
    again = upload(programme, name=file, data=shared(f"risk/{file}").read_bytes(), by=user_as("manager", programme))
    assert counts(preview(again))["unchanged"] == rows


def test_the_register_of_sg1unitis_keeps_its_ratings(programme):
    # https://github.com/SG1unitis/risk-projekt, outputs/kpis.json (MIT): Critical from 15, High from 10, Medium from 5.
    stated = expected("register_sg1unitis")["expected"]["published"]
    bands = {"Critical": 15, "High": 10, "Medium": 5, "Low": 0}

    _found, risks = imported(programme, "register_sg1unitis.csv")

    assert banded(risks, "inherent", bands) == stated["inherent"]
    assert banded(risks, "current", bands) == stated["residual"]
    assert {risk.treatments.get().strategy for risk in risks} == {"reduce"}


def test_the_programme_register_of_kunalpatil_keeps_its_ratings(programme):
    # https://github.com/kunalpatil3008/infrastructure-programme-dashboard; its README counts 8 red ones, its file 6.
    stated = expected("register_kunal")["expected"]

    _found, risks = imported(programme, "register_kunal_programme.xlsx")

    places = Counter(f"L{risk.current_likelihood}xI{risk.current_impact}" for risk in risks)
    assert places == stated["heatmap_LxI"]
    assert banded(risks, "current", {"Red": 15, "Amber": 8, "Green": 0}) == stated["recount"]
    assert sum(risk.current_likelihood * risk.current_impact for risk in risks) == stated["sum_scores"]
    assert Counter(risk.state == "closed" for risk in risks)[True] == stated["by_status"]["Closed"]


def test_the_register_of_the_hospital_keeps_its_ratings_past_dates_that_are_none(programme):
    # https://github.com/TheTolulope/hospital-grc-risk-assessment; dates like “May 2027” and “Annual review”.
    stated = expected("register_hospital_vendor")["expected"]
    bands = {"Critical": 20, "High": 12, "Medium": 6, "Low": 0}

    _found, risks = imported(programme, "register_hospital_vendor.csv")

    assert banded(risks, "inherent", bands) == stated["inherent_ratings"]
    assert banded(risks, "current", bands) == stated["residual_ratings"]

import datetime
import json

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.charts import Chart
from implementation.business_case import panels
from tests.business_case.factories import make_case

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def test_the_panel_is_plain_json_and_reads_in_three_languages(programme):
    make_case(programme, state="confirmed")

    facts = json.loads(json.dumps(panels.money(programme)))

    assert facts["case"]["figures"]["npv"] == "24828.53"
    assert facts["case"]["by"]["name"] == "Sponsor"
    assert [year["flow"] for year in facts["case"]["years"]] == ["-100000.00", "70000.00", "70000.00"]
    for code in ("en", "zh-hans", "zh-hant"):
        with translation.override(code):
            for name in ("_report", "_brief"):
                text = render_to_string(f"business_case/{name}.html", {"facts": facts, "currency": "CNY"})
                assert "¥24,828.53" in text


def test_the_chart_is_drawn_in_each_language(programme):
    make_case(programme)

    kept = panels.money(programme)["charts"][0]

    assert set(kept["figure"]) == set(kept["title"]) == {"en", "zh-hans", "zh-hant"}
    for code, figure in kept["figure"].items():
        assert "<svg" in Chart(figure, kept["title"][code], kept["description"][code], (), ()).as_svg()


def test_the_panel_of_an_empty_programme_says_so(programme):
    facts = panels.money(programme)

    assert facts == {"case": None, "charts": []}
    assert "No business case" in render_to_string("business_case/_report.html", {"facts": facts, "currency": "CNY"})


def test_a_confirmation_is_what_happened(programme):
    make_case(programme, state="confirmed")

    found = [event.what["en"] for event in panels.confirmed(programme, TODAY, TODAY)]

    assert found == ["Business case, version 1, confirmed by Sponsor."]

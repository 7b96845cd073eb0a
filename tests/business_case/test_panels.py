import datetime
import json

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.charts import Chart
from core.templatetags.pilotage import percent
from core.text import amount, rounded
from implementation.business_case import panels
from tests.business_case.factories import make_case, make_uncertain_case

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


def test_the_report_has_the_bands_and_the_tornado_of_a_case_with_ranges(programme):
    make_uncertain_case(programme, state="confirmed")

    facts = json.loads(json.dumps(panels.money(programme)))

    kept = facts["case"]["simulation"]
    assert facts["case"]["by"]["sha256"] and kept["tornado"][0]["title"] == "Gain"
    assert [chart["title"]["en"] for chart in facts["charts"]] == ["Cumulative cash flow", "What matters most"]
    assert facts["charts"][1]["description"]["en"] == "Most depends on: Gain."
    for code in ("en", "zh-hans", "zh-hant"):
        with translation.override(code):
            text = render_to_string("business_case/_report.html", {"facts": facts, "currency": "CNY"})
            for name in ("p10", "p50", "p90", "mean"):
                assert f'<td class="num">{amount(rounded(kept[name]), "CNY")}</td>' in text
            assert f'<td class="num">{percent(kept["above_floor"])}</td>' in text


def test_the_report_of_a_case_without_ranges_has_neither(programme):
    make_case(programme, state="confirmed")

    facts = panels.money(programme)

    text = render_to_string("business_case/_report.html", {"facts": facts, "currency": "CNY"})
    assert [chart["title"]["en"] for chart in facts["charts"]] == ["Cumulative cash flow"]
    assert "P90" not in text and "Simulation" not in text


def test_a_report_published_before_the_simulation_was_kept_still_reads(programme):
    make_uncertain_case(programme, state="confirmed")
    facts = panels.money(programme)
    del facts["case"]["simulation"]

    text = render_to_string("business_case/_report.html", {"facts": facts, "currency": "CNY"})

    assert "Net present value" in text and "P90" not in text


def test_the_panel_of_an_empty_programme_says_so(programme):
    facts = panels.money(programme)

    assert facts == {"case": None, "charts": []}
    assert "No business case" in render_to_string("business_case/_report.html", {"facts": facts, "currency": "CNY"})


def test_a_confirmation_is_what_happened(programme):
    make_case(programme, state="confirmed")

    found = [event.what["en"] for event in panels.confirmed(programme, TODAY, TODAY)]

    assert found == ["Business case, version 1, confirmed by Sponsor."]

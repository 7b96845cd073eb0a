import datetime
import json

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from implementation.goals import panels
from tests.goals.factories import make_goal, make_measurement, make_vision

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def days(number):
    return TODAY + datetime.timedelta(days=number)


def status(programme):
    found = panels.benefits(programme)
    return found.level, str(found.reason)


def test_benefits_are_unknown_until_something_is_measured(programme):
    make_goal(programme)

    assert status(programme) == ("no_data", "No goal is measured yet.")


def test_benefits_are_on_track_while_none_is_behind(programme):
    make_measurement(make_goal(programme), 30)

    assert status(programme) == ("on_track", "**0 of 1** goals reached; none is behind.")


def test_benefits_are_at_risk_when_a_goal_is_behind_its_line(programme):
    make_measurement(make_goal(programme, begins_on=days(-90), due=days(90)), 30)

    assert status(programme) == (
        "at_risk",
        "**1 of 1** goals are behind: Quotations within two days, 30 %, target 80 %.",
    )


def test_benefits_are_off_track_when_a_goal_is_past_its_day(programme):
    make_goal(programme, begins_on=days(-90), due=days(-1))

    assert status(programme) == ("off_track", "**1 of 1** goals are past their day: Quotations within two days.")


def test_the_panel_is_plain_json_and_reads_in_three_languages(programme):
    make_vision(programme, state="signed")
    goal = make_goal(programme)
    make_measurement(goal, 30, on=days(-20))
    make_measurement(goal, 50)

    facts = json.loads(json.dumps(panels.goals(programme)))

    assert facts["vision"]["number"] == 1
    assert [(item["title"], item["percent"], item["standing"]) for item in facts["goals"]] == [
        ("Quotations within two days", 50, "on_the_way")
    ]
    assert len(facts["charts"]) == 1
    for code in ("en", "zh-hans", "zh-hant"):
        with translation.override(code):
            for name in ("_report", "_brief"):
                text = render_to_string(f"goals/{name}.html", {"facts": facts, "currency": "EUR"})
                assert "Quotations within two days" in text


def test_the_panel_of_an_empty_programme_says_so(programme):
    facts = panels.goals(programme)

    assert facts == {"vision": None, "goals": [], "map": None, "charts": []}
    assert "No goal is set." in render_to_string("goals/_report.html", {"facts": facts, "currency": "EUR"})


def test_signatures_and_measurements_are_what_happened(programme):
    make_vision(programme, state="signed", signers=["sponsor"])
    make_measurement(make_goal(programme), 50, on=days(-3))

    found = [
        event.what["en"] for read in (panels.signed, panels.measured) for event in read(programme, days(-5), TODAY)
    ]

    assert found == ["Sponsor signed the vision, version 1.", "Quotations within two days: 50 %, target 80 %."]
    assert list(panels.measured(programme, days(-2), TODAY)) == []

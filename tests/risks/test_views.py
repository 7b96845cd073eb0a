import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.workflow import perform
from implementation.programme.registry import happened
from risks.acceptance import decide_acceptance
from risks.catalogue import STARTERS
from risks.gate_checks import no_untreated_high, none_very_high, register_kept, reviews_current
from risks.models import AcceptanceRequest, Risk, Treatment, TreatmentAction
from risks.panels import register, status
from tests.factories import make_programme, make_user, user_as
from tests.risks.factories import make_action, make_request, make_risk, make_treated, make_treatment

pytestmark = pytest.mark.django_db


def address(name, programme, *args):
    return reverse(name, args=[programme.pk, *args])


def test_a_risk_is_entered_by_form(programme, as_role):
    data = {
        "title": "Data is wrong",
        "nature": "threat",
        "category": "data",
        "identified_on": "2026-11-01",
        "current_likelihood": "4",
        "current_impact": "3",
        "confidence": "high",
    }

    answer = as_role("consultant").post(address("new_risk", programme), data)

    risk = Risk.objects.get()
    assert (answer.url, risk.state, risk.current_level) == (risk.get_absolute_url(), "assessed", 3)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": ""}, "This field is required"),
        ({"current_likelihood": "4", "current_impact": ""}, "Rate both likelihood and impact"),
        ({"owner": "stranger"}, "Select a valid choice"),
    ],
)
def test_a_bad_form_says_what_to_do_and_writes_nothing(programme, as_role, data, words):
    make_programme()
    good = {
        "title": "A",
        "nature": "threat",
        "category": "data",
        "identified_on": "2026-11-01",
        "confidence": "low",
    }
    if data.get("owner"):
        data = {"owner": make_user().pk}

    answer = as_role("consultant").post(address("new_risk", programme), good | data)

    assert words in answer.content.decode()
    assert Risk.objects.count() == 0


def test_rating_by_form_keeps_a_stale_entry(programme, as_role):
    risk = make_risk(programme)
    url = address("rate_risk", programme, risk.pk)
    data = {"current_likelihood": "5", "current_impact": "5", "confidence": "high", "revision": risk.revision - 1}

    answer = as_role("consultant").post(url, data).content.decode()

    assert "Someone else saved this first" in answer
    assert '<option value="5" selected>5 Almost certain</option>' in answer
    assert Risk.objects.get().current_likelihood == 3


def test_a_target_above_inherent_is_refused(programme, as_role):
    risk = make_risk(programme)
    data = {
        "inherent_likelihood": "2",
        "inherent_impact": "2",
        "target_likelihood": "5",
        "target_impact": "5",
        "confidence": "high",
        "revision": risk.revision,
    }

    answer = as_role("consultant").post(address("rate_risk", programme, risk.pk), data)

    assert "The target is above the inherent rating" in answer.content.decode()


def test_treatment_and_action_by_form(programme, as_role):
    risk, client = make_risk(programme), as_role("manager")
    client.post(address("new_treatment", programme, risk.pk), {"strategy": "reduce", "text": "Clean", "cost": "100"})
    treatment = Treatment.objects.get()
    action = {"text": "First file", "owner": user_as("member", programme).pk, "due": "2027-01-31"}

    client.post(address("new_treatment_action", programme, treatment.pk), action)

    assert (Risk.objects.get().state, TreatmentAction.objects.get().text) == ("treatment_planned", "First file")
    page = client.get(risk.get_absolute_url()).content.decode()
    assert "First file" in page


def test_acceptance_is_asked_for_and_decided_by_form(programme, as_role):
    risk = make_risk(programme)
    day = timezone.localdate() + datetime.timedelta(days=40)
    as_role("consultant").post(
        address("request_acceptance", programme, risk.pk), {"reason": "Bearable", "expires_on": day.isoformat()}
    )
    asked = AcceptanceRequest.objects.get()
    url = address("decide_acceptance", programme, asked.pk)
    client = as_role("sponsor")
    assert "asks to live with it" in client.get(url).content.decode()

    client.post(url, {"outcome": "accepted", "reason": "Yes"})

    assert Risk.objects.get().accepted_until == day
    assert "In force" in client.get(risk.get_absolute_url()).content.decode()


def test_a_past_day_stays_in_the_form_with_its_reason(programme, as_role):
    risk = make_risk(programme)

    answer = as_role("consultant").post(
        address("request_acceptance", programme, risk.pk), {"reason": "Bearable", "expires_on": "2020-01-01"}
    )

    assert "This day is past" in answer.content.decode()
    assert AcceptanceRequest.objects.count() == 0


def test_records_of_another_programme_are_not_found(programme, as_role):
    other = make_risk(make_programme())
    treatment = make_treatment(other)
    client = as_role("consultant")

    names = [
        ("risk", other),
        ("edit_risk", other),
        ("rate_risk", other),
        ("new_treatment", other),
        ("edit_treatment", treatment),
        ("new_treatment_action", treatment),
        ("edit_treatment_action", make_action(treatment)),
        ("request_acceptance", other),
    ]

    assert {client.get(address(name, programme, record.pk)).status_code for name, record in names} == {404}


def test_the_catalogue_adds_many_at_once_and_marks_them(programme, as_role):
    client, url = as_role("consultant"), address("risk_catalogue", programme)

    client.post(url, {"key": [starter.key for starter in STARTERS[:3]]})

    page = client.get(url).content.decode()
    assert Risk.objects.count() == 3
    assert (page.count("in the register: R-"), page.count('type="checkbox"')) == (3, len(STARTERS) - 3)


def test_an_empty_choice_adds_nothing(programme, as_role):
    answer = as_role("consultant").post(address("risk_catalogue", programme), follow=True)

    assert "Nothing was added" in answer.content.decode()


def state_of(check, programme):
    return check(programme, gate=None).state


def test_the_register_is_kept_when_enough_are_rated(programme):
    assert state_of(register_kept, programme) == "not_met"
    make_risk(programme)
    make_risk(programme, likelihood=None)
    assert state_of(register_kept, programme) == "partly"

    for _ in range(4):
        make_risk(programme)

    found = register_kept(programme, gate=None)
    assert (found.state, found.figures, str(found.evidence)) == (
        "met",
        {"rated": 5},
        "**5** rated; at least 5 are asked for.",
    )


def test_a_high_risk_must_be_treated_or_accepted(programme):
    risk = make_risk(programme, title="Late", likelihood=4)
    found = no_untreated_high(programme, gate=None)
    assert (found.state, found.figures, found.url) == (
        "not_met",
        {"at_level": 1, "untreated": ["R-001"]},
        risk.get_absolute_url(),
    )
    assert "R-001 Late" in str(found.evidence)

    decide_acceptance(
        make_request(programme, risk=risk), outcome="accepted", reason="x", by=user_as("sponsor", programme)
    )
    make_treated(programme, likelihood=4)

    assert state_of(no_untreated_high, programme) == "met"


def test_a_planned_treatment_is_not_under_way(programme):
    make_treatment(make_risk(programme, likelihood=4))

    assert state_of(no_untreated_high, programme) == "not_met"


def test_an_expired_acceptance_does_not_count(programme):
    asked = make_request(programme, risk=make_risk(programme, likelihood=4))
    decide_acceptance(asked, outcome="accepted", reason="x", by=user_as("sponsor", programme))
    Risk.objects.update(accepted_until=timezone.localdate() - datetime.timedelta(days=1))

    assert state_of(no_untreated_high, programme) == "not_met"


def test_opportunities_are_no_threat(programme):
    make_risk(programme, nature="opportunity", likelihood=5, impact=5)

    assert [state_of(no_untreated_high, programme), state_of(none_very_high, programme)] == ["met", "met"]


def test_a_very_high_risk_stops_even_when_treated(programme):
    make_treated(programme, likelihood=5, impact=5)

    assert [state_of(no_untreated_high, programme), state_of(none_very_high, programme)] == ["met", "not_met"]


def test_overdue_reviews_are_counted(programme):
    make_risk(programme)
    assert state_of(reviews_current, programme) == "met"
    Risk.objects.update(review_due=timezone.localdate() - datetime.timedelta(days=1))

    found = reviews_current(programme, gate=None)

    assert (found.state, found.figures) == ("not_met", {"overdue": 1, "open": 1})


def test_the_status_follows_the_high_risks(programme):
    levels = [status(programme).level]
    make_risk(programme)
    levels.append(status(programme).level)
    make_treated(programme, likelihood=4)
    levels.append(status(programme).level)
    make_risk(programme, likelihood=4)
    levels.append(status(programme).level)

    assert levels == ["no_data", "on_track", "at_risk", "off_track"]


def test_the_panel_tells_the_worst_first_with_the_next_step(programme):
    make_risk(programme, title="Low", likelihood=2, impact=2)
    make_action(make_treated(programme, title="High", likelihood=4).treatments.get(), text="Do it")
    make_risk(programme, title="Open", likelihood=None)

    facts = register(programme)

    assert [line["title"] for line in facts["rows"]] == ["High", "Low", "Open"]
    assert [line["title"] for line in facts["top"]] == ["High", "Low"]
    assert facts["top"][0]["next"]["text"] == "Do it"
    assert (facts["open"], facts["not_rated"], facts["heat"][1]["cells"][2]) == (3, 1, {"level": 3, "count": 1})


def test_the_panel_reads_as_often_for_thirty_as_for_one(programme, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_action(make_treated(programme).treatments.get())
    with CaptureQueriesContext(connection) as one:
        register(programme)
    for _ in range(29):
        make_action(make_treated(programme).treatments.get())

    with django_assert_num_queries(len(one)):
        register(programme)


def test_what_happened_is_told(programme):
    today = timezone.localdate()
    risk = make_risk(programme, title="Late")
    decide_acceptance(
        make_request(programme, risk=risk), outcome="accepted", reason="x", by=user_as("sponsor", programme)
    )
    perform(risk, "occur", by=user_as("manager", programme), note="It came")

    told = {event.what["en"] for event in happened(programme, today, today)}

    assert {"New risk: R-001 Late", "It happened: R-001 Late"} <= told
    assert any(text.startswith("R-001 Late: accepted by Sponsor until") for text in told)


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_report_parts_are_written_in_each_language(programme, language):
    from django.template.loader import render_to_string
    from django.utils import translation

    make_risk(programme, title="Late")
    facts = register(programme)

    with translation.override(language):
        for name in ("risks/_brief.html", "risks/_report.html"):
            assert "R-001 Late" in render_to_string(name, {"facts": facts, "currency": "EUR"})

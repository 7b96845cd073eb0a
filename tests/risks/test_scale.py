import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.models import AuditEntry
from core.refusal import Refused, Stale
from risks import exposure
from risks.acceptance import decide_acceptance
from risks.actions import moves, rate, set_scale
from risks.exposure import DEFAULT_GRID
from risks.forms.scales import ScaleForm, initial_of
from risks.gate_checks import no_untreated_high
from risks.models import Risk, RiskScale
from risks.scale import DEFAULT, Scale, scale_of
from tests.factories import make_programme, user_as
from tests.risks.factories import make_request, make_risk, make_scale

GRAVE = tuple(tuple(min(4, cell + 1) for cell in row) for row in DEFAULT_GRID)

levels = st.lists(st.integers(0, 4), min_size=25, max_size=25)
steps = st.integers(1, 5)


@given(levels, steps, steps, steps, steps)
def test_in_a_valid_grid_the_level_never_falls_when_either_grows(cells, likelihood, impact, more, worse):
    grid = [[0] * 5 for _ in range(5)]
    for row in range(5):
        for column in range(5):
            above = max(grid[row - 1][column] if row else 0, grid[row][column - 1] if column else 0)
            grid[row][column] = max(above, cells[5 * row + column])
    scale = Scale(grid=grid)
    assert exposure.grid_problems(grid) == []

    higher = scale.level(max(likelihood, more), max(impact, worse))

    assert higher >= scale.level(likelihood, impact)


def test_facts_and_scale_are_the_same_thing():
    scale = replace(
        DEFAULT,
        levels=("calm", "", "", "", "red"),
        category_appetite={"data": 1},
        probabilities=(Decimal("0.5"), None, None, None, Decimal(90)),
        amounts=(None, (Decimal(10), Decimal(20)), None, None, None),
        version=3,
    )

    assert Scale.of(json.loads(json.dumps(scale.facts))) == scale


def test_words_are_the_organisations_where_it_has_some():
    scale = replace(DEFAULT, likelihoods=("once in a lifetime", "", "", "", ""))

    assert (scale.likelihood_word(1), scale.likelihood_word(2)) == ("once in a lifetime", "Unlikely")


def test_steps_stand_for_figures_once_somebody_says_so():
    scale = replace(DEFAULT, probabilities=(None, Decimal(10), None, None, None))

    found = [scale.probability_of(step) for step in (None, 1, 2)]

    assert (found, scale.amount_of(2)) == ([None, None, Decimal(10)], None)


@pytest.mark.django_db
class TestSetting:
    def test_a_change_is_a_new_version_with_one_entry(self, programme):
        first = make_scale(programme, grid=GRAVE)
        second = make_scale(programme, appetite=1)

        assert [first.version, second.version, scale_of(programme.organisation).appetite] == [1, 2, 1]
        assert [
            AuditEntry.objects.filter(label="risks.riskscale", object_id=s.pk).count() for s in (first, second)
        ] == [
            1,
            1,
        ]
        assert RiskScale.objects.get(pk=first.pk).facts_hold

    def test_levels_follow_the_version_in_force_on_the_page_and_in_the_database(self, programme):
        risk = make_risk(programme)
        other = make_risk(make_programme())

        make_scale(programme, grid=GRAVE)

        found = Risk.objects.with_levels("current").get(pk=risk.pk)
        assert (found.current_level, found.current_rank) == (3, 3)
        assert Risk.objects.get(pk=other.pk).current_level == 2
        assert [change.level for change in found.ratings.filter(kind="current")] == [3]

    def test_what_sponsors_decided_keeps_its_facts(self, programme):
        risk = make_risk(programme, likelihood=4)
        sponsor = user_as("sponsor", programme)
        answer = decide_acceptance(make_request(programme, risk=risk), outcome="accepted", reason="x", by=sponsor)
        before = answer.facts["rating"]["current"]

        make_scale(programme, grid=tuple(tuple([0] * 5) for _ in range(5)))

        answer.refresh_from_db()
        assert (answer.facts["rating"]["current"], answer.facts_hold) == (before, True)
        assert before["level"] == 3

    def test_checks_of_gates_ask_the_organisations_grid_in_its_words(self, programme):
        make_risk(programme)
        make_scale(programme, grid=GRAVE, levels=("", "", "", "alarming", ""))

        found = no_untreated_high(programme, gate=None)

        assert (found.state, found.figures["untreated"]) == ("not_met", ["R-001"])

    def test_the_next_review_follows_the_cadence(self, programme):
        make_scale(programme, review_days=(360, 360, 30, 14, 7))
        risk = make_risk(programme)

        rate(risk, by=user_as("consultant", programme), current_likelihood=4)

        assert (risk.review_due - risk.reviewed_on).days == 14

    @pytest.mark.parametrize("role", ["consultant", "executive", "member", "vendor_contact"])
    def test_only_sponsor_and_manager_set_it(self, programme, role):
        with pytest.raises(PermissionDenied):
            set_scale(
                programme.organisation,
                replace(DEFAULT, appetite=1),
                seen_version=0,
                reason="x",
                by=user_as(role, programme),
            )

        assert RiskScale.objects.count() == 0

    @pytest.mark.parametrize(
        ("fields", "seen", "error"),
        [
            ({"appetite": 1}, 7, Stale),
            ({}, 0, Refused),
            ({"grid": tuple(reversed(DEFAULT_GRID))}, 0, Refused),
        ],
    )
    def test_what_is_stale_the_same_or_unsound_is_refused(self, programme, fields, seen, error):
        sponsor = user_as("sponsor", programme)

        with pytest.raises(error):
            set_scale(programme.organisation, replace(DEFAULT, **fields), seen_version=seen, reason="x", by=sponsor)

        assert RiskScale.objects.count() == 0

    def test_the_preview_names_the_risks_that_would_move(self, programme):
        manager = user_as("manager", programme)
        moved, _same = make_risk(programme, title="Late"), make_risk(programme, likelihood=5, impact=5)

        found = moves(programme.organisation, replace(DEFAULT, grid=GRAVE), user=manager)

        assert [(move.risk, move.before, move.after) for move in found] == [(moved, 2, 3)]


def posted(scale, **changes):
    found = {name: value for name, value in initial_of(scale).items() if value is not None}
    return {**found, "reason": "Agreed", **changes}


@pytest.mark.django_db
class TestPages:
    def test_the_first_press_shows_what_moves_and_the_second_saves_it(self, programme, as_role):
        client, url = as_role("manager"), reverse("edit_risk_scale", args=[programme.pk])
        make_risk(programme, title="Late")
        values = posted(DEFAULT, cell_3_3=3, cell_3_4=3, cell_4_3=3, cell_5_3=3)

        page = client.post(url, values)

        assert "R-001 Late" in page.content.decode()
        assert RiskScale.objects.count() == 0
        answer = client.post(url, {**values, "previewed": page.context["mark"], "confirm": "1"})
        assert answer.status_code == 302
        assert scale_of(programme.organisation).level(3, 3) == 3

    def test_what_was_not_previewed_is_not_saved(self, programme, as_role):
        client, url = as_role("manager"), reverse("edit_risk_scale", args=[programme.pk])
        mark = client.post(url, posted(DEFAULT, appetite=1)).context["mark"]

        answer = client.post(url, posted(DEFAULT, appetite=3) | {"previewed": mark, "confirm": "1"})

        assert (answer.status_code, RiskScale.objects.count()) == (200, 0)

    def test_a_falling_grid_is_told_at_its_cell(self):
        form = ScaleForm(posted(DEFAULT, cell_5_5=0), scale=DEFAULT)

        assert not form.is_valid()
        assert list(form.errors) == ["cell_5_5"]

    @pytest.mark.parametrize(
        ("changes", "name"),
        [
            ({"low_1": 10}, "high_1"),
            ({"low_1": 10, "high_1": 5}, "high_1"),
            ({"probability_1": 50, "probability_2": 10}, "probability_2"),
            ({"review_0": 0}, "review_0"),
        ],
    )
    def test_figures_that_make_no_sense_are_told_where_they_stand(self, changes, name):
        form = ScaleForm(posted(DEFAULT, **changes), scale=DEFAULT)

        assert not form.is_valid()
        assert list(form.errors) == [name]

    def test_the_page_says_which_version_is_in_force(self, programme, as_role):
        make_scale(programme, likelihoods=("Hardly ever", "", "", "", ""), category_appetite={"data": 1})

        page = as_role("member").get(reverse("risk_scale", args=[programme.pk])).content.decode()

        assert "version 1" in page
        assert "Hardly ever" in page

from decimal import Decimal

import pytest

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from risks.actions import drop_estimate, drop_limit, estimate, set_limit
from risks.bands import bands
from risks.distributions import Lognormal
from risks.forms import EstimateForm, LimitForm
from risks.gate_checks import money_within_appetite
from risks.models import Estimate, LossLimit, Risk
from risks.money import money_of, with_money
from risks.panels import in_money
from tests.factories import user_as
from tests.risks.factories import make_estimate, make_limit, make_risk, make_scale, make_treatment

pytestmark = pytest.mark.django_db


def register(programme):
    return money_of(with_money(Risk.objects.filter(programme=programme).open().order_by("number")))


def test_a_register_in_money_sums_what_is_estimated_and_names_what_is_not(programme):
    known, unknown = make_risk(programme), make_risk(programme)
    make_estimate(known, probability=50, low=1000, likely=1000, high=1000)
    make_estimate(known, phase="treated", probability=10, low=1000, likely=1000, high=1000)

    found = register(programme)

    assert (found.expected_now, found.expected_treated, found.unknown) == (500, 100, [unknown])


def test_a_treatment_is_worth_what_it_takes_away_for_what_it_costs(programme):
    risk = make_risk(programme)
    make_estimate(risk, probability=50, low=1000, likely=1000, high=1000)
    make_estimate(risk, phase="treated", probability=10, low=1000, likely=1000, high=1000)
    treatment = make_treatment(risk)
    treatment.cost = Decimal(800)
    treatment.save()

    line = register(programme).lines[0]

    assert (line.taken_away, line.per_unit, line.costs_more_than_it_saves) == (400, 0.5, True)


def test_a_risk_without_an_estimate_for_after_treatment_is_taken_as_it_is(programme):
    make_estimate(make_risk(programme), probability=50, low=1000, likely=1000, high=1000)

    found = register(programme)

    assert (found.expected_treated, found.lines[0].taken_away, found.by_value) == (500, None, [])


def test_the_bands_hold_the_limits_against_both_curves(programme):
    risk = make_risk(programme)
    make_estimate(risk, probability=100, low=1000, likely=1000, high=1000)
    make_estimate(risk, phase="treated", probability=0, low=1000, likely=1000, high=1000)
    limit = set_limit(LossLimit(programme=programme, amount=500, chance=5), by=user_as("sponsor", programme))

    found = bands(programme, register(programme), [limit])

    held = found.held([limit])[0]
    assert (held.now, held.treated, held.is_kept_now, held.is_kept_treated) == (100.0, 0.0, False, True)
    assert found.ladder[0] == ((50, 1000.0), (50, 0.0))


def test_an_estimate_is_on_record_with_who_and_why(programme):
    consultant = user_as("consultant", programme)

    made = make_estimate(make_risk(programme), probability=20, low=20_000, high=300_000, how_much="range")

    entry = AuditEntry.objects.get(label="risks.estimate")
    assert (made.author, entry.verb, entry.after["basis"]) == (consultant, "created", "Two invoices of last year")


def test_a_changed_estimate_names_its_new_author_and_keeps_the_old_figures_in_the_trail(programme):
    made = make_estimate(make_risk(programme), probability=20)
    manager = user_as("manager", programme)

    estimate(made, by=manager, probability=Decimal(30))

    entry = AuditEntry.objects.get(label="risks.estimate", verb="changed")
    assert (made.author, entry.before["probability"], entry.after["probability"]) == (manager, "20.000", "30")


def test_a_closed_risk_is_not_estimated(programme):
    risk = make_risk(programme, likelihood=1, impact=1)
    perform(risk, "close", by=user_as("manager", programme), note="Gone")

    with pytest.raises(Refused) as refusal:
        make_estimate(risk)

    assert (str(refusal.value), Estimate.objects.count()) == ("This risk is closed: open it again first.", 0)


def test_an_estimate_taken_back_leaves_the_risk_unknown(programme):
    risk = make_risk(programme)
    made = make_estimate(risk)

    drop_estimate(made, by=user_as("manager", programme))

    assert register(programme).unknown == [risk]
    assert AuditEntry.objects.filter(label="risks.estimate", verb="removed").count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"probability": ""}, "probability", "Write a figure here."),
        ({"probability": "101"}, "probability", "Ensure this value is less than or equal to 100."),
        ({"probability": "NaN"}, "probability", "Enter a number."),
        ({"low": "9", "high": "9"}, "high", "A range needs a low above zero and a high above the low."),
        ({"low": "0", "high": "9"}, "high", "A range needs a low above zero and a high above the low."),
        ({"how_much": "pert", "likely": ""}, "likely", "Write a figure here."),
        ({"how_much": "pert", "likely": "99"}, "likely", "The amounts must rise: low, likely, high."),
        ({"how_often": "several", "per_year": "1001"}, "per_year", "Ensure this value is less than or equal to 1000."),
        ({"high": "9" * 40}, "high", "Ensure that there are no more than 14 digits in total."),
        ({"basis": ""}, "basis", "This field is required."),
    ],
)
def test_an_estimate_that_cannot_be_gets_a_sentence(programme, typed, field, said):
    risk = make_risk(programme)
    fair = {"how_often": "once", "probability": "20", "how_much": "range", "low": "1", "high": "9", "basis": "A case"}

    form = EstimateForm(fair | typed, instance=Estimate(risk=risk, phase="now"))

    assert form.errors[field][0] == said


def test_a_larger_loss_must_be_rarer(programme):
    set_limit(LossLimit(programme=programme, amount=1000, chance=10), by=user_as("sponsor", programme))

    form = LimitForm({"amount": "5000", "chance": "20"}, instance=LossLimit(programme=programme))

    assert form.errors["chance"] == ["A larger loss must be rarer than a smaller one: look at the other limits."]


def test_a_limit_is_removed_by_who_may_set_it(programme):
    limit = set_limit(LossLimit(programme=programme, amount=1000, chance=10), by=user_as("manager", programme))

    drop_limit(limit, by=user_as("sponsor", programme))

    assert AuditEntry.objects.filter(label="risks.losslimit").count() == 2


def test_the_page_shows_figures_and_asks_the_database_no_more_for_many(programme, as_role):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = as_role("executive"), f"/programmes/{programme.pk}/risks/money/"
    make_estimate(make_risk(programme))
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        page = client.get(address)
    for _count in range(29):
        make_estimate(make_risk(programme))

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert (page.status_code, len(many)) == (200, len(one))


def test_a_sentence_says_what_an_estimate_means(programme):
    risk = make_risk(programme)

    found = [
        make_estimate(risk, probability=20, low=20_000, high=300_000, how_much="range").in_words,
        make_estimate(
            risk, phase="treated", how_often="several", per_year=Decimal("0.5"), low=1, likely=2, high=3
        ).in_words,
    ]

    assert found == [
        "20 % in a year; ¥20,000 to ¥300,000 nine times in ten.",
        "0.5 times a year; ¥1 at least, ¥2 likely, ¥3 at most.",
    ]


STEPS = [Decimal(n) for n in (1, 5, 20, 50, 90)]


def test_a_rating_counts_where_the_scale_says_what_its_steps_stand_for(programme):
    make_scale(
        programme, probabilities=STEPS, amounts=[(Decimal(100), Decimal(200))] * 4 + [(Decimal(1000), Decimal(5000))]
    )
    risk = make_risk(programme, likelihood=3, impact=5)

    found = register(programme)

    assert (found.unknown, found.rated_only, found.lines[0].treated) == ([], 1, None)
    assert found.expected_now == pytest.approx(0.2 * Lognormal(1000, 5000).mean)
    assert found.lines[0].risk == risk


def test_an_estimate_of_its_own_comes_before_the_rating(programme):
    make_scale(programme, probabilities=STEPS, amounts=[(Decimal(100), Decimal(200))] * 5)
    make_estimate(make_risk(programme), probability=50, low=1000, likely=1000, high=1000)

    found = register(programme)

    assert (found.rated_only, found.expected_now) == (0, 500)


@pytest.mark.parametrize(("chance_after", "others", "state"), [(0, 0, "met"), (0, 3, "partly"), (100, 0, "not_met")])
def test_a_gate_may_ask_that_losses_stay_within_the_appetite(programme, chance_after, others, state):
    risk = make_risk(programme)
    make_estimate(risk, probability=100, low=2000, likely=2000, high=2000)
    make_estimate(risk, phase="treated", probability=chance_after, low=2000, likely=2000, high=2000)
    for _count in range(others):
        make_risk(programme)
    make_limit(programme, amount=1000, chance=5)

    found = money_within_appetite(programme, gate=None)

    assert found.state == state
    assert found.figures["expected"] == 2000 * chance_after / 100


def test_without_limits_a_gate_says_what_is_missing(programme):
    found = money_within_appetite(programme, gate=None)

    assert (found.state, str(found.evidence)) == ("not_met", "No limit of losses is set, or no risk is in money.")


def test_the_report_keeps_the_figures_of_its_day(programme):
    make_estimate(make_risk(programme), probability=100, low=2000, likely=2000, high=2000)
    make_risk(programme)
    make_limit(programme, amount=1000, chance=5)

    found = in_money(programme)

    assert (found["known"], found["unknown"], found["expected"], found["contingency"]) == (
        1,
        1,
        [2000.0, 2000.0],
        2000.0,
    )
    assert found["limits"] == [{"amount": "1000.00", "chance": "5.00", "now": 100.0, "treated": 100.0, "kept": False}]


def test_a_register_without_money_says_so_in_the_report(programme):
    make_risk(programme)

    assert in_money(programme) == {"known": 0, "unknown": 1}


def test_a_register_of_opportunities_alone_has_a_page_too(programme, as_role):
    make_estimate(make_risk(programme, nature="opportunity"), probability=100, low=500, likely=500, high=500)

    page = as_role("executive").get(f"/programmes/{programme.pk}/risks/money/")

    assert (page.status_code, page.context["money"].expected_now, page.context["largest"]) == (200, -500, None)

import datetime
from decimal import Decimal

import pytest

from sla.breaches import raise_breach
from sla.models import Credit, MonthlyResult
from sla.reckoning import contract_year, last_day_to_claim, reckon
from tests.shared_data import shared_json
from tests.sla.factories import make_agreement, make_contract

pytestmark = pytest.mark.django_db
PUBLISHED = ["aws_s3_standard", "aws_s3_infrequent_access", "aws_compute_region", "google_bigtable", "azure_functions"]


def breach_of(agreement, measured, month="2025-01-01"):
    """A complete month with this availability, judged as the roll-up does."""
    objective = agreement.objectives.get()
    result = MonthlyResult(
        objective=objective,
        month=datetime.date.fromisoformat(month),
        target=objective.target,
        adjusted=Decimal(str(measured)),
        attained=False,
    )
    return raise_breach(objective, result)


@pytest.mark.parametrize("case_id", PUBLISHED)
def test_a_published_credit_table_holds_through_the_records(programme, case_id):
    case = next(item for item in shared_json("sla/credit_cases.json")["cases"] if item["id"] == case_id)
    table = [(str(r["from_pct_inclusive"]), str(r["below_pct"]), str(r["credit_pct"])) for r in case["tiers"]]
    minimum = Decimal(1) if "minimum_credit" in case else None
    target = str(case["availability_target"])

    for test in case["tests"]:
        contract = make_contract(programme, monthly_fee=str(test.get("monthly_bill", 100)))
        agreement = make_agreement(programme, contract=contract, table=table, target=target, minimum_credit=minimum)
        credit = breach_of(agreement, test["availability_pct"]).credit
        whole = Decimal(str(test["expected_credit_pct"])) * contract.monthly_fee / 100
        expected = test.get("expected_credit_payable", test.get("expected_credit", whole))

        assert Decimal(credit.steps[0]["share"]) == test["expected_credit_pct"]
        assert credit.amount == Decimal(str(expected)).quantize(Decimal("0.01"))


def test_a_published_worked_example_is_reproduced(programme):
    # calcbee.com, SLA penalty calculator: 99.5 % against 99.95 %, fee 5,000, tier 10 % -> 500; the lower tier is ours.
    contract = make_contract(programme, monthly_fee="5000")
    table = (("99.0", "99.95", "10"), ("0", "99.0", "25"))
    agreement = make_agreement(programme, contract=contract, target="99.95", table=table)

    assert breach_of(agreement, "99.5").credit.amount == Decimal("500.00")


def test_every_step_is_kept(programme):
    agreement = make_agreement(programme, minimum_credit=1, monthly_cap=300, annual_cap=500)

    credit = breach_of(agreement, 94).credit

    assert credit.amount == Decimal("300.00")
    assert [(step["key"], step["amount"], step["changed"]) for step in credit.steps] == [
        ("rule", "1000", True),
        ("minimum", "1000", False),
        ("monthly_cap", "300", True),
        ("annual_cap", "300", False),
    ]


def test_an_earlier_month_uses_up_the_annual_cap(programme):
    agreement = make_agreement(programme, annual_cap=250)
    breach_of(agreement, 98, "2025-01-01")

    breach_of(agreement, 98, "2025-02-01")
    reckon(agreement)

    amounts = Credit.objects.order_by("breach__month").values_list("amount", flat=True)
    assert list(amounts) == [Decimal("250.00"), Decimal("0.00")]


def test_a_new_contract_year_has_the_whole_cap_again(programme):
    agreement = make_agreement(programme, annual_cap=250)
    breach_of(agreement, 98, "2025-12-01")

    breach_of(agreement, 98, "2026-01-01")
    reckon(agreement)

    assert list(Credit.objects.values_list("amount", flat=True)) == [Decimal("250.00"), Decimal("250.00")]


def test_the_fee_of_the_service_goes_before_that_of_the_contract(programme):
    agreement = make_agreement(programme, monthly_fee=Decimal("400"))

    assert breach_of(agreement, "99.8999").credit.amount == Decimal("40.00")


def test_a_kind_without_a_rule_earns_no_credit(programme):
    agreement = make_agreement(programme)
    agreement.credit_rules.all().delete()

    breach = breach_of(agreement, 98)

    assert breach.credit.steps == [{"key": "no_rule"}]
    assert not breach.credit.waits_for_claim


def test_a_rule_that_does_not_fit_a_later_version_earns_nothing_and_says_so(programme):
    agreement = make_agreement(programme)
    agreement.objectives.update(direction="at_most", unit="h")

    breach = breach_of(agreement, 120)

    assert (breach.credit.steps, breach.credit.amount) == ([{"key": "unfit"}], 0)


def test_reckoning_again_writes_nothing(programme):
    breach = breach_of(make_agreement(programme, annual_cap=250), 98)
    reckon(breach.agreement)
    before = Credit.objects.get().revision

    reckon(breach.agreement)

    assert Credit.objects.get().revision == before


@pytest.mark.parametrize(("month", "year"), [((2025, 3), 0), ((2026, 2), 0), ((2026, 3), 1), ((2025, 2), -1)])
def test_contract_years_begin_with_the_contract(month, year):
    assert contract_year(datetime.date(*month, 1), datetime.date(2025, 3, 15)) == year


def test_the_last_day_to_claim_counts_from_the_end_of_the_month():
    assert last_day_to_claim(datetime.date(2025, 2, 1), 30) == datetime.date(2025, 3, 30)

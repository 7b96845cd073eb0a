import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from core.models import AuditEntry
from sla import breaches
from sla.models import Agreement, Credit, CreditRule, MonthlyResult
from tests.access.sla_credits import make_agreed, make_right
from tests.factories import make_programme, user_as
from tests.sla.factories import make_agreement, make_breach, make_contract

pytestmark = pytest.mark.django_db
STEPS = {"v1-shape": "steps", "v1-tiers": "99 99.9 10\n0 99 25", "v1-affected": "100"}
TYPED = {"source": "", "months": "2026-01 99.42\n2026-02 98\n2026-03 99.95", "kind": "availability", "target": "99.9"}
ASKED = TYPED | STEPS | {"fee": "1000", "starts_on": "2026-01-01", "n": "1"}


def page(programme, name, *args):
    return reverse(name, args=[programme.pk, *args])


def text_of(answer) -> str:
    return " ".join(" ".join(html.fromstring(answer.content.decode()).itertext()).split())


def queries(client, url) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def more_breaches(agreement, months: int) -> None:
    objective = agreement.objectives.get()
    for n in range(months):
        result = MonthlyResult(
            objective=objective,
            month=datetime.date(2020 + n // 12, n % 12 + 1, 1),
            target=objective.target,
            adjusted=Decimal(98),
            attained=False,
        )
        breaches.raise_breach(objective, result)


# The rules


def test_a_rule_shows_its_example_before_it_is_saved(programme, as_role):
    agreement = make_agreement(programme, in_force=False)
    url = f"{page(programme, 'new_credit_rule', agreement.pk)}?shape=points"
    entry = {"about": "availability", "affected": "100", "step": "0.1", "percent": "5", "at": "99.42", "preview": "1"}

    shown = text_of(as_role("manager").post(url, entry))

    assert "at 99.42 % of a fee of ¥1,000.00" in shown
    assert "5 × 5 %" in shown
    assert "¥1,000.00 × 25 % = ¥250.00" in shown
    assert agreement.credit_rules.count() == 1


@pytest.mark.parametrize(
    ("shape", "entry", "amount"),
    [
        ("points", {"step": "0.1", "percent": "2"}, "100.00"),
        ("pro_rata", {"basis": "whole", "factor": "10"}, "58.00"),
        ("linear", {"first_level": "99.9", "first_percent": "0", "last_level": "99", "last_percent": "90"}, "480.00"),
        ("days", {"tier-0-lower": "0", "tier-0-upper": "99.9", "tier-0-earns": "3"}, "100.00"),
        ("hours", {"step": "1", "amount": "50"}, "250.00"),
        ("fixed", {"per": "breach", "amount": "75"}, "75.00"),
    ],
)
def test_each_shape_is_saved_and_shown_with_its_example(programme, as_role, shape, entry, amount):
    agreement, client = make_agreement(programme, in_force=False), as_role("consultant")
    agreement.credit_rules.all().delete()
    url = f"{page(programme, 'new_credit_rule', agreement.pk)}?shape={shape}"

    answer = client.post(url, {"about": "availability", "affected": "100", "clause": "§ 9.2"} | entry)

    assert answer.url == page(programme, "credit_rules", agreement.pk)
    assert CreditRule.objects.get().shape == shape
    assert f"¥{amount}" in text_of(client.get(answer.url))


def test_a_gap_between_tiers_is_said_with_the_row(programme, as_role):
    agreement = make_agreement(programme, in_force=False)
    rule = agreement.credit_rules.get()
    entries = {
        "about": "availability", "affected": "100", "tier-0-lower": "99", "tier-0-upper": "99.9", "tier-0-earns": "10",
        "tier-2-lower": "0", "tier-2-upper": "95", "tier-2-earns": "100",
    }  # fmt: skip

    answer = as_role("manager").post(page(programme, "edit_credit_rule", rule.pk), entries)

    assert "Tier 1: there is a gap below it." in text_of(answer)
    assert rule.tiers.count() == 3


def test_half_a_tier_is_refused(programme, as_role):
    rule = make_agreement(programme, in_force=False).credit_rules.get()
    entry = {"about": "availability", "affected": "100", "tier-0-lower": "99"}

    answer = as_role("manager").post(page(programme, "edit_credit_rule", rule.pk), entry)

    assert "Fill the row from left to right" in text_of(answer)


def test_a_stale_rule_keeps_its_entries(programme, as_role):
    agreement, client = make_agreement(programme, in_force=False), as_role("manager")
    rule = agreement.credit_rules.get()
    CreditRule.objects.filter(pk=rule.pk).update(revision=7)
    entry = {"about": "availability", "affected": "100", "clause": "§ 9.2", "revision": "0"}
    entry |= {"tier-0-lower": "0", "tier-0-upper": "99.9", "tier-0-earns": "10"}

    answer = client.post(page(programme, "edit_credit_rule", rule.pk), entry)

    assert "Someone else saved this first" in text_of(answer)
    assert 'value="§ 9.2"' in answer.content.decode()
    assert rule.tiers.count() == 3


def test_another_agreements_objective_is_refused_in_the_form(programme, as_role):
    agreement, other = make_agreement(programme, in_force=False), make_agreement(make_programme())
    url = f"{page(programme, 'new_credit_rule', agreement.pk)}?shape=fixed"
    entry = {"about": f"objective-{other.objectives.get().pk}", "affected": "100", "per": "breach", "amount": "5"}

    answer = as_role("manager").post(url, entry)

    assert "is not one of the available choices" in text_of(answer)
    assert agreement.credit_rules.count() == 1


def test_terms_of_chronic_failure_are_entered_on_the_page_of_the_rules(programme, as_role):
    agreement, client = make_agreement(programme, in_force=False), as_role("manager")
    url = page(programme, "new_chronic_rule", agreement.objectives.get().pk)
    assert 'value="99"' in client.get(url).content.decode()

    client.post(url, {"mark": "99", "times": "3", "within": "6", "use_days": "90", "clause": "§ 9.3"})

    shown = text_of(client.get(page(programme, "credit_rules", agreement.pk)))
    assert "below 99 % in 3 of 6 months" in shown
    assert "§ 9.3" in shown


# Credits


def test_the_list_of_credits_asks_as_often_for_thirty_as_for_one(programme, as_role):
    agreement, client = make_agreement(programme), as_role("manager")
    more_breaches(agreement, 1)
    urls = [page(programme, "credits"), page(programme, "agreement_credits", agreement.pk)]
    few = [queries(client, url) for url in urls]
    Credit.objects.all().delete()
    agreement.objectives.get().breaches.all().delete()
    more_breaches(agreement, 29)

    assert [queries(client, url) for url in urls] == few


def test_credits_are_added_up_by_state_and_contract_year(programme, as_role):
    agreement = make_agreement(programme, contract=make_contract(programme, starts_on=datetime.date(2020, 3, 1)))
    more_breaches(agreement, 4)
    first = Credit.objects.order_by("breach__month").first()
    breaches.claim(first, by=user_as("manager", programme))

    shown = text_of(as_role("manager").get(page(programme, "agreement_credits", agreement.pk)))

    assert "To be claimed ¥750 3 credits" in shown
    assert "Claimed, no answer yet ¥250 1 credit" in shown
    assert "Year 0 ¥250 ¥250" in shown
    assert "Year 1 ¥500 ¥0" in shown


@pytest.mark.parametrize(("query", "rows"), [("", 2), ("?state=claimed", 1), ("?year=1", 2), ("?year=2", 0)])
def test_credits_are_filtered(programme, as_role, query, rows):
    agreement = make_agreement(programme, contract=make_contract(programme, starts_on=datetime.date(2020, 1, 1)))
    more_breaches(agreement, 2)
    breaches.claim(Credit.objects.order_by("pk").first(), by=user_as("manager", programme))

    answer = as_role("manager").get(page(programme, "credits") + query)

    assert len(answer.context["page"].object_list) == rows


def test_the_workbook_holds_every_step_in_words(programme, as_role):
    make_breach(programme, make_agreement(programme, minimum_credit=1))

    answer = as_role("executive").get(page(programme, "credits_xlsx"))

    head, row = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    found = dict(zip(head, row, strict=True))
    assert (found["Amount"], found["State"], found["Contract year"]) == (100, "Computed, not claimed", 1)
    assert "¥1,000.00 × 10 % = ¥100.00" in found["How it was worked out"]


def test_a_breach_opens_its_figure_to_formula_and_inputs(programme, as_role):
    breach = make_breach(
        programme, make_agreement(programme, minimum_credit=1, monthly_cap=60, monthly_cap_clause="§ 9.4")
    )

    shown = text_of(as_role("manager").get(breach.credit.get_absolute_url()))

    for words in (
        "Tier: 99 % up to, not including, 99.9 %", "¥1,000.00 × 10 % = ¥100.00", "Minimum ¥1.00 no change",
        "Monthly cap ¥60.00, ¥0.00 used § 9.4 ¥100.00 → ¥60.00", "No annual cap no change", "¥60.00",
    ):  # fmt: skip
        assert words in shown


def test_steps_kept_before_there_were_other_shapes_are_read_still(programme, as_role):
    breach = make_breach(programme)
    steps = [
        {"key": "tier", "limit": "10", "amount": "100", "changed": True, "lower": "99", "upper": "99.9"},
        {"key": "minimum", "limit": None, "amount": "100", "changed": False},
        {"key": "monthly_cap", "limit": "60", "amount": "60", "changed": True, "cap": "60", "used": "0"},
        {"key": "annual_cap", "limit": None, "amount": "60", "changed": False, "cap": None, "used": "0"},
    ]
    Credit.objects.update(steps=steps)

    shown = text_of(as_role("manager").get(breach.credit.get_absolute_url()))

    assert "Tier: 99 % up to, not including, 99.9 % 10 %" in shown
    assert "¥100.00 → ¥60.00" in shown


def test_a_claim_goes_from_its_page_to_the_invoice(programme, client):
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    credit = make_breach(programme, make_agreement(programme, contract=contract)).credit
    client.force_login(user_as("manager", programme))
    client.post(page(programme, "claim_credit", credit.pk), {"note": ""})
    client.force_login(user_as("vendor_contact", programme))
    client.post(page(programme, "dispute_credit", credit.pk), {"reason": "The line was cut."})
    assert "The line was cut." in text_of(client.get(credit.get_absolute_url()))
    client.force_login(user_as("sponsor", programme))
    client.post(page(programme, "settle_credit", credit.pk), {"amount": "50", "note": "Half each."})
    client.force_login(user_as("manager", programme))
    entry = {"invoice": "2025-02", "dated": "2025-03-01", "amount": "20"}
    client.post(page(programme, "new_credit_note", credit.pk), entry)
    assert "¥30.00" in text_of(client.get(credit.get_absolute_url()))

    answer = client.post(page(programme, "new_credit_note", credit.pk), entry | {"invoice": "2025-03", "amount": "31"})
    assert "Only ¥30 is open" in text_of(answer)
    client.post(page(programme, "new_credit_note", credit.pk), entry | {"invoice": "2025-03", "amount": "30"})

    assert Credit.objects.get().state == "credited"


def test_a_line_on_an_invoice_is_removed_again(programme, as_role):
    credit, client = make_agreed(programme), as_role("manager")
    entry = {"invoice": "2025-02", "dated": "2025-03-01", "amount": "100"}
    client.post(page(programme, "new_credit_note", credit.pk), entry)

    client.post(page(programme, "remove_credit_note", credit.notes.get().pk))

    assert (Credit.objects.get().state, credit.notes.count()) == ("acknowledged", 0)


def test_a_vendor_contact_sees_its_own_credits_only(programme, as_role):
    mine = make_breach(
        programme,
        make_agreement(programme, contract=make_contract(programme, contact=user_as("vendor_contact", programme))),
    )
    other = make_breach(programme, make_agreement(programme))
    client = as_role("vendor_contact")

    assert [row.pk for row in client.get(page(programme, "credits")).context["page"]] == [mine.credit.pk]
    assert client.get(other.credit.get_absolute_url()).status_code == 403
    assert client.get(page(programme, "simulate")).status_code == 403


# The right to terminate


def test_an_open_right_shows_its_months_and_leads_to_the_notice(programme, as_role):
    right = make_right(programme, clause="§ 9.3")
    client = as_role("manager")

    shown = client.get(right.get_absolute_url())

    for words in ("below 99 % in 3 of 6 months", "§ 9.3", "98.5 %", "Record a notice on the contract"):
        assert words in text_of(shown)
    assert page(programme, "give_notice", right.agreement.contract_id) in shown.content.decode()
    there = text_of(client.get(page(programme, "agreement_credits", right.agreement.pk)))
    assert "The right to terminate has arisen." in there


def test_the_contract_shows_an_open_right(programme, as_role):
    right = make_right(programme)

    for record, words in ((right.agreement.contract, "right to terminate"), (right.agreement, "right to terminate")):
        assert words in text_of(as_role("manager").get(record.get_absolute_url()))


def test_a_vendor_contact_hears_nothing_of_a_right(programme, as_role):
    right = make_right(programme)

    assert as_role("vendor_contact").get(right.get_absolute_url()).status_code == 403


# The simulator


def test_typed_months_are_worked_out_under_a_variant(programme, as_role):
    found = as_role("consultant").get(page(programme, "simulate"), ASKED | {"v1-annual_cap": "300"})

    assert [one.amount for one in found.context["found"].columns[0].outcomes] == [100, 200, 0]
    shown = text_of(found)
    assert "Year 1 ¥300.00" in shown
    assert "¥250.00 → ¥200.00" in shown


def test_two_variants_stand_side_by_side_with_a_chart_and_years(programme, as_role):
    second = {"v2-shape": "points", "v2-step": "0.1", "v2-percent": "5", "v2-affected": "100", "v2-name": "By points"}

    found = as_role("manager").get(page(programme, "simulate"), ASKED | second | {"n": "2"})

    assert [column.total for column in found.context["found"].columns] == [350, 1200]
    assert "By points" in found.context["chart"].columns


def test_real_months_of_another_programme_of_the_organisation_may_be_used(programme, as_role):
    breach = make_breach(programme)
    objective = breach.objective

    found = as_role("manager").get(page(programme, "simulate"), ASKED | {"source": str(objective.pk)})

    assert [one.amount for one in found.context["found"].columns[0].outcomes] == [100, 0, 0]


def test_history_of_a_strangers_objective_is_not_offered(programme, as_role):
    elsewhere = make_programme()
    breach = make_breach(elsewhere)

    found = as_role("manager").get(page(programme, "simulate"), ASKED | {"source": str(breach.objective.pk)})

    assert found.context["found"] is None
    assert "is not one of the available choices" in text_of(found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"months": "Jan 99"}, "Line 1 is not as shown"),
        ({"months": "2026-01 99\n2026-01 98"}, "A month stands there twice."),
        ({"months": "2026-01 101"}, "lies between 0 and 100"),
        ({"months": ""}, "Type at least one month"),
        ({"v1-tiers": "99 99.9 ten"}, "Line 1 is not as shown"),
        ({"v1-tiers": "99 99.9 10"}, "Tier 1: the worst tier must begin at 0."),
        ({"v1-shape": "points", "v1-step": "0", "v1-percent": "5"}, "Enter a number above 0."),
        ({"fee": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_worked_out_is_said_beside_its_field(programme, as_role, change, words):
    found = as_role("manager").get(page(programme, "simulate"), ASKED | change)

    assert words in text_of(found)
    assert found.context["found"] is None


def test_a_simulation_writes_nothing_and_goes_out_as_a_workbook(programme, as_role):
    client = as_role("manager")
    before = AuditEntry.objects.count()
    client.get(page(programme, "simulate"), ASKED)

    answer = client.get(page(programme, "simulator_xlsx"), ASKED)

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [sheet.title for sheet in book] == ["By month (estimates)", "By contract year", "Step by step"]
    assert list(book["By contract year"].iter_rows(min_row=2, values_only=True)) == [(1, 350)]
    assert AuditEntry.objects.count() == before


def test_a_variant_is_taken_over_into_a_draft(programme, as_role):
    from urllib.parse import urlencode

    agreement = make_agreement(programme, in_force=False)
    query = urlencode(ASKED | {"v1-annual_cap": "300"})

    answer = as_role("manager").post(page(programme, "take_over_terms", agreement.pk), {"query": query, "variant": "1"})

    assert answer.url == page(programme, "credit_rules", agreement.pk)
    assert Agreement.objects.get(pk=agreement.pk).annual_cap == 300
    assert [row.earns for row in agreement.credit_rules.get().tiers.all()] == [10, 25]


def test_terms_in_force_are_not_taken_over(programme, as_role):
    agreement = make_agreement(programme)

    answer = as_role("manager").post(page(programme, "take_over_terms", agreement.pk), {"query": "", "variant": "1"})

    assert answer.status_code == 409


def test_the_simulator_asks_as_often_for_many_months_as_for_one(programme, as_role):
    agreement, client = make_agreement(programme), as_role("manager")
    url = page(programme, "simulate_agreement", agreement.pk)
    objective = agreement.objectives.get()

    def measured(months):
        for n in range(months):
            MonthlyResult.objects.update_or_create(
                objective=objective,
                month=datetime.date(2023 + n // 12, n % 12 + 1, 1),
                defaults={
                    "target": 99.9, "adjusted": 98, "computed_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
                },
            )  # fmt: skip

    def asked():
        with CaptureQueriesContext(connection) as found:
            answer = client.get(url, ASKED | {"source": str(objective.pk)})
        assert answer.context["found"] is not None
        return len(found)

    measured(1)
    few = asked()
    measured(30)

    assert asked() == few

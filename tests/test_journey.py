"""One programme from its first page to an accepted pilot and a published report, role by role, through the product's own pages.

Figures that somebody else published are asserted where the product shows them: numpy-financial's NPV and IRR, Saaty's weights,
Upptime's availability, the credit table of Amazon S3.
"""

import datetime
import re
from decimal import Decimal

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.models import User
from implementation.gates.models import Gate
from implementation.goals.models import VisionVersion
from implementation.programme.models import Programme
from implementation.rollout.models import Pilot
from sla.models import Breach, MonthlyResult
from tests.factories import make_user
from tests.shared_data import shared, shared_case, shared_json
from tests.walk import Person
from vendors.ahp import ahp

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pdf]

PASSWORD = "seven green lamps"
ROLES = ["sponsor", "consultant", "executive", "member", "vendor_contact"]


@pytest.fixture(autouse=True)
def _world(settings):
    settings.SITE_URL = "http://testserver"


class Walk:
    """The people, and the addresses of the programme."""

    def __init__(self):
        self.today = timezone.localdate()
        self.people = {"manager": Person(make_user("Manager"))}
        self.people["manager"].fill(
            reverse("start_programme"),
            name="CRM",
            new_organisation="Plain Lamps",
            language="en",
            currency="USD",
            time_zone="UTC",
            departments="Sales\nService",
            strategy="small_slow",
            modules_wanted=["master_data", "sales"],
        )
        self.programme = Programme.objects.get()

    def at(self, name: str, *args) -> str:
        return reverse(name, args=[self.programme.pk, *args])

    def __getattr__(self, role) -> Person:
        return self.people[role]

    def day(self, days: int) -> str:
        return (self.today + datetime.timedelta(days=days)).isoformat()

    def department(self, name: str):
        return self.programme.organisation.departments.get(name=name)


def invite_everybody(walk: Walk) -> None:
    for role in ROLES:
        address = f"{role}@plain-lamps.example"
        walk.manager.fill(walk.at("people"), button="Send the invitation", name=role.title(), email=address, role=role)
        (letter,) = [message for message in mail.outbox if message.to == [address]]
        (link,) = re.findall(r"http://testserver(/invitation/\S+)", letter.body)
        guest = Person.__new__(Person)
        from django.test import Client

        guest.user, guest.client = f"the invited {role}", Client()
        guest.fill(link, name=role.title(), password=PASSWORD)
        walk.people[role] = Person(User.objects.get(email=address))


def hand_in_deliverables(walk: Walk, kind: str) -> None:
    for item in walk.programme.deliverables.filter(stage__kind=kind):
        walk.manager.fill(
            reverse("submit_deliverable", args=[walk.programme.pk, item.pk]), note="In the shared folder."
        )
        walk.sponsor.press(item.get_absolute_url(), "Accept")


def go_through(walk: Walk, gate: Gate) -> str:
    """The manager asks, the sponsor says go; returns what the gate's page says."""
    address = gate.get_absolute_url()
    walk.manager.fill(walk.at("request_decision", gate.pk), note="All is there.")
    page = walk.sponsor.text(address)
    assert "“Go” is possible today." in page, page
    walk.sponsor.fill(address, button="Record the decision", outcome="go", reason="The facts are there.")
    assert Gate.objects.get(pk=gate.pk).state == "passed"
    return page


def sign_the_vision(walk: Walk) -> None:
    walk.manager.fill(walk.at("new_vision"), text="Every customer is known to all who serve them.")
    vision = VisionVersion.objects.get()
    signers = [walk.people[role].user.pk for role in ("sponsor", "manager", "executive")]
    walk.manager.fill(walk.at("open_vision", vision.pk), signatories=signers)
    for role in ("sponsor", "manager", "executive"):
        walk.people[role].press(walk.at("sign_vision", vision.pk), "Sign the vision")
    assert VisionVersion.objects.get().state == "signed"


def set_goals(walk: Walk) -> None:
    for title in ("Quotes within two days", "Complaints solved in the first call", "Forecast error"):
        walk.manager.fill(
            walk.at("new_goal"),
            title=title,
            layer="process",
            activity="sales",
            value_for="both",
            owner=walk.manager.user.pk,
            baseline="10",
            target="2",
            unit="days",
            begins_on=walk.day(0),
            due=walk.day(300),
        )


def take_starter_risks(walk: Walk) -> None:
    page = walk.consultant.open(walk.at("risk_catalogue"))
    keys = [box.get("value") for box in page.xpath("//main//input[@type='checkbox']")][:6]
    walk.consultant.fill(walk.at("risk_catalogue"), button="Add the chosen risks", key=keys)
    for risk in walk.programme.risks.all():
        walk.consultant.fill(
            walk.at("rate_risk", risk.pk), current_likelihood="3", current_impact="2", reason="Talked over with sales."
        )


def confirm_the_case(walk: Walk) -> None:
    """numpy-financial's own example, to the digits that its tests print."""
    npv, irr = (shared_case("finance/cases.json", name) for name in ("npf_npv", "npf_irr_0"))
    flows = npv["inputs"]["cash_flows"]
    walk.manager.fill(
        walk.at("new_business_case"), discount_rate="5", horizon_years="5", floor="100", minimum_investment="1000"
    )
    case = walk.programme.businesscases.get()
    walk.manager.fill(walk.at("add_line", case.chosen.pk, "cost"), category="acquisition", title="Set-up")
    walk.manager.fill(walk.at("add_line", case.chosen.pk, "benefit"), category="revenue", title="More repeat orders")
    cost, benefit = case.lines.get(kind="cost"), case.lines.get(kind="benefit")
    amounts = {f"y{year}-{benefit.pk}": str(flow) for year, flow in enumerate(flows) if year}
    walk.manager.fill(
        walk.at("lines_table", case.chosen.pk), button="Save the lines", **{f"y0-{cost.pk}": str(-flows[0])}, **amounts
    )

    page = walk.sponsor.text(walk.at("business_case"))
    assert f"${npv['expected']:.2f}" in page
    assert f"{100 * irr['expected']:.2f} %" in page

    walk.manager.press(walk.at("submit_case", case.pk), "Submit for confirmation")
    walk.sponsor.press(walk.at("confirm_case", case.pk), "Confirm the business case")


def decide_the_sourcing(walk: Walk) -> None:
    for option in walk.programme.sourcingoptions.all():
        lines = {"lines-0-category": "acquisition", "lines-0-title": "Start", "lines-0-year_0": "900"}
        lines |= {"lines-1-category": "running", "lines-1-title": "Running", "lines-1-year_1": "400"}
        walk.consultant.fill(walk.at("edit_sourcing", option.pk), months_to_first_use="3", **lines)
    sourcing = walk.programme.sourcings.get()
    walk.consultant.fill(walk.at("submit_sourcing", sourcing.pk))
    option = walk.programme.sourcingoptions.get(mode="outsource")
    walk.sponsor.fill(walk.at("decide_sourcing", sourcing.pk), option=option.pk, reason="Fastest; upkeep is theirs.")


def choose_the_vendor(walk: Walk) -> None:
    """Three vendors, weights from Saaty's cities as its authors' tables give them, two evaluators blind to each other."""
    node = shared_case("vendor/cases.json", "saaty_cities")["nodes"][0]
    weights = [round(100 * weight, 2) for weight in ahp(node["matrix"]).weights]
    weights[0] = round(100 - sum(weights[1:]), 2)
    for name in ("Alder", "Birch", "Cedar"):
        place = walk.consultant.fill(walk.at("new_vendor"), name=f"{name} (fictitious)")
        walk.consultant.press(place, "Put on the shortlist")
    page = walk.consultant.open(walk.at("vendor_criteria"))
    rows = int(page.xpath("//input[@name='form-TOTAL_FORMS']")[0].get("value"))
    fields = {}
    for row in range(rows):
        kept = row < len(weights)
        fields[f"form-{row}-weight"] = str(weights[row]) if kept else ""
        if kept:
            fields[f"form-{row}-title"] = node["compares"][row]
        else:
            fields[f"form-{row}-DELETE"] = "on"
    walk.consultant.fill(walk.at("vendor_criteria"), button="Save the criteria", **fields)
    judges = [walk.people[role].user.pk for role in ("consultant", "executive")]
    walk.consultant.fill(walk.at("name_evaluators"), people=judges)
    selection = walk.programme.selectionrounds.get()
    walk.consultant.press(walk.at("fix_criteria", selection.pk), "Fix the weights")
    assert [float(c.weight) for c in selection.criteria.all()] == weights
    marks = {"Alder": 4, "Birch": 3, "Cedar": 2}
    for role in ("consultant", "executive"):
        points = {
            f"points_{vendor.pk}_{criterion.pk}": str(marks[vendor.name.split()[0]])
            for vendor in walk.programme.vendors.all()
            for criterion in selection.criteria.all()
        }
        shown = {name.replace("points", "evidence"): "Seen in the trial." for name in points}
        walk.people[role].fill(walk.at("score_vendors"), submit_sheet="1", **points, **shown)
    page = walk.sponsor.text(walk.at("vendor_ranking"))
    for weight in weights:
        assert f"{weight:.2f} %" in page or f"{weight:g} %" in page, (weight, page)
    walk.consultant.fill(walk.at("ask_selection", selection.pk))
    winner = walk.programme.vendors.get(name__startswith="Alder")
    walk.sponsor.fill(walk.at("select_vendor"), winner=winner.pk, reason="First in every weighting.")
    walk.consultant.press(walk.at("diligence", winner.pk), "Begin the due diligence")
    for item in winner.diligence.all():
        walk.consultant.fill(walk.at("record_finding", item.pk), result="ok", finding="Looked at; in order.")


def sign_the_contract(walk: Walk) -> None:
    winner = walk.programme.vendors.get(name__startswith="Alder")
    contact = walk.vendor_contact.user
    walk.consultant.fill(walk.at("edit_vendor", winner.pk), contacts=[contact.pk])
    place = walk.consultant.fill(
        walk.at("new_contract"),
        vendor=winner.pk,
        name="CRM as a service",
        number="2020-1",
        starts_on="2020-11-01",
        first_term_months="24",
        renewal="tacit",
        renewal_months="12",
        notice_months="3",
        notice_days="0",
        monthly_fee="100",
        time_zone="UTC",
    )
    contract = walk.programme.contracts.get()
    clauses = dict.fromkeys(_fields(walk.consultant, walk.at("edit_clauses", contract.pk), "where_"), "Annex 2")
    ticks = {name.replace("where_", "present_"): "on" for name in clauses}
    walk.consultant.fill(walk.at("edit_clauses", contract.pk), **clauses, **ticks)
    walk.consultant.fill(walk.at("contract_reviewers", contract.pk), finance=walk.people["executive"].user.pk)
    walk.consultant.fill(walk.at("submit_contract", contract.pk))
    walk.people["executive"].fill(walk.at("answer_review", contract.reviews.get().pk), answer="agree")
    walk.sponsor.fill(walk.at("approve_contract", contract.pk), reason="Terms and clauses read.")
    walk.manager.fill(walk.at("sign_contract", contract.pk), signed_on="2020-10-20")
    assert "CRM as a service" in walk.vendor_contact.text(place)


def _fields(person: Person, address: str, prefix: str) -> list[str]:
    page = person.open(address)
    return [item.get("name") for item in page.xpath(f"//main//*[starts-with(@name, '{prefix}')]")]


def agree_service_levels(walk: Walk) -> None:
    """Upptime's real measurements under Amazon's published credit table."""
    table = shared_case("sla/credit_cases.json", "aws_s3_standard")
    contract = walk.programme.contracts.get()
    walk.consultant.fill(
        walk.at("new_agreement"), contract=contract.pk, name="Service levels", service="CRM", claim_days="3650"
    )
    agreement = walk.programme.agreements.get()
    walk.consultant.fill(
        walk.at("new_objective", agreement.pk) + "?kind=availability",
        monitor="to-cf-cws",
        target=str(table["availability_target"]),
        valid_from="2020-11-01",
    )
    tiers = {"about": "availability"}
    for n, tier in enumerate(table["tiers"]):
        tiers[f"tier-{n}-lower"] = str(tier["from_pct_inclusive"])
        tiers[f"tier-{n}-upper"] = str(tier["below_pct"])
        tiers[f"tier-{n}-earns"] = str(tier["credit_pct"])
    walk.consultant.fill(walk.at("new_credit_rule", agreement.pk), **tiers)
    walk.manager.press(walk.at("put_in_force", agreement.pk), "Put in force")


def upload(walk: Walk, content: bytes) -> tuple[str, str]:
    """Hand a log in to be looked at; returns the address of its preview and what it says."""
    sent = {
        "file": SimpleUploadedFile("log.csv", content),
        "source_note": "Upptime, github.com/MatBenfield/up, ODbL 1.0",
    }
    answer = walk.consultant.client.post(
        walk.at("import_events", walk.programme.agreements.get().pk), sent, follow=True
    )
    assert answer.redirect_chain, answer.content.decode()
    return answer.redirect_chain[-1][0], answer.content.decode()


def import_measurements(walk: Walk) -> None:
    log = shared("sla/upptime_matbenfield/measurements.csv").read_bytes()
    results = MonthlyResult.objects.filter(objective__agreement__programme=walk.programme)

    _place, refused = upload(walk, log + b"to-cf-cws,yesterday,up,200,5,x\r\n")
    assert f'<th scope="row" class="num">{log.count(10) + 1}</th>' in refused
    assert "Nothing was written" in refused

    place, _looked_at = upload(walk, log)
    assert not results.exists()
    walk.consultant.fill(place, button="Import", **{"import": "1"})
    _place, again = upload(walk, log)
    assert "Importing this file would change nothing." in again

    monitors = shared_json("sla/upptime_matbenfield/expected.json")["monitors"]
    expected = next(item for item in monitors if item["monitor"] == "to-cf-cws")["computed"]["by_month_utc"]
    whole = {month: figures for month, figures in expected.items() if figures["full_month"]}
    assert len(whole) == 9
    for month, figures in whole.items():
        result = results.get(month=f"{month}-01")
        assert abs(float(result.adjusted) - figures["availability_pct"]) < 0.0005, month


def claim_the_credit(walk: Walk) -> None:
    """March 2021 was below 99.9 %: the published table gives 10 % of the fee of 100."""
    breach = Breach.objects.get(objective__agreement__programme=walk.programme)
    assert (breach.month.isoformat(), breach.risk.programme) == ("2021-03-01", walk.programme)
    page = walk.manager.text(breach.get_absolute_url())
    assert "99.8747" in page
    assert "$10" in page
    answer = walk.vendor_contact.text(breach.get_absolute_url())
    assert "99.8747" in answer
    answers = {"explanation": "A change went wrong.", "remedy": "Taken back.", "prevention": "Tried out first."}
    walk.vendor_contact.fill(walk.at("explain_breach", breach.pk), **answers)
    credit = breach.credit
    assert credit.amount == Decimal("10.00")
    walk.manager.press(walk.at("claim_credit", credit.pk), "Claim the credit")
    walk.vendor_contact.press(f"/step/sla.credit/{credit.pk}/acknowledge/", "Acknowledge the claim")


def accept_a_risk(walk: Walk) -> None:
    """The one that the breach raised: high, and no gate is passed with it untreated."""
    risk = Breach.objects.get(objective__agreement__programme=walk.programme).risk
    walk.consultant.press(risk.get_absolute_url(), "Confirm the rating")
    walk.consultant.fill(walk.at("request_acceptance", risk.pk), reason="Dearer to treat than to bear.")
    asked = risk.requests.get()
    walk.sponsor.fill(walk.at("decide_acceptance", asked.pk), outcome="accepted", reason="Agreed for this term.")
    risk.refresh_from_db()
    assert risk.state == "accepted"


def train_people(walk: Walk) -> None:
    walk.consultant.fill(walk.at("new_course"), title="Daily work", level="front_line", hours="2")
    course = walk.programme.courses.get()
    sales, service = walk.department("Sales"), walk.department("Service")
    walk.consultant.fill(walk.at("edit_needs", course.pk), **{f"people_{sales.pk}": "2", f"people_{service.pk}": "1"})
    yesterday = f"{walk.day(-1)}T09:00"
    walk.consultant.fill(
        walk.at("new_session", course.pk), starts_at=yesterday, place="Room 2", seats="12", trainer="Consultant"
    )
    session = course.sessions.get()
    walk.consultant.fill(
        session.get_absolute_url(),
        button="Add to the list",
        **{"people-department": sales.pk, "people-names": "Ann One\nBen Two"},
    )
    walk.consultant.fill(
        session.get_absolute_url(),
        button="Add to the list",
        **{"people-department": service.pk, "people-names": "Cay Three"},
    )
    came = dict.fromkeys(_fields(walk.consultant, walk.at("mark_attendance", session.pk), "came_"), "attended")
    walk.consultant.fill(walk.at("mark_attendance", session.pk), **came)


def plan_a_pilot(walk: Walk) -> Pilot:
    module = walk.programme.modules.get(key="sales")
    walk.consultant.fill(
        walk.at("new_pilot"),
        module=module.pk,
        name="Sales first",
        way="departments",
        departments=[walk.department("Sales").pk],
        users="2",
        hypothesis="Quotes leave sooner.",
        planned_start=walk.day(0),
        planned_end=walk.day(40),
        lead=walk.manager.user.pk,
        rollback_limit="240",
    )
    pilot = walk.programme.pilots.get()
    for title, direction, target in (("Quote turnaround", "at_most", "2"), ("Records complete", "at_least", "95")):
        walk.consultant.fill(
            walk.at("new_measure", pilot.pk), title=title, unit="days", direction=direction, baseline="5", target=target
        )
    agree_on_the_charter(walk, pilot)
    return pilot


def agree_on_the_charter(walk: Walk, pilot: Pilot) -> None:
    """The consultant names the people and puts it forward, the sponsor agrees; the lead says that everybody is ready."""
    sales = walk.department("Sales").pk
    walk.consultant.fill(
        walk.at("participants", pilot.pk), button="Put on the list", department=sales, names="Ann One\nBen Two"
    )
    charter = walk.at("charter", pilot.pk)
    walk.consultant.press(charter, "Put the charter forward")
    walk.sponsor.press(charter, "Agree to the charter")
    answers = dict.fromkeys((f"{item}_answer" for item in ("trained", "data", "devices", "support", "old_way")), "yes")
    walk.manager.fill(f"{walk.at('pilot_readiness', pilot.pk)}{sales}/", **answers)


def run_the_pilot(walk: Walk, pilot: Pilot) -> None:
    walk.manager.fill(walk.at("start_pilot", pilot.pk), on=walk.day(0), reason="Its people bring their data.")
    for measure, value in zip(pilot.measures.order_by("pk"), ("1.8", "96"), strict=True):
        walk.member.fill(walk.at("record_value", measure.pk), value=value, on=walk.day(0))
    walk.member.fill(walk.at("record_adoption", pilot.pk), week=walk.day(0), active_users="2", staff="2")
    walk.manager.fill(walk.at("record_rehearsal", pilot.pk), minutes="150", on=walk.day(0))
    walk.manager.press(f"/step/rollout.pilot/{pilot.pk}/evaluate/", "Evaluate the pilot")


def publish_the_report(walk: Walk) -> None:
    address = walk.at("new_report")
    words = {"headline": "The pilot works.", "done": "Pilot run", "next": "Roll out to service"}
    client = walk.manager.client
    data = words | {"period_start": walk.day(0), "period_end": walk.day(0), "step": "publish"}
    answer = client.post(address, data, follow=True)
    assert answer.status_code == 200
    report = walk.programme.progressreports.get()
    for language in ("en", "zh-hans", "zh-hant"):
        pdf = walk.executive.client.get(walk.at("download_report", report.pk, language))
        content = b"".join(pdf.streaming_content) if pdf.streaming else pdf.content
        assert content.startswith(b"%PDF-"), language
    assert "The pilot works." in walk.executive.text(report.get_absolute_url())


def test_one_programme_from_vision_to_an_accepted_pilot_and_a_report(django_db_blocker):
    shared_json("finance/cases.json")
    walk = Walk()
    programme = walk.programme
    gates = {gate.kind: gate for gate in programme.gates.all()}
    assert "Stage 1 of 7, Initiate." in walk.manager.text(programme.get_absolute_url())

    invite_everybody(walk)
    sign_the_vision(walk)
    set_goals(walk)
    take_starter_risks(walk)
    go_through(walk, gates["initiation"])

    confirm_the_case(walk)
    go_through(walk, gates["business_case"])

    decide_the_sourcing(walk)
    choose_the_vendor(walk)
    sign_the_contract(walk)
    hand_in_deliverables(walk, "source")
    go_through(walk, gates["contract_review"])

    agree_service_levels(walk)
    import_measurements(walk)
    claim_the_credit(walk)
    accept_a_risk(walk)
    train_people(walk)
    pilot = plan_a_pilot(walk)
    hand_in_deliverables(walk, "prepare")
    go_through(walk, gates["ready_to_pilot"])

    run_the_pilot(walk, pilot)
    go_through(walk, pilot.exit_gate)
    pilot.refresh_from_db()
    assert pilot.state == "accepted"
    assert programme.stages.get(kind="roll_out").state == "under_way"

    publish_the_report(walk)
    call_command("verify_audit")

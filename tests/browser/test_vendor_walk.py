"""From a longlist to a signed contract: pairs, blind scores, a vendor on its link, the sponsor's choice; and links that open nothing."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_programme, user_as
from tests.vendors.factories import make_vendor
from tests.vendors.questionnaire_factories import VALUES, make_questionnaire, send
from vendors.clauses import REQUIRED
from vendors.models import Contract, ReplyLink, Vendor, VendorSelection

pytestmark = pytest.mark.django_db(transaction=True)

POLICY = "Which data-security policy do you follow, and who checks it?"
NOTICE = "Within how many hours do you tell us of an incident?"
COST, USE, SAFE = "Low cost over five years", "Pays with use", "Data security and location"


class Actor:
    """Somebody on the programme or outside, by what they press, fill and read."""

    def __init__(self, visitor, programme):
        self.visitor, self.page = visitor, visitor.page
        self.page.set_default_timeout(30_000)
        self.root = f"/programmes/{programme.pk}/"

    def open(self, path) -> "Actor":
        assert self.visitor.open(f"{self.root}{path}") == 200
        return self

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, **values):
        for name, value in values.items():
            self.page.locator(f"[name={name}]").fill(value)

    def tick(self, *labels):
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def choose(self, label, option):
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def told(self, words):
        self.page.get_by_text(words).first.wait_for()

    def says(self) -> str:
        """What the page says, with single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    def sound(self):
        """Nothing for axe, nothing wider than the screen, nothing in the console."""
        assert (self.visitor.axe(), self.visitor.overflow(), self.visitor.complaints) == ([], 0, [])


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def act(visit, programme):
    """``act("manager")`` in front of a screen; ``act(None)`` without an account, on a phone."""

    def begin(role, width=1440) -> Actor:
        user = user_as(role, programme) if role else None
        return Actor(visit(user, width=width if user else 390), programme)

    return begin


def list_vendors(manager):
    for name, seat in (("Alder", "Bremen"), ("Birch", "Lyon"), ("Cedar", "Turin")):
        manager.open("vendors/new/").fill(name=name, country=seat, monthly_fee="900")
        manager.press("Save")
        manager.told(f"{name} is saved.")
        if name == "Cedar":
            manager.follow("Reject the vendor")
            manager.fill(note="Serves our largest competitor.")
        manager.press("Reject the vendor" if name == "Cedar" else "Put on the shortlist")
        manager.page.locator("h1", has_text="Rejected" if name == "Cedar" else "On the shortlist").wait_for()
    assert "Rejected: Serves our largest competitor." in manager.says()
    manager.open("vendors/")
    assert re.findall(r"(Alder|Birch|Cedar) \w+ (On the shortlist|Rejected)", manager.says()) == [
        ("Alder", "On the shortlist"),
        ("Birch", "On the shortlist"),
        ("Cedar", "Rejected"),
    ]
    manager.sound()


def keep_three_criteria(manager):
    """One more from the library, and of those that were there only two; weights that do not add up are refused."""
    manager.open("vendors/criteria/library/").tick(USE)
    manager.press("Add these criteria")
    manager.told("1 criterion was added. Give it its weight.")
    for box in manager.page.locator("input[name$=-DELETE]").all():
        of = box.get_attribute("aria-label").removeprefix("Remove: ")
        if of not in (COST, USE, SAFE, "new criterion"):
            box.check()
    manager.press("Save the criteria")
    manager.told("The weights total 30 %. Change them until they total 100 %.")
    for title, weight in {COST: "60", SAFE: "40"}.items():
        row = manager.page.locator("tr", has=manager.page.locator(f"input[value='{title}']"))
        row.locator("input[name$=-weight]").fill(weight)
    manager.press("Save the criteria")
    manager.told("Criteria and weights are saved.")


def name_both(manager, path):
    manager.open(path).tick("Consultant", "Manager")
    manager.press("Save")


def judge(person, groups, within):
    person.open("vendors/criteria/pairs/")
    pairs = person.page.locator("fieldset select")
    for pair, words in enumerate((groups, within)):
        pairs.nth(pair).select_option(label=words)
    person.press("Submit my judgements")
    person.told("Your judgements are submitted.")


def weigh_in_pairs(manager, consultant):
    """One says nine times, the other equal: together three times, by the geometric mean."""
    name_both(manager, "vendors/criteria/judges/")
    judge(manager, "Cost and value: 9, extremely more important", f"{COST}: 4, between moderately and strongly more")
    assert "Judgements stay covered" in manager.open("vendors/criteria/pairs/weights/").says()
    judge(consultant, "Both equally important: 1", "Both equally important: 1")
    said = manager.open("vendors/criteria/pairs/weights/").says()
    assert f"{COST} Cost and value 50.00 % 60.00 %" in said
    assert f"{USE} Cost and value 25.00 % 0.00 %" in said
    assert f"{SAFE} Security and independence 25.00 % 40.00 %" in said
    assert "both equal; Cost and value 9 times" in said
    manager.sound()
    manager.press("Take these weights over")
    manager.told("The weights are taken over. Every judgement behind them is kept.")


def ask_alder(manager) -> str:
    """A questionnaire to one vendor; the token of the link as the page shows it once."""
    manager.open("questionnaires/new/").fill(name="Questions to the shortlist")
    manager.press("Save")
    manager.follow("From the library")
    for question in (POLICY, NOTICE):
        manager.page.get_by_label(question).check()
    manager.press("Add the questions")
    manager.told("2 questions are added.")
    manager.follow("Send it")
    manager.page.get_by_label("Ask Birch", exact=True).uncheck()
    manager.page.get_by_label("Name of the person at Alder", exact=True).fill("Vera")
    manager.page.get_by_label("E-mail of Alder", exact=True).fill("vera@alder.example")
    manager.press("Send it")
    link = manager.page.get_by_label("Link for Alder", exact=True).input_value()
    assert link in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["vera@alder.example"]
    return link.rstrip("/").rpartition("/")[2]


def confirm(guest, token):
    """Through the code that is mailed to the address of the link; a wrong one opens nothing."""
    guest.visitor.open(f"/questionnaire/{token}/")
    assert guest.page.url.endswith("/code/")
    assert re.findall("Alder|shortlist|security", guest.page.content()) == []
    guest.press("Mail me a code")
    guest.told("A code is on its way")
    code = mail.outbox[-1].subject.removeprefix("Your code: ")
    guest.fill(code=f"{(int(code) + 1) % 1_000_000:06d}")
    guest.press("Open the questionnaire")
    guest.told("This is not the code of the last mail, or its time is over.")
    guest.fill(code=code)
    guest.press("Open the questionnaire")
    guest.page.get_by_role("heading", name="Questions to the shortlist").wait_for()


def answer_on_the_link(guest, token):
    confirm(guest, token)
    assert token not in guest.page.url
    policy, notice = guest.page.locator("[name^=value_]").all()
    policy.fill("ISO 27001, checked every year.")
    notice.fill("soon")
    guest.press("Save and hand in")
    guest.told("Write a number with digits alone, like 1250.5")
    guest.page.locator("[name^=value_]").last.fill("24")
    guest.press("Save and hand in")
    guest.sound()
    guest.fill(name="Vera", function="Sales")
    guest.page.locator("[name=declared]").check()
    guest.press("Hand in the answers")
    guest.told("Your answers are handed in.")
    kept = ReplyLink.objects.get().reply.versions.get()
    assert kept.facts_sha256 in guest.says()
    guest.sound()


def give(person, **points):
    """Points by vendor, in the order of the criteria; what a 1, 2 or 5 rests on is asked for."""
    person.open("vendors/scores/")
    for vendor, given in points.items():
        for title, value in zip((COST, SAFE, USE), given, strict=True):
            person.choose(f"Score of {vendor} on {title}", str(value))


def score_blind(manager, consultant):
    give(manager, Alder=(4, 4, 3), Birch=(3, 3, 4))
    manager.press("Submit my scores")
    manager.told("Your scores are submitted.")
    said = consultant.open("vendors/ranking/").says()
    assert "Manager 6 of 6 Submitted" in said
    assert "4.00" not in said
    give(consultant, Alder=(5, 4, 3), Birch=(3, 4, 4))
    consultant.page.locator("summary", has_text=f"What the vendor says: Alder, {SAFE}").click()
    assert "ISO 27001, checked every year." in consultant.says()
    consultant.press("Submit my scores")
    consultant.told("Say what shows it wherever you give 1, 2 or 5.")
    consultant.page.get_by_label(f"What shows it: Alder, {COST}").fill("Their price sheet.")
    consultant.sound()
    consultant.press("Submit my scores")
    consultant.told("Your scores are submitted.")


def choose_alder(manager, sponsor):
    """50 % of 4.5, 25 % of 4 and 25 % of 3 are 4.00; Birch has 50 % of 3, 25 % of 3.5 and 25 % of 4, 3.38."""
    said = manager.open("vendors/ranking/").says()
    assert re.findall(r"[12] (\w+) (\d\.\d\d) ", said) == [("Alder", "4.00"), ("Birch", "3.38")]
    manager.sound()
    manager.follow("Ask for the choice")
    manager.press("Ask for the choice")
    manager.told("The choice is asked for. The sponsors have been told.")
    sponsor.open("vendors/choice/").tick("Alder")
    sponsor.sound()
    sponsor.press("Record the choice")
    sponsor.told("Say why: the reason is kept with the decision.")
    sponsor.fill(reason="Cheapest over five years, and safe.")
    sponsor.tick("Reject the other vendors of this comparison")
    sponsor.press("Record the choice")
    sponsor.told("Alder was chosen.")
    assert VendorSelection.objects.get().facts_sha256 in sponsor.says()
    assert "Runner-up Birch" in sponsor.says()
    sponsor.sound()
    assert set(Vendor.objects.values_list("name", "state")) == {
        ("Alder", "chosen"),
        ("Birch", "rejected"),
        ("Cedar", "rejected"),
    }


def sign_contract(manager, consultant, sponsor) -> Contract:
    draft_contract(manager)
    contract = Contract.objects.get()
    page = f"contracts/{contract.pk}/"
    consultant.open(page).follow("Answer")
    consultant.tick("I agree")
    consultant.press("Record the answer")
    consultant.told("Your answer is recorded.")
    sponsor.open(page).follow("Approve the contract")
    sponsor.sound()
    sponsor.fill(reason="Everything that must be settled is.")
    sponsor.press("Approve the contract")
    sponsor.told("The contract is approved.")
    manager.open(page).follow("Record the signature")
    manager.press("Record the signature")
    manager.told("The signature is recorded.")
    assert "Last day Thu 29 Nov 2035" in manager.says()
    manager.sound()
    return contract


def draft_contract(manager):
    """Ten years from 1 March 2026 to the last day of February 2036; three months before it is the last day to give notice."""
    manager.open("contracts/new/")
    manager.fill(name="CRM as a service", starts_on="2026-03-01", first_term_months="120", monthly_fee="900")
    manager.tick("It rolls on when nobody gives notice")
    manager.fill(renewal_months="12", notice_months="3")
    manager.press("Save")
    manager.told("CRM as a service is saved.")
    manager.follow("Edit the clauses")
    for clause in REQUIRED:
        manager.page.locator(f"[name=present_{clause}]").check()
        manager.fill(**{f"where_{clause}": "§ 1"})
    manager.press("Save")
    manager.told("The clauses are saved.")
    manager.follow("Name reviewers")
    manager.page.locator("[name=legal]").select_option(label="Consultant")
    manager.press("Save")
    manager.told("Reviewers are saved.")
    manager.follow("Submit for review")
    manager.press("Submit for review")
    manager.told("The review is asked for. Reviewers and sponsors have been told.")
    manager.sound()


def test_from_a_longlist_to_a_signed_contract(act, programme):
    manager, consultant, sponsor = act("manager"), act("consultant"), act("sponsor")

    list_vendors(manager)
    keep_three_criteria(manager)
    weigh_in_pairs(manager, consultant)
    name_both(manager, "vendors/evaluators/")
    manager.follow("Fix the weights")
    manager.press("Fix the weights")
    manager.told("The weights are fixed. The evaluators have been told.")
    manager.sound()
    token = ask_alder(manager)
    answer_on_the_link(act(None), token)
    score_blind(manager, consultant)
    choose_alder(manager, sponsor)
    contract = sign_contract(manager, consultant, sponsor)

    phone = act("manager", width=390)
    assert phone.visitor.open(contract.vendor.get_absolute_url()) == 200
    assert "Alder Under contract" in phone.says()
    assert "CRM as a service Signed" in phone.says()
    phone.sound()


def shut(visitor, address):
    """The one page of every link that does not open: it names nobody and nothing."""
    assert visitor.open(address) == 404
    main = visitor.page.locator("main")
    assert main.get_by_role("heading").all_inner_texts() == ["There is nothing to see here"]
    assert re.findall("Organisation|Alder|Questions|About text", visitor.page.content()) == []
    assert (visitor.axe(), visitor.overflow()) == ([], 0)


@pytest.fixture
def sent(programme):
    """A link that asks for no code, so that only where it is opened decides."""
    alder = make_vendor(programme, "Alder", shortlisted=True)
    return send(make_questionnaire(programme, ("text",)), alder, bound=False)


def hand_in(guest):
    guest.page.get_by_label("About text?").fill(VALUES["text"])
    guest.page.get_by_role("button", name="Save and hand in").click()
    guest.page.get_by_label("Your name").fill("Vera")
    guest.page.locator("[name=declared]").check()
    guest.page.get_by_role("button", name="Hand in the answers").click()
    guest.page.get_by_text("Your answers are handed in.").wait_for()


def test_a_guessed_link_shows_nothing(visit, sent):
    stranger = visit(None, width=390)
    guess = sent.token[:-1] + ("A" if sent.token[-1] != "A" else "B")

    shut(stranger, f"/questionnaire/{guess}/")
    shut(stranger, f"/questionnaire/{ReplyLink.objects.get().pk}/answers/")
    shut(stranger, f"/questionnaire/{ReplyLink.objects.get().pk}/code/")


def test_a_link_shows_nothing_after_its_end_even_where_it_was_open(visit, sent):
    guest = visit(None, width=390)
    assert guest.open(f"/questionnaire/{sent.token}/") == 200
    inside = guest.page.url.removeprefix(guest.address)
    ReplyLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))

    shut(guest, inside)
    shut(guest, f"/questionnaire/{sent.token}/")
    shut(visit(None), f"/questionnaire/{sent.token}/")


def test_a_link_passed_on_after_the_hand_in_shows_nothing_to_others(visit, sent):
    guest = visit(None, width=390)
    guest.open(f"/questionnaire/{sent.token}/")
    hand_in(guest)
    inside = guest.page.url.removeprefix(guest.address)

    shut(visit(None), f"/questionnaire/{sent.token}/")
    shut(visit(None), inside)
    assert guest.open(f"/questionnaire/{sent.token}/") == 200
    assert guest.page.get_by_role("heading", name="Handed in").is_visible()
    assert guest.complaints == []

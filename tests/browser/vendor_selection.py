"""Steps of the walk from a longlist to the choice, each in front of the pages that people use."""

import re

from vendors.models import Vendor, VendorSelection

COST, USE, SAFE = "Low cost over five years", "Pays with use", "Data security and location"


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

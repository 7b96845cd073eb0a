"""From a chosen vendor to a signed contract."""

from vendors.clauses import REQUIRED
from vendors.models import Contract


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

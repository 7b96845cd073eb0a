"""Parts of a contract, made by the same actions as people use."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import number, user_as
from tests.vendors.factories import make_contract
from vendors.actions import contracts as actions
from vendors.models import (
    Contract,
    ContractChange,
    ContractFee,
    ContractNotice,
    ContractReview,
    ContractStage,
    ExitPlan,
    ExitStep,
    Obligation,
    Vendor,
)

TODAY = datetime.date.today


def days(n: int) -> datetime.date:
    return TODAY() + datetime.timedelta(days=n)


def make_signed(programme, *, contact=False, **terms) -> Contract:
    """Signed without the whole choice of a vendor before it, which has tests of its own."""
    vendor = Vendor.objects.create(programme=programme, name=f"Provider {number()}")
    Vendor.objects.filter(pk=vendor.pk).update(state="contracted")
    vendor.refresh_from_db()
    if contact:
        vendor.contacts.add(user_as("vendor_contact", programme))
    contract = make_contract(programme, vendor=vendor, **terms)
    Contract.objects.filter(pk=contract.pk).update(state="signed", signed_on=TODAY())
    return Contract.objects.get(pk=contract.pk)


def make_review(programme, *, contract=None, role="manager", field="legal", submitted=True) -> ContractReview:
    vendor = Vendor.objects.create(programme=programme, name=f"Provider {number()}")
    Vendor.objects.filter(pk=vendor.pk).update(state="chosen")
    vendor.refresh_from_db()
    contract = contract or make_contract(programme, vendor=vendor)
    actions.name_reviewers(contract, {field: user_as(role, programme)}, by=user_as("consultant", programme))
    contract.refresh_from_db()
    if submitted and contract.state == "draft":
        actions.submit_contract(contract, by=user_as("consultant", programme))
    return ContractReview.objects.filter(contract=contract, field=field).first()


def make_stage(contract, *, due=None, **fields) -> ContractStage:
    terms = {"measure": "Records without error", "target": Decimal(99), "unit": "%"} | fields
    stage = ContractStage(contract=contract, name=f"Stage {number()}", due=due or days(10), **terms)
    return actions.add_stage(stage, by=user_as("manager", contract.programme))


def make_reported(contract, *, by="consultant", measured=99) -> ContractStage:
    stage = make_stage(contract)
    user = user_as(by, contract.programme)
    return actions.report_stage(stage, measured=Decimal(measured), report="Counted twice.", by=user)


def make_obligation(contract, *, side="vendor", first_due=None, **fields) -> Obligation:
    owner = {"owner": user_as("manager", contract.programme)} if side == "ours" else {}
    item = Obligation(
        contract=contract, text=f"Report {number()}", side=side, first_due=first_due or days(5), **(owner | fields)
    )
    return actions.add_obligation(item, by=user_as("manager", contract.programme))


def make_fee(contract, *, kind="per_user", tiers=(), **fields) -> ContractFee:
    fee = ContractFee(contract=contract, name=f"Seats {number()}", kind=kind, **fields)
    return actions.add_fee(fee, by=user_as("manager", contract.programme), tiers=tiers)


def make_change(contract, *, state="draft", **fields) -> ContractChange:
    terms = {"once": Decimal(500), "monthly": Decimal(50), "takes_effect_on": contract.starts_on} | fields
    change = ContractChange(contract=contract, title="One more link", reason="Nobody thought of it.", **terms)
    manager, sponsor = user_as("manager", contract.programme), user_as("sponsor", contract.programme)
    actions.add_change(change, by=manager)
    if state in ("asked", "approved"):
        actions.ask_for_change(change, by=manager)
    if state == "approved":
        actions.decide_change(change, approved=True, reason="Needed.", by=sponsor)
    return change


def make_plan(contract, *, steps=0, **fields) -> ExitPlan:
    words = {"data": "Customers and history", "format": "CSV", "deletion": "Within 60 days, on record"} | fields
    manager = user_as("manager", contract.programme)
    plan = actions.save_exit_plan(ExitPlan(contract=contract, **words), by=manager)
    for n in range(steps):
        actions.add_exit_step(ExitStep(plan=plan, text=f"Step {n}", owner=manager, due=days(30 + n)), by=manager)
    return plan


def make_notice(contract, **fields) -> ContractNotice:
    words = {"given_on": TODAY(), "by_whom": "Sam Sponsor", "note": "Too dear."} | fields
    return actions.give_notice(ContractNotice(contract=contract, **words), by=user_as("sponsor", contract.programme))


def paper(name="contract.pdf", content=b"%PDF-1.4 one") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")

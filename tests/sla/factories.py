"""Agreements, measurements and breaches for tests, made through the same actions as in the product."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from core.actions import create
from sla import actions, rules
from sla.credits import Tier
from sla.exclusions import actions as exclusion_actions
from sla.exclusions.sides import contacts_of
from sla.intake import imports
from sla.models import Agreement, Breach, Exclusion, Objective, ServiceCalendar, Statement
from sla.statements import actions as statement_actions
from sla.statements import drafting
from tests.factories import number, user_as
from vendors.models import Contract, Vendor

S3 = (("99.0", "99.9", "10"), ("95.0", "99.0", "25"), ("0", "95.0", "100"))
START = datetime.date(2025, 1, 1)


def make_contract(programme, *, contact=None, monthly_fee="1000.00", time_zone="UTC", starts_on=START, state="signed"):
    vendor = Vendor.objects.create(programme=programme, name=f"Vendor {number()}")
    if contact:
        vendor.contacts.add(contact)
    contract = Contract(
        programme=programme,
        vendor=vendor,
        name=f"Contract {number()}",
        starts_on=starts_on,
        monthly_fee=Decimal(monthly_fee),
        time_zone=time_zone,
    )
    contract.save()
    Contract.objects.filter(pk=contract.pk).update(state=state)
    return Contract.objects.get(pk=contract.pk)


def tiers(rows=S3) -> list[Tier]:
    return [Tier(lower=Decimal(low), upper=Decimal(high), earns=Decimal(share)) for low, high, share in rows]


def make_agreement(programme, *, contract=None, in_force=True, monitor="shop", target="99.9", table=S3, **fields):
    """With one availability objective and its tiers, in force unless told otherwise."""
    fields = {"claim_days": 3650} | fields
    agreement = Agreement(
        programme=programme,
        contract=contract or make_contract(programme),
        name=f"Agreement {number()}",
        service="CRM",
        **fields,
    )
    create(agreement, permission="sla.edit_agreement", by=None)
    make_objective(agreement, monitor=monitor, target=target)
    rules.set_steps(agreement, Objective.Kind.AVAILABILITY, tiers(table), by=user_as("manager", programme))
    if in_force:
        actions.put_in_force(agreement, by=user_as("manager", programme))
    return Agreement.objects.get(pk=agreement.pk)


def make_objective(agreement, **fields):
    fields = {"monitor": "shop", "target": "99.9", "valid_from": START, "max_silence_hours": 744} | fields
    fields["target"] = Decimal(fields["target"])
    return actions.add_objective(Objective(agreement=agreement, **fields), by=user_as("manager", agreement.programme))


def csv_of(*rows, header="monitor,timestamp_utc,status,http_code,response_ms"):
    return "\n".join([header, *rows, ""]).encode()


#: January 2025: 60 minutes down of 44,640; February up. 99.8656 %, tier 10 %.
BREACH = csv_of(
    "shop,2024-12-31T23:00:00Z,up,200,120",
    "shop,2025-01-10T10:00:00Z,down,0,0",
    "shop,2025-01-10T11:00:00Z,up,200,150",
    "shop,2025-02-01T00:00:00Z,up,200,130",
    "shop,2025-03-01T00:00:00Z,up,200,140",
)


def upload(content=BREACH, name="log.csv"):
    return SimpleUploadedFile(name, content, content_type="text/csv")


def look_at(agreement, content=BREACH, **fields):
    by = user_as("manager", agreement.programme)
    return imports.dry_run(agreement, upload=upload(content), source_note="Our own monitor.", by=by, **fields)


def bring_in(agreement, content=BREACH):
    return imports.take_in(look_at(agreement, content), by=user_as("manager", agreement.programme))


def make_breach(programme, agreement=None) -> Breach:
    agreement = agreement or make_agreement(programme)
    bring_in(agreement)
    return Breach.objects.get(objective__agreement=agreement)


def make_proposal(
    agreement, start="2025-01-10T10:00:00+00:00", end="2025-01-10T11:00:00+00:00", *, by="manager", **fields
):
    """One that waits for the other side."""
    exclusion = Exclusion(
        agreement=agreement,
        start=datetime.datetime.fromisoformat(start),
        end=datetime.datetime.fromisoformat(end),
        **{"kind": Exclusion.Kind.THIRD_PARTY, "reason": "New hardware"} | fields,
    )
    return exclusion_actions.propose(exclusion, by=user_as(by, agreement.programme))


def make_exclusion(
    agreement, start="2025-01-10T10:00:00+00:00", end="2025-01-10T11:00:00+00:00", **fields
) -> Exclusion:
    """One that both sides agreed to; the sponsor writes down or gives the answer."""
    proposed = make_proposal(agreement, start, end, **fields)
    by = "manager" if proposed.proposed_side == "provider" else "sponsor"
    if contact := contacts_of(agreement).first():
        person = contact if proposed.proposed_side == "customer" else user_as(by, agreement.programme)
    else:
        person = user_as(by, agreement.programme)
    return exclusion_actions.agree(proposed, by=person, answer="By e-mail.")


def make_statement(programme, agreement=None, *, state="issued", month=datetime.date(2025, 1, 1)) -> Statement:
    """Of January 2025, checked by the manager and issued by the sponsor; the provider has a contact unless one is given."""
    if agreement is None:
        contract = make_contract(programme, contact=user_as("vendor_contact", programme))
        agreement = make_agreement(programme, contract=contract)
        bring_in(agreement)
    statement = drafting.draft(agreement, month, by=user_as("manager", programme))
    if state == "draft":
        return statement
    statement_actions.check(statement, by=user_as("manager", programme))
    if state == "checked":
        return statement
    statement_actions.issue(statement, by=user_as("sponsor", programme))
    vendor = contacts_of(agreement).first() or user_as("manager", programme)
    if state == "acknowledged":
        statement_actions.acknowledge(statement, by=vendor, note="By e-mail.")
    if state == "objected":
        statement_actions.object_to(statement, by=vendor, reason="The outage was announced.")
    return statement


def make_calendar(programme, *, name=None, hours=((540, 1080),), zone="UTC", **fields) -> ServiceCalendar:
    """Monday to Friday from 9 to 18 unless told otherwise."""
    week = [[list(span) for span in hours] if day < 5 else [] for day in range(7)]
    calendar = ServiceCalendar(
        programme=programme,
        name=name or f"Calendar {number()}",
        time_zone=zone,
        week=fields.pop("week", week),
        **fields,
    )
    return create(calendar, permission="sla.edit_calendar", by=None)

"""The service that the demonstration rents: measured by real records, moved in time; one month below its target."""

import csv
import datetime
import io
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from core.actions import create
from implementation.programme.story import Story, scene
from sla import actions, breaches, chronic, rules
from sla.credits import Tier
from sla.demo_consent import vendor_answers as vendor_answers
from sla.demo_promises import latest_tickets as latest_tickets
from sla.demo_sources import connect_the_probe as connect_the_probe
from sla.exclusions import actions as exclusion_actions
from sla.intake import imports
from sla.models import Agreement, ChronicRule, Credit, CreditRule, Exclusion, Objective
from vendors.models import Contract

RECORDS = Path(settings.BASE_DIR).parent / "shared/data/sla/upptime_matbenfield/measurements.csv"
SOURCE = "https://github.com/MatBenfield/up"
MONITOR = "to-cf-cws"
#: The day of the longest outages in the records, and where it falls in the story.
OUTAGE, OUTAGE_AT = datetime.date(2021, 3, 17), -35
IN_FORCE, FIRST_IMPORT, LAST_RECORD = -124, -62, -2
COLUMNS = ["monitor", "timestamp_utc", "status", "http_code", "response_ms"]


def shift(story: Story) -> int:
    """By how many whole days the records are moved."""
    return (story.day(OUTAGE_AT) - OUTAGE).days


def real_rows(story: Story) -> list[tuple]:
    days = datetime.timedelta(days=shift(story))
    with RECORDS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["monitor"] == MONITOR]
    return [
        (datetime.datetime.fromisoformat(row["timestamp_utc"]) + days, *(row[name] for name in COLUMNS[2:]))
        for row in rows
    ]


def generated_rows(story: Story) -> list[tuple]:
    """One record a day and two outages, where the real records are not at hand."""
    start = datetime.datetime.combine(story.day(IN_FORCE - 2), datetime.time(21), datetime.UTC)
    days = LAST_RECORD - IN_FORCE + 3
    rows = [(start + datetime.timedelta(days=n), "up", 200, 110 + n * 37 % 240) for n in range(days)]
    down = datetime.datetime.combine(story.day(OUTAGE_AT), datetime.time(16), datetime.UTC)
    for begin, length in ((down, 18), (down + datetime.timedelta(minutes=65), 38)):
        rows.append((begin, "down", 0, 0))
        rows.append((begin + datetime.timedelta(minutes=length), "up", 200, 180))
    return sorted(rows)


def log_until(story: Story, day: int) -> SimpleUploadedFile:
    rows = real_rows(story) if RECORDS.exists() else generated_rows(story)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for at, *rest in rows:
        if at.date() <= story.day(day):
            writer.writerow([MONITOR, f"{at:%Y-%m-%dT%H:%M:%SZ}", *rest])
    name = f"monitor-{story.day(day):%Y-%m-%d}.csv"
    return SimpleUploadedFile(name, text.getvalue().encode(), content_type="text/csv")


def origin(story: Story) -> str:
    if not RECORDS.exists():
        return story.say("Generated for this demonstration; nobody measured it.", "为演示而生成的记录，并非实际测量。")
    days = shift(story)
    english = (
        f"Real records of monitor “{MONITOR}” from {SOURCE} (Upptime history, licence ODbL 1.0), "
        f"shifted by {days} days for this demonstration."
    )
    chinese = (
        f"监控项“{MONITOR}”的真实记录，来源 {SOURCE}（Upptime 历史数据，许可 ODbL 1.0），为演示整体后移 {days} 天。"
    )
    return story.say(english, chinese)


def agreement_of(story: Story) -> Agreement:
    return Agreement.objects.select_related("contract").get(programme=story.programme)


@scene(day=-131, order=60)
def draft_the_agreement(story):
    consultant, factor = story.cast["consultant"], 6 if story.zh else 1
    contract = Contract.objects.filter(programme=story.programme).order_by("pk").first()
    agreement = create(
        Agreement(
            programme=story.programme,
            contract=contract,
            name=story.say("Service levels of the CRM", "客户关系管理系统服务等级协议"),
            service=story.say("CRM in the browser", "浏览器端系统服务"),
            minimum_credit=Decimal(10 * factor),
            monthly_cap=Decimal(720 * factor),
            annual_cap=Decimal(2900 * factor),
            minimum_clause="§ 9.3",
            monthly_cap_clause="§ 9.4",
            annual_cap_clause="§ 9.4",
            claim_clause="§ 9.6",
            claim_days=60,
            notice_hours=72,
        ),
        permission="sla.edit_agreement",
        by=consultant,
    )
    begin = story.day(IN_FORCE)
    up = Objective(agreement=agreement, kind="availability", monitor=MONITOR, target=Decimal("99.9"), valid_from=begin)
    fast = Objective(
        agreement=agreement,
        kind="response_time",
        monitor=MONITOR,
        target=Decimal(90),
        limit_ms=800,
        valid_from=begin,
    )
    for objective in (up, fast):
        actions.add_objective(objective, by=consultant)
    table = [("99.0", "99.9", "10"), ("95.0", "99.0", "25"), ("0", "95.0", "100")]
    tiers = [Tier(lower=Decimal(low), upper=Decimal(high), earns=Decimal(share)) for low, high, share in table]
    rule = CreditRule(agreement=agreement, kind=Objective.Kind.AVAILABILITY, clause="§ 9.2")
    rules.add_rule(rule, tiers, by=consultant)
    chronic.add_terms(ChronicRule(objective=up, mark=Decimal(99), clause="§ 9.5"), by=consultant)


@scene(day=IN_FORCE)
def sign_the_agreement(story):
    actions.put_in_force(agreement_of(story), by=story.cast["manager"])


@scene(day=-76)
def agree_on_maintenance(story):
    start = datetime.datetime.combine(story.day(-70), datetime.time(1), story.programme.organisation.zone)
    exclusion = Exclusion(
        agreement=agreement_of(story),
        kind=Exclusion.Kind.MAINTENANCE,
        start=start,
        end=start + datetime.timedelta(hours=3),
        reason=story.say("Database moved to new hardware; told six days before", "数据库迁移至新硬件，提前六天通知"),
        notice_at=start - datetime.timedelta(days=6),
    )
    exclusion_actions.propose(exclusion, by=story.cast["vendor_contact"])
    exclusion_actions.agree(exclusion, by=story.cast["consultant"], answer=story.say("Agreed.", "同意。"))


def _import(story: Story, until: int) -> None:
    agreement, by = agreement_of(story), story.cast["consultant"]
    batch = imports.dry_run(agreement, upload=log_until(story, until), source_note=origin(story), by=by)
    imports.take_in(batch, by=by)


@scene(day=FIRST_IMPORT, order=40)
def first_measurements(story):
    _import(story, FIRST_IMPORT - 1)


@scene(day=-1, order=40)
def latest_measurements(story):
    _import(story, LAST_RECORD)


@scene(day=-1, order=60)
def claim_the_credit(story):
    note = story.say("With the next invoice, as § 9 says.", "依第九条，请于下期发票抵扣。")
    for credit in Credit.objects.filter(breach__objective__agreement__programme=story.programme, state="computed"):
        if credit.waits_for_claim:
            breaches.claim(credit, by=story.cast["manager"], note=note)

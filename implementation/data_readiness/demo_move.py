"""Fictitious cards of a fair with people on them twice, and the move tried until it is right."""

import csv
import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile

from core.workflow import perform
from implementation.data_readiness import actions
from implementation.data_readiness.actions import duplicates as finding
from implementation.data_readiness.actions import rehearsals as moving
from implementation.data_readiness.models import DataDomain, DuplicateRun, Rehearsal, RehearsalReject, RehearsalTotal
from implementation.programme.story import Story, scene

CARDS, TWICE, REVIEWED = 90, 26, 22
FIRST = ("Alma", "Bruno", "Clara", "David", "Elsa", "Felix", "Greta", "Hugo", "Ida", "Jonas")
LAST = ("Muster", "Beispiel", "Sample", "Example", "Nobody", "Testman", "Placeholder", "Invented")
GIVEN = "伟芳娜敏静丽强磊军洋"
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
PLACES = ("Hamburg", "Munich", "Cologne", "Bonn"), ("苏州", "南京", "杭州", "宁波")

#: domain -> rehearsals: (day, read, loaded, rejected, minutes, [(English, Chinese, rows)])
REHEARSALS = {
    "customer": [
        (-72, 4200, 3780, 412, 190, [("No country", "缺少国家", 230), ("Phone is no number", "电话不是号码", 141), ("Unknown owner", "负责人不存在", 41)]),
        (-58, 4188, 4101, 87, 150, [("Phone is no number", "电话不是号码", 66), ("Unknown owner", "负责人不存在", 21)]),
        (-50, 4180, 4168, 12, 135, [("Phone is no number", "电话不是号码", 12)]),
    ],
    "product": [(-54, 1150, 1146, 4, 22, [("Unit is unknown", "计量单位未知", 4)])],
    "transaction": [(-12, 61000, 60210, 790, 410, [("Customer is not there", "客户不存在", 790)])],
}  # fmt: skip


def _cards(story: Story) -> bytes:
    chance = random.Random(11)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    english, chinese = (
        ["card", "name", "company", "phone", "email", "city"],
        ["编号", "姓名", "公司名称", "手机", "邮箱", "城市"],
    )
    writer.writerow(chinese if story.zh else english)
    rows = [_card(story, n, chance) for n in range(CARDS)]
    copies = [_copied(story, row, chance) for row in rows[:TWICE]]
    for n, row in enumerate(rows + copies):
        writer.writerow([str(n + 1), *row])
    return text.getvalue().encode()


def _card(story: Story, n: int, chance: random.Random) -> list[str]:
    city = chance.choice(PLACES[story.zh])
    if story.zh:
        name = chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(GIVEN)
        company = f"{city}虚构{chance.choice(GIVEN)}{chance.choice(GIVEN)}{chance.choice('科贸建服')}业有限公司"
        return [name, company, f"1391234{n:04d}", f"card{n}@example.com", city]
    company = f"{chance.choice(LAST)} {chance.choice(FIRST)} {chance.choice(('Tools', 'Foods', 'Paper', 'Glass'))} GmbH"
    return [
        f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        company,
        f"+49 30 9018{n:04d}",
        f"card{n}@example.com",
        city,
    ]


def _copied(story: Story, row: list[str], chance: random.Random) -> list[str]:
    """As somebody else would have typed the card."""
    name, company, phone, email, city = row
    if story.zh:
        company = company.replace("有限公司", chance.choice(("", "股份有限公司")))
        return [name, company, f"+86 {phone}", chance.choice((email, "")), city]
    first, last = name.split()
    at = chance.randrange(1, len(last) - 1)
    slipped = last[:at] + last[at + 1] + last[at] + last[at + 2 :]
    return [
        f"{first} {slipped}",
        company.removesuffix(" GmbH"),
        phone.replace("+49 ", "0"),
        chance.choice((email, "")),
        city,
    ]


def _searched(story: Story, data_file) -> DuplicateRun:
    """Asked for as people do; the worker's part is done at once."""
    by = story.cast["consultant"]
    run = finding.start_search(data_file, roles=finding.guessed_roles(data_file), by=by)
    finding.search(run.pk)
    return DuplicateRun.objects.get(pk=run.pk)


@scene(day=-45)
def search_customers(story: Story) -> None:
    _searched(story, story.kept["data customers file"])


@scene(day=-20)
def review_cards(story: Story) -> None:
    by = story.cast["consultant"]
    upload = SimpleUploadedFile(story.say("fair-cards.csv", "展会名片.csv"), _cards(story))
    cards = actions.bring_file(story.kept["data cards"], upload, country="CN" if story.zh else "DE", by=by)
    reason = story.say("Until the cards are merged.", "名片合并完成之前需要保留。")
    actions.keep_rows(cards, reason=reason, until=story.day(60), by=story.cast["manager"])
    run = _searched(story, cards)
    for pair in run.pairs.order_by("turn")[:REVIEWED]:
        finding.judge(pair, "same" if pair.second_row - pair.first_row == CARDS else "different", by=by)


def _rehearsed(story: Story, kind: str, at: int, by) -> Rehearsal:
    """Planned, run, with totals and the reasons of the rejected rows."""
    day, read, loaded, rejected, minutes, why = REHEARSALS[kind][at]
    domain = DataDomain.objects.get(programme=story.programme, kind=kind)
    modules = {"customer": "master_data", "product": "sales", "transaction": "sales"}
    planned = Rehearsal(domain=domain, module=modules[kind], on=story.day(day))
    found = moving.plan_rehearsal(planned, by=by)
    figures = {"read": read, "loaded": loaded, "rejected": rejected, "minutes": minutes}
    moving.record_rehearsal(found, by=by, **figures)
    off = read - loaded - rejected
    total = RehearsalTotal(
        rehearsal=found,
        name=story.say("Records that are not rejected", "未被拒绝的记录数"),
        source_value=read - rejected,
        target_value=read - rejected - off,
    )
    moving.add_line(total, by=by)
    for english, chinese, rows in why:
        moving.add_line(RehearsalReject(rehearsal=found, reason=story.say(english, chinese), rows=rows), by=by)
    return found


@scene(day=-72)
def rehearse_customers(story: Story) -> None:
    found = _rehearsed(story, "customer", 0, story.cast["consultant"])
    note = story.say("Eight rows are lost between export and import.", "导出与导入之间丢失了 8 行。")
    perform(found, "give_up", by=story.cast["consultant"], note=note)


@scene(day=-58)
def rehearse_customers_again(story: Story) -> None:
    perform(_rehearsed(story, "customer", 1, story.cast["consultant"]), "reconcile", by=story.cast["consultant"])


@scene(day=-54)
def rehearse_articles(story: Story) -> None:
    found = _rehearsed(story, "product", 0, story.cast["manager"])
    perform(found, "reconcile", by=story.cast["manager"])
    moving.sign_rehearsal(found, by=story.cast["consultant"])


@scene(day=-50)
def sign_customers(story: Story) -> None:
    found = _rehearsed(story, "customer", 2, story.cast["consultant"])
    perform(found, "reconcile", by=story.cast["consultant"])
    moving.sign_rehearsal(found, by=story.cast["manager"])


@scene(day=-12)
def rehearse_orders(story: Story) -> None:
    """Still to be signed; the owner is asked."""
    found = _rehearsed(story, "transaction", 0, story.cast["consultant"])
    perform(found, "reconcile", by=story.cast["consultant"])

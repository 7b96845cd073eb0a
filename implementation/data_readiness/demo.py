"""Fictitious customers, profiled twice: as they were found, and after the worst was mended."""

import csv
import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile

from core import actions as record_actions
from implementation.data_readiness import actions
from implementation.data_readiness import demo_move as demo_move
from implementation.data_readiness.models import DataSource, LegalBasis, QualityRule
from implementation.data_readiness.suggestions import suggested
from implementation.programme.story import Story, scene

EDIT = "data_readiness.edit_data"
ROWS = 300
FAMILY, GIVEN = "王李张刘陈杨黄赵吴周", "伟芳娜敏静丽强磊军洋"
FIRST = ("Alma", "Bruno", "Clara", "David", "Elsa", "Felix", "Greta", "Hugo", "Ida", "Jonas")
LAST = ("Muster", "Beispiel", "Sample", "Example", "Nobody", "Testman", "Placeholder", "Invented")
CITIES_ZH = (("苏州", "江苏"), ("南京", "江苏"), ("杭州", "浙江"), ("宁波", "浙江"), ("深圳", "广东"))
CITIES_EN = (
    ("Hamburg", "Hamburg"),
    ("Munich", "Bavaria"),
    ("Augsburg", "Bavaria"),
    ("Cologne", "NRW"),
    ("Bonn", "NRW"),
)


@scene(day=-258)
def take_stock(story: Story) -> None:
    """Who owns which domain, and where its data comes from."""
    cast, domains = story.cast, {domain.kind: domain for domain in story.programme.datadomains.all()}
    owners = {"customer": "manager", "product": "consultant", "transaction": "manager"}
    for kind, role in owners.items():
        record_actions.change(domains[kind], permission=EDIT, by=cast["manager"], owner=cast[role])
    told = (
        ("customer", story.say("Customers in the ERP", "ERP 中的客户"), LegalBasis.CONTRACT, 4200, "customers"),
        ("customer", story.say("Cards of the trade fair", "展会名片"), LegalBasis.UNKNOWN, 380, "cards"),
        ("product", story.say("Articles in the ERP", "ERP 中的产品"), LegalBasis.NOT_PERSONAL, 1150, "articles"),
        ("transaction", story.say("Orders in the ERP", "ERP 中的订单"), LegalBasis.CONTRACT, 61000, "orders"),
    )
    for kind, name, basis, size, key in told:
        source = DataSource(
            domain=domains[kind],
            name=name,
            system=story.say("ERP (old)", "旧 ERP") if key != "cards" else story.say("Sales folder", "销售文件夹"),
            owner=cast["manager"] if key != "cards" else None,
            format="database" if key != "cards" else "xlsx",
            size=size,
            personal=kind != "product",
            legal_basis=basis,
        )
        story.kept[f"data {key}"] = record_actions.create(source, permission=EDIT, by=cast["consultant"])


def _customers(story: Story, *, wrong: float) -> bytes:
    chance = random.Random(7)
    head_zh = ["客户编号", "姓名", "公司名称", "手机", "邮箱", "城市", "省份", "最近订单"]
    head_en = ["customer number", "name", "company", "phone", "email", "city", "state", "last order"]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head_zh if story.zh else head_en)
    for n in range(ROWS):
        row = _customer(story, n, chance)
        for place, bad in ((3, "1380"), (4, "kunde@example"), (7, "31.02.2025"), (6, ""), (0, "K-00001")):
            if chance.random() < wrong:
                row[place] = chance.choice([bad, bad, ""])
        writer.writerow(row)
    return text.getvalue().encode("gb18030" if story.zh else "utf-8")


def _customer(story: Story, n: int, chance: random.Random) -> list[str]:
    city, state = chance.choice(CITIES_ZH if story.zh else CITIES_EN)
    if story.zh:
        name = chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(GIVEN)
        company, phone = f"{city}虚构{chance.choice(GIVEN)}{n}有限公司", f"1391234{n:04d}"
    else:
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        company, phone = f"{chance.choice(LAST)} & {chance.choice(LAST)} {n} GmbH", f"+49 30 9018{n:04d}"
    order = story.day(-300 - chance.randrange(500))
    return [f"K-{n:05d}", name, company, phone, f"kunde{n}@example.com", city, state, order.isoformat()]


def _profile(story: Story, *, wrong: float, name: str):
    """Upload and profile as people do; the worker's part is done at once."""
    by = story.cast["consultant"]
    upload = SimpleUploadedFile(name, _customers(story, wrong=wrong))
    country = "CN" if story.zh else "DE"
    found = actions.bring_file(story.kept["data customers"], upload, country=country, by=by)
    actions.ask_for_profile(found, by=by)
    return found, actions.run_profile(found.pk)


@scene(day=-240)
def profile_what_is_there(story: Story) -> None:
    by, source = story.cast["consultant"], story.kept["data customers"]
    found, profile = _profile(story, wrong=0.25, name=story.say("customers-export.csv", "客户导出.csv"))
    actions.take_rules(source, suggested(profile), by=by)
    city, state = (found.columns[place]["name"] for place in (5, 6))
    same = QualityRule(source=source, kind="same", column=city, second=state, target=98)
    record_actions.create(same, permission=EDIT, by=by)
    actions.ask_for_profile(found, by=by)
    actions.run_profile(found.pk)
    actions.delete_rows(found, by=None)


@scene(day=-46)
def profile_what_was_mended(story: Story) -> None:
    """Before the pilot; kept for the review of duplicates."""
    found, _profile_made = _profile(story, wrong=0.02, name=story.say("customers-mended.csv", "客户清理后.csv"))
    reason = story.say("Needed for the review of duplicates before the move.", "迁移前复核重复客户需要这些数据。")
    actions.keep_rows(found, reason=reason, until=story.day(60), by=story.cast["manager"])
    story.kept["data customers file"] = found

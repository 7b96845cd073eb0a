"""Three vendors are gathered, and what they are judged by is fixed."""

from decimal import Decimal

from core.actions import create
from core.workflow import perform
from implementation.programme.story import scene
from vendors import actions
from vendors.models import Reference, Vendor
from vendors.pairs import levels_of

EVALUATORS = ("manager", "consultant", "executive")

VENDORS = (
    ("Cloudbridge (fictitious)", "云桥软件（虚构）"),
    ("Clearwater CRM (fictitious)", "清河客户云（虚构）"),
    ("Northlake Suite (fictitious)", "北湖套件（虚构）"),
)


#: what is known of each firm, in the order of VENDORS; money in thousands of the organisation's currency
FACTS = (
    {"founded": 2009, "employees": 140, "clients": 380, "set_up_fee": 16, "monthly_fee": "2.4", "weeks_to_start": 10},
    {"founded": 2004, "employees": 620, "clients": 1900, "set_up_fee": 24, "monthly_fee": "3.1", "weeks_to_start": 16},
    {"founded": 2021, "employees": 35, "clients": 60, "set_up_fee": 9, "monthly_fee": "1.7", "weeks_to_start": 8},
)
#: what the manager and the consultant say of the groups: value, start, safety, fit; each pair in that order
JUDGEMENTS = {"manager": (1, 2, 3, 2, 3, 2), "consultant": (1, 1, 3, 1, 4, 2)}


@scene(day=-179)
def look_at_the_criteria(story):
    """The library is opened, and two demands are taken from it."""
    selection = actions.current_round(story.programme)
    actions.pick_knock_outs(selection, ["full_export", "penalties"], by=story.cast["manager"])


@scene(day=-178)
def gather_vendors(story):
    notes = (
        story.say("Serves forty firms of our size.", "服务四十家同规模企业。"),
        story.say("Strong links to stock and finance systems.", "与库存、财务系统接口完善。"),
        story.say("Cheapest offer; young company.", "报价最低，公司成立不久。"),
    )
    seats = (story.say("Utrecht", "杭州"), story.say("Dublin", "上海"), story.say("Oulu", "成都"))
    products = (
        story.say("Bridge CRM", "云桥客户云"),
        story.say("Clearwater", "清河客户云"),
        story.say("Lake One", "北湖一号"),
    )
    for names, note, seat, product, facts in zip(VENDORS, notes, seats, products, FACTS, strict=True):
        known = facts | {"country": seat, "product": product, "data_location": seat}
        factor = 6000 if story.zh else 1000
        for fee in ("set_up_fee", "monthly_fee"):
            known[fee] = Decimal(facts[fee]) * factor
        vendor = Vendor(programme=story.programme, name=story.say(*names), note=note, **known)
        create(vendor, permission="vendors.edit_vendor", by=story.cast["consultant"])
        perform(vendor, "shorten", by=story.cast["manager"])
    kept = Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[0]))
    actions.serve_vendor(kept, [story.cast["vendor_contact"]], by=story.cast["manager"])


@scene(day=-175)
def fix_the_weights(story):
    selection = actions.current_round(story.programme)
    people = [story.cast[role] for role in EVALUATORS]
    actions.name_evaluators(selection, people, by=story.cast["manager"])
    actions.fix_criteria(selection, by=story.cast["manager"])


@scene(day=-177)
def compare_in_pairs(story):
    """Two people compare the groups; the weights stay as they were agreed by hand, their view stands beside them."""
    selection = actions.current_round(story.programme)
    actions.name_judges(selection, [story.cast[role] for role in JUDGEMENTS], by=story.cast["manager"])
    levels = levels_of(selection)
    for role, groups in JUDGEMENTS.items():
        judge = selection.judges.get(user=story.cast[role])
        within = [1] * sum(len(level.pairs) for level in levels[1:])
        names = [name for level in levels for name, _first, _second in level.pairs]
        actions.save_judgements(judge, dict(zip(names, (*groups, *within), strict=True)), by=story.cast[role])
        actions.submit_judgements(judge, by=story.cast[role])


@scene(day=-170)
def answer_the_knock_outs(story):
    selection = actions.current_round(story.programme)
    shown = {
        "full_export": story.say("Full export made in the trial.", "试用时完成了全量导出。"),
        "penalties": story.say("Said in the letter of offer.", "已在报价函中书面承诺。"),
    }
    answers = {
        (vendor.pk, demand.pk): (True, shown[demand.key])
        for vendor in actions.contenders(selection)
        for demand in selection.knock_outs.all()
    }
    actions.answer_knock_outs(selection, answers, by=story.cast["consultant"])


@scene(day=-168)
def ask_a_reference(story):
    vendor = Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[0]))
    reference = Reference(
        vendor=vendor,
        client=story.say("Lakeside Tools (fictitious)", "湖畔工具有限公司（虚构）"),
        asked=story.say("Head of sales", "销售负责人"),
        asked_on=story.day(-168),
        said=story.say("In use after nine weeks; support answers the same day.", "九周后上线；售后当天回复。"),
        would_again=True,
    )
    create(reference, permission="vendors.edit_vendor", by=story.cast["consultant"])


@scene(day=-160)
def look_into_the_first(story):
    """Everything is settled before the contract is reviewed; one concern goes on into the register."""
    vendor = Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[0]))
    actions.begin_diligence(vendor, by=story.cast["consultant"])
    found = {
        "finance": story.say("Accounts of three years read: a profit each year.", "查阅三年年报，逐年盈利。"),
        "insolvency": story.say("Nothing in the public registers.", "公开登记无异常。"),
        "references": story.say("Two clients asked, both content.", "询问两家客户，均表示满意。"),
        "competitors": story.say(
            "Serves one competitor of ours, with the same team.", "同一团队还服务我们的一家竞争对手。"
        ),
        "data_access": story.say("Six named people, every look recorded.", "仅六名指定人员可访问，均有记录。"),
        "data_location": story.say("Two data centres in the country.", "两处境内数据中心。"),
        "certificates": story.say(
            "Report of the outside check read, valid a year.", "查阅了外部审计报告，有效期一年。"
        ),
    }
    for item in vendor.diligence.all():
        result = "concern" if item.kind == "competitors" else "ok"
        actions.record_finding(item, result=result, finding=found[item.kind], by=story.cast["consultant"])

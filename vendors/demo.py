"""How the demonstration comes to its vendor: the way decided, three vendors scored, one chosen, a contract signed."""

from decimal import Decimal

from core.actions import create
from core.workflow import perform
from implementation.programme.story import scene
from vendors import actions
from vendors.models import Clause, Contract, Sourcing, SourcingOption, Vendor

#: thousands of euros by year, 0 to 4; in yuan they are six times as much
COSTS = {
    "build": {
        "acquisition": (70, 25, 0, 0, 0),
        "staff": (10, 22, 24, 24, 24),
        "running": (4, 12, 12, 13, 13),
        "maintenance": (0, 14, 16, 17, 18),
        "switching": (6, 0, 0, 0, 4),
    },
    "buy": {
        "acquisition": (46, 6, 0, 14, 0),
        "staff": (6, 12, 12, 12, 12),
        "running": (3, 10, 10, 11, 11),
        "maintenance": (0, 13, 13, 14, 14),
        "switching": (7, 0, 0, 0, 9),
    },
    "outsource": {
        "acquisition": (18, 0, 0, 0, 0),
        "staff": (4, 8, 7, 7, 7),
        "running": (0, 29, 29, 30, 30),
        "maintenance": (0, 4, 4, 4, 4),
        "switching": (8, 0, 0, 0, 14),
    },
}
MONTHS = {"build": 18, "buy": 8, "outsource": 3}

VENDORS = (
    ("Cloudbridge (fictitious)", "云桥软件（虚构）"),
    ("Clearwater CRM (fictitious)", "清河客户云（虚构）"),
    ("Northlake Suite (fictitious)", "北湖套件（虚构）"),
)
#: role -> points by vendor, one for each criterion of the starter list
SCORES = {
    "manager": ((4, 4, 4, 5, 5, 4, 4, 3, 4), (3, 4, 4, 3, 4, 4, 4, 5, 3), (4, 3, 2, 3, 3, 3, 4, 3, 4)),
    "consultant": ((4, 4, 5, 4, 4, 5, 5, 3, 4), (3, 4, 3, 4, 3, 4, 3, 4, 4), (5, 3, 3, 3, 3, 4, 4, 1, 3)),
    "executive": ((3, 3, 4, 4, 4, 4, 4, 4, 3), (4, 5, 4, 4, 3, 3, 4, 4, 3), (4, 3, 3, 4, 2, 4, 3, 4, 3)),
}


@scene(day=-190)
def cost_the_options(story):
    factor = 6000 if story.zh else 1000
    notes = {
        "build": story.say("Two developers of our own for a year and a half.", "需两名自有开发人员投入一年半。"),
        "buy": story.say(
            "Licences and servers in our own cellar; upgrades cost extra.", "自购许可与服务器，升级另计。"
        ),
        "outsource": story.say(
            "Set-up once, then a monthly fee; upgrades included.", "一次开通费，之后按月付费，含升级。"
        ),
    }
    for option in SourcingOption.objects.filter(programme=story.programme):
        rows = COSTS[option.mode].items()
        amounts = {(category, year): Decimal(k * factor) for category, row in rows for year, k in enumerate(row)}
        actions.save_option(
            option,
            by=story.cast["consultant"],
            amounts=amounts,
            months_to_first_use=MONTHS[option.mode],
            note=notes[option.mode],
        )


@scene(day=-185)
def put_the_ways_forward(story):
    actions.submit_sourcing(Sourcing.objects.get(programme=story.programme), by=story.cast["consultant"])


@scene(day=-180)
def decide_the_way(story):
    actions.decide_sourcing(
        Sourcing.objects.get(programme=story.programme),
        option=SourcingOption.objects.get(programme=story.programme, mode="outsource"),
        reason=story.say(
            "Least money at risk, in use in three months, and no servers for us to look after.",
            "资金风险最小，三个月即可上线，且无需自行维护服务器。",
        ),
        by=story.cast["sponsor"],
    )


@scene(day=-178)
def gather_vendors(story):
    notes = (
        story.say("Serves forty firms of our size.", "服务四十家同规模企业。"),
        story.say("Strong links to stock and finance systems.", "与库存、财务系统接口完善。"),
        story.say("Cheapest offer; young company.", "报价最低，公司成立不久。"),
    )
    for names, note in zip(VENDORS, notes, strict=True):
        vendor = Vendor(programme=story.programme, name=story.say(*names), note=note)
        create(vendor, permission="vendors.edit_vendor", by=story.cast["consultant"])
        perform(vendor, "shorten", by=story.cast["manager"])
    kept = Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[0]))
    actions.serve_vendor(kept, [story.cast["vendor_contact"]], by=story.cast["manager"])


@scene(day=-175)
def fix_the_weights(story):
    selection = actions.current_round(story.programme)
    people = [story.cast[role] for role in SCORES]
    actions.name_evaluators(selection, people, by=story.cast["manager"])
    actions.fix_criteria(selection, by=story.cast["manager"])


@scene(day=-165)
def score(story):
    selection = actions.current_round(story.programme)
    criteria = list(selection.criteria.all())
    vendors = [Vendor.objects.get(programme=story.programme, name=story.say(*names)) for names in VENDORS]
    evidence = {
        ("manager", 0, 3): story.say("Trial week: first users at work on day four.", "试用一周，第四天即有用户上手。"),
        ("manager", 1, 7): story.say("Live link to our stock system shown.", "现场演示了与库存系统的对接。"),
        ("consultant", 0, 6): story.say("Audit report of last year seen.", "查阅了去年的审计报告。"),
        ("consultant", 2, 7): story.say("No link to finance; by file only.", "财务系统无接口，仅能导入文件。"),
        ("executive", 1, 1): story.say("Brings market data of our trade.", "附带行业市场数据。"),
    }
    for role, rows in SCORES.items():
        sheet = selection.evaluators.get(user=story.cast[role])
        entries = {
            (vendors[v].pk, criteria[c].pk): (points, evidence.get((role, v, c), ""))
            for v, row in enumerate(rows)
            for c, points in enumerate(row)
        }
        actions.save_scores(sheet, entries, by=story.cast[role])
        actions.submit_scores(sheet, by=story.cast[role])


@scene(day=-152)
def ask_for_the_choice(story):
    actions.ask_selection(actions.current_round(story.programme), by=story.cast["manager"])


@scene(day=-150)
def choose(story):
    actions.select_vendor(
        actions.current_round(story.programme),
        winner=Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[0])),
        reason=story.say(
            "First on the ranking and under most weightings; the references held what was promised.",
            "综合得分第一，且在多数权重下仍居首；客户走访与承诺相符。",
        ),
        by=story.cast["sponsor"],
        reject_others=True,
    )


@scene(day=-145)
def draft_the_contract(story):
    contract = Contract(
        programme=story.programme,
        vendor=Vendor.objects.get(programme=story.programme, state="chosen"),
        name=story.say("CRM as a service", "客户关系管理系统外包服务合同"),
        number=story.say("HL-2207 (fictitious)", "YS-2207（虚构）"),
        starts_on=story.day(-125),
        first_term_months=12,
        renewal_months=12,
        notice_months=3 if story.zh else 6,
        monthly_fee=Decimal(14500 if story.zh else 2400),
    )
    actions.draft_contract(contract, by=story.cast["consultant"])


@scene(day=-140)
def settle_the_clauses(story):
    contract = Contract.objects.get(programme=story.programme)
    where = {
        Clause.SECURITY_POLICY: story.say("§ 7 and annex B", "第七条、附件二"),
        Clause.SECURITY_MEASURES: story.say("Annex B, items 1 to 14", "附件二第1至14项"),
        Clause.PENALTIES: story.say("§ 9, tiers in annex C", "第九条，档次见附件三"),
        Clause.STAGED_RESULTS: story.say("§ 4", "第四条"),
        Clause.EXIT: story.say("§ 12: hand-back within 30 days", "第十二条：30日内交还数据"),
        Clause.CHANGE_PRICING: story.say("§ 6: day rates", "第六条：按人日计价"),
    }
    entries = {key.value: (key in where, where.get(key, "")) for key in Clause}
    actions.save_clauses(contract, entries, by=story.cast["consultant"])


@scene(day=-137)
def submit_the_contract(story):
    actions.submit_contract(Contract.objects.get(programme=story.programme), by=story.cast["consultant"])


@scene(day=-135)
def approve(story):
    actions.approve_contract(
        Contract.objects.get(programme=story.programme),
        reason=story.say(
            "Penalties and hand-back are settled; talks every month come with the service levels.",
            "罚则与数据交还均已约定；月度沟通随服务等级协议一并落实。",
        ),
        by=story.cast["sponsor"],
    )


@scene(day=-130)
def sign(story):
    contract = Contract.objects.get(programme=story.programme)
    actions.sign_contract(contract, signed_on=story.day(-130), by=story.cast["manager"])


@scene(day=-32)
def remind(story):
    """As the daily task does."""
    actions.remind_of_notice(Contract.objects.get(programme=story.programme))

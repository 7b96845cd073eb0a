"""A case that finance and the consultant filled, and the sponsor confirmed well above its floor."""

from decimal import Decimal

from implementation.business_case import actions
from implementation.business_case.actions import Entry
from implementation.business_case.models import BusinessCase, Line
from implementation.programme.story import Story, scene

#: An amount in the yuan story is this many times that of the euro story.
YUAN = 8

COSTS = [
    ("acquisition", "Set-up fee and licences", "开通费与许可", [86_000]),
    ("development", "Data cleaning and interfaces", "数据清理与接口", [42_000, 12_000]),
    ("staff", "Project team, hours", "项目团队工时", [58_000, 30_000]),
    ("running", "Monthly service fee", "月度服务费", [0, 54_000, 54_000, 54_000, 54_000, 54_000]),
    ("maintenance", "Administrator and key users", "管理员与关键用户", [0, 24_000, 24_000, 24_000, 24_000, 24_000]),
    ("switching", "Leaving the old address book", "停用旧通讯录系统", [18_000]),
]
BENEFITS = [
    ("revenue", "More quotations won", "更多报价成交", [0, 40_000, 95_000, 120_000, 120_000, 120_000]),
    ("saving", "No typing of the same data twice", "免去重复录入", [0, 35_000, 60_000, 60_000, 60_000, 60_000]),
    ("retention", "Customers kept by quicker answers", "更快答复留住客户", [0, 20_000, 45_000, 55_000, 55_000, 55_000]),
]


def _money(story: Story, amount: int) -> Decimal:
    return Decimal(amount * (YUAN if story.zh else 1))


def _fill(story: Story, kind: str, rows: list) -> None:
    case, by = story.kept["case"], story.cast["consultant"]
    entries = []
    for category, english, chinese, amounts in rows:
        title = story.say(english, chinese)
        line = actions.add_line(Line(scenario=case.chosen, kind=kind, category=category, title=title), by=by)
        by_year = {year: _money(story, amount) for year, amount in enumerate(amounts)}
        entries.append(Entry(line.pk, amounts=by_year))
    actions.save_lines(case.chosen, entries, by=by)


@scene(day=-225)
def start_the_case(story):
    case = BusinessCase(
        programme=story.programme,
        discount_rate=Decimal(8),
        horizon_years=5,
        floor=_money(story, 100_000),
        minimum_investment=_money(story, 120_000),
        assumptions=story.say(
            "Benefits start in year 1 with two of five departments and are full from year 3. Wages as of the plan of finance.",
            "收益自第 1 年起随两个部门上线产生，第 3 年起全面体现。工资按财务部计划。",
        ),
    )
    story.kept["case"] = actions.start_version(case, by=story.cast["manager"])


@scene(day=-222)
def enter_costs(story):
    _fill(story, Line.Kind.COST, COSTS)


@scene(day=-214)
def enter_benefits(story):
    _fill(story, Line.Kind.BENEFIT, BENEFITS)


@scene(day=-202)
def submit(story):
    actions.submit(story.kept["case"], by=story.cast["manager"])


@scene(day=-200)
def confirm(story):
    actions.confirm(story.kept["case"], by=story.cast["sponsor"])

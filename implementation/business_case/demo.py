"""A case that finance and the consultant filled with ranges, weighed against building it and doing nothing.

The sponsor confirmed it well above its floor, and again, changed, before the contract was reviewed.
"""

from decimal import Decimal

from core.actions import change
from implementation.business_case import actions
from implementation.business_case.actions import Entry
from implementation.business_case.models import BusinessCase, Line, Scenario
from implementation.business_case.models.case import SETTINGS
from implementation.goals.models import Goal
from implementation.programme.story import Story, scene

#: An amount in the yuan story is this many times that of the euro story.
YUAN = 8
WIDE, NARROW = (75, 140), (95, 110)

#: Category, title in both languages, amounts by year, low and high in per cent.
COSTS = [
    ("acquisition", "Set-up fee and licences", "开通费与许可", [86_000], NARROW),
    ("development", "Data cleaning and interfaces", "数据清理与接口", [42_000, 12_000], WIDE),
    ("staff", "Project team, hours", "项目团队工时", [58_000, 30_000], (85, 130)),
    ("maintenance", "Administrator and key users", "管理员与关键用户", [0, *[24_000] * 5], (90, 115)),
    ("switching", "Leaving the old address book", "停用旧通讯录系统", [18_000], NARROW),
]
BENEFITS = [
    ("revenue", "More quotations won", "更多报价成交", [0, 40_000, 95_000, 120_000, 120_000, 120_000], (55, 125)),
    (
        "saving",
        "No typing of the same data twice",
        "免去重复录入",
        [0, 35_000, 60_000, 60_000, 60_000, 60_000],
        (80, 110),
    ),
    (
        "retention",
        "Customers kept by quicker answers",
        "更快答复留住客户",
        [0, 20_000, 45_000, 55_000, 55_000, 55_000],
        (60, 120),
    ),
]
BUILD = [
    ("development", "Two developers for eighteen months", "两名开发人员，十八个月", [150_000, 120_000], WIDE),
    ("acquisition", "Servers and tools", "服务器与工具", [34_000], NARROW),
    ("staff", "Running it ourselves", "自行运维", [0, 20_000, *[48_000] * 4], (90, 150)),
]
#: Built by ourselves, everything comes a year later.
LATE_BENEFITS = [(*row[:3], [0, 0, *row[3][1:-1]], row[4]) for row in BENEFITS]


def _money(story: Story, amount: int) -> Decimal:
    return Decimal(amount * (YUAN if story.zh else 1))


def _fill(story: Story, scenario: Scenario, kind: str, rows: list) -> None:
    for category, english, chinese, amounts, (low, high) in rows:
        line = Line(
            scenario=scenario, kind=kind, category=category, title=story.say(english, chinese), low=low, high=high
        )
        by_year = {year: _money(story, amount) for year, amount in enumerate(amounts) if amount}
        actions.add_line(line, by=story.cast["consultant"], amounts=by_year)


def _recurring(story: Story, scenario: Scenario, category: str, english: str, chinese: str, amounts, **fields) -> None:
    low, likely, high = (_money(story, amount) for amount in amounts)
    title = story.say(english, chinese)
    line = Line(
        scenario=scenario, kind="cost", category=category, title=title, low=low, likely=likely, high=high, **fields
    )
    actions.add_line(line, by=story.cast["consultant"])


@scene(day=-225)
def start_the_case(story):
    case = BusinessCase(
        programme=story.programme,
        discount_rate=Decimal(8),
        finance_rate=Decimal(6),
        reinvest_rate=Decimal(4),
        horizon_years=5,
        floor=_money(story, 100_000),
        minimum_investment=_money(story, 120_000),
        assumptions=story.say(
            "Benefits start in year 1 with two of five departments and are full from year 3. Wages as of the plan of finance.",
            "收益自第 1 年起随两个部门上线产生，第 3 年起全面体现。工资按财务部计划。",
        ),
    )
    case = story.kept["case"] = actions.start_version(case, by=story.cast["manager"])
    title = story.say("Rented from a vendor", "向供应商租用")
    actions.change_scenario(case.chosen, by=story.cast["manager"], mode="outsource", title=title)


@scene(day=-222)
def enter_costs(story):
    scenario = story.kept["case"].chosen
    _fill(story, scenario, Line.Kind.COST, COSTS)
    monthly = (4_300, 4_500, 5_200)
    _recurring(
        story,
        scenario,
        "running",
        "Monthly service fee",
        "月度服务费",
        monthly,
        shape="monthly",
        start_month=1,
        growth=1,
    )


@scene(day=-214)
def enter_benefits(story):
    scenario, by = story.kept["case"].chosen, story.cast["consultant"]
    _fill(story, scenario, Line.Kind.BENEFIT, BENEFITS)
    goals = Goal.objects.filter(programme=story.programme).order_by("pk")[:3]
    benefits = scenario.lines.filter(kind=Line.Kind.BENEFIT).order_by("pk")
    entries = [Entry(line.pk, {"goal_id": goal.pk}) for line, goal in zip(benefits, goals, strict=False)]
    actions.save_lines(scenario, entries, by=by)


@scene(day=-208)
def weigh_other_ways(story):
    case, by = story.kept["case"], story.cast["consultant"]
    build = Scenario(case=case, mode="build", title=story.say("Built by ourselves", "自行开发"))
    actions.add_scenario(build, by=by)
    _fill(story, build, Line.Kind.COST, BUILD)
    _fill(story, build, Line.Kind.BENEFIT, LATE_BENEFITS)
    nothing = case.scenarios.get(mode="nothing")
    lost = (14_000, 20_000, 36_000)
    _recurring(
        story, nothing, "staff", "Hours lost in searching and asking again", "查找与重复询问耗费的工时", lost,
        shape="yearly", start_month=1, growth=3,
    )  # fmt: skip


@scene(day=-202)
def submit(story):
    actions.submit(story.kept["case"], by=story.cast["manager"])


@scene(day=-200)
def confirm(story):
    actions.confirm(story.kept["case"], by=story.cast["sponsor"])


@scene(day=-133)
def look_again(story):
    """Before the contract: the offer is dearer than the estimate, the address book cheaper to leave."""
    manager, first = story.cast["manager"], story.kept["case"]
    kept = {name: getattr(first, name) for name in SETTINGS}
    case = actions.start_version(BusinessCase(programme=story.programme, **kept), by=manager)
    chosen = case.chosen
    fee = chosen.lines.get(shape="monthly")
    leaving = chosen.lines.get(category="switching")
    dearer = {"low": _money(story, 4_600), "likely": _money(story, 4_700), "high": _money(story, 4_900)}
    actions.save_lines(
        chosen, [Entry(fee.pk, dearer), Entry(leaving.pk, amounts={0: _money(story, 12_000)})], by=manager
    )
    words = story.say("The monthly fee is as offered by the chosen vendor.", "月费按所选供应商的报价。")
    change(
        case,
        permission="business_case.edit_case",
        by=manager,
        assumptions=story.say(f"{case.assumptions} {words}", f"{case.assumptions}{words}"),
    )
    story.kept["case"] = case


@scene(day=-131)
def submit_again(story):
    actions.submit(story.kept["case"], by=story.cast["manager"])


@scene(day=-128)
def confirm_again(story):
    actions.confirm(story.kept["case"], by=story.cast["sponsor"])

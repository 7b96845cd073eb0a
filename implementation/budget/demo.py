"""A budget taken from the case and set anew once, work packages, and the costs of nine months as finance would enter them."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.workflow import perform
from implementation.budget import actions
from implementation.budget.models import ActualCost, Budget, PackageMilestone, WorkPackage
from implementation.budget.months import month_of
from implementation.programme.story import Story, scene

#: An amount in the yuan story is this many times that of the euro story.
YUAN = 8

#: key -> (English, Chinese, stage, from day, to day, budget, rule)
PACKAGES = {
    "set_up": ("Choose and set up the system", "选定并开通系统", "source", -170, -126, 86_000, "fifty_fifty"),
    "data": ("Clean the customer data", "清理客户数据", "prepare", -125, -50, 28_000, "by_hand"),
    "links": ("Interfaces to orders and stock", "订单与库存接口", "prepare", -110, -46, 14_000, "milestones"),
    "papers": (
        "Rules and papers of the preparation",
        "准备阶段的制度与文件",
        "prepare",
        -100,
        -44,
        9_000,
        "deliverables",
    ),
    "guide": ("Short guide and questions of the pilot", "试点手册与问题收集", "pilot", -36, -4, 2_000, "tasks"),
    "pilot": ("Support the pilot", "试点支持", "pilot", -41, 14, 24_000, "by_hand"),
}
#: day -> (category, amount, English, Chinese, reference, package)
COSTS = {
    -168: ("acquisition", 43_000, "Set-up fee, first half", "开通费，首期", "A-1001", "set_up"),
    -128: ("acquisition", 43_000, "Set-up fee, second half", "开通费，尾款", "A-1042", "set_up"),
    -108: ("development", 14_500, "Cleaning, first lot", "数据清理第一批", "D-207", "data"),
    -74: ("development", 17_200, "Cleaning, second lot", "数据清理第二批", "D-231", "data"),
    -66: ("development", 9_600, "Interface to orders", "订单接口", "D-240", "links"),
    -47: ("development", 4_200, "Interface to stock", "库存接口", "D-255", "links"),
    -45: ("staff", 7_900, "Hours on rules and papers", "制度与文件工时", "", "papers"),
    -24: ("staff", 6_300, "Hours beside the pilot desks", "试点现场工时", "", "pilot"),
    -9: ("staff", 6_100, "Hours beside the pilot desks", "试点现场工时", "", "pilot"),
}
#: package -> [(day, percent, English, Chinese)]
PROGRESS = {
    "set_up": [(-165, 50, "The contract is being negotiated", "合同谈判中"), (-126, 100, "The system is open to us", "系统已开通")],
    "data": [
        (-104, 30, "Sales South is clean", "华南销售部已清理"),
        (-79, 60, "Both sales departments are clean", "两个销售部已清理"),
        (-49, 100, "After-sales confirms the last lot", "售后确认最后一批"),
    ],
    "pilot": [(-27, 25, "First half of the desks works alone", "半数工位已能独立使用"), (-11, 50, "All desks work alone", "全部工位已能独立使用")],
}  # fmt: skip
MILESTONES = [
    (-92, 40, "Orders are read", "订单可读取"),
    (-67, 35, "Orders are written back", "订单可回写"),
    (-46, 25, "Stock is read", "库存可读取"),
]
#: Hours of the project team, so often that every month has some.
TEAM_EVERY, TEAM_FROM, TEAM_HOURS = 26, -236, 3_900


def _money(story: Story, amount: int) -> Decimal:
    return Decimal(amount * (YUAN if story.zh else 1))


def _enter(
    story: Story, category: str, amount: int, note: str, *, reference: str = "", package: str = ""
) -> ActualCost:
    supplier = {
        "acquisition": story.say("Example Cloud (fictitious)", "范例云（虚构）"),
        "development": story.say("Data House (fictitious)", "数据之家（虚构）"),
    }.get(category, "")
    cost = ActualCost(
        programme=story.programme,
        on=timezone.localdate(),
        category=category,
        amount=_money(story, amount),
        supplier=supplier,
        reference=reference,
        note=note,
        package=story.kept["packages"][package] if package else None,
    )
    return actions.enter_cost(cost, by=story.cast["consultant"], all_the_same=True)


@scene(day=-194)
def take_the_budget_from_the_case(story):
    budget = actions.start_budget(
        Budget(programme=story.programme, source=Budget.Source.CASE), by=story.cast["manager"]
    )
    actions.submit_budget(budget, by=story.cast["manager"])
    actions.approve_budget(budget, by=story.cast["sponsor"])


@scene(day=-185)
def plan_the_work(story):
    stages = {stage.kind: stage for stage in story.programme.stages.all()}
    story.kept["packages"] = {
        key: actions.add_package(
            WorkPackage(
                programme=story.programme,
                name=story.say(english, chinese),
                stage=stages[kind],
                owner=story.cast["consultant"],
                planned_start=story.day(start),
                planned_end=story.day(end),
                budget=_money(story, budget),
                rule=rule,
            ),
            by=story.cast["manager"],
        )
        for key, (english, chinese, kind, start, end, budget, rule) in PACKAGES.items()
    }
    for _day, weight, english, chinese in MILESTONES:
        milestone = PackageMilestone(
            package=story.kept["packages"]["links"], name=story.say(english, chinese), weight=weight
        )
        actions.add_milestone(milestone, by=story.cast["manager"])


def _team_hours(story):
    note = story.say("Hours of the project team", "项目团队工时")
    _enter(story, "staff", TEAM_HOURS, note)


def _cost_of(day):
    category, amount, english, chinese, reference, package = COSTS[day]

    def play(story):
        _enter(story, category, amount, story.say(english, chinese), reference=reference, package=package)

    return play


def _progress_of(package, percent, english, chinese):
    def play(story):
        actions.record_progress(
            story.kept["packages"][package],
            percent=percent,
            on=timezone.localdate(),
            why=story.say(english, chinese),
            by=story.cast["consultant"],
        )

    return play


def _milestone_at(place):
    def play(story):
        milestone = list(story.kept["packages"]["links"].milestones.all())[place]
        actions.reach_milestone(milestone, on=timezone.localdate(), by=story.cast["consultant"])

    return play


for _day in range(TEAM_FROM, 0, TEAM_EVERY):
    scene(day=_day, order=60)(_team_hours)
for _day in COSTS:
    scene(day=_day, order=60)(_cost_of(_day))
for _package, _words in PROGRESS.items():
    for _at, _percent, _english, _chinese in _words:
        scene(day=_at, order=55)(_progress_of(_package, _percent, _english, _chinese))
for _place, (_at, *_rest) in enumerate(MILESTONES):
    scene(day=_at, order=55)(_milestone_at(_place))


@scene(day=-88)
def set_the_budget_anew(story):
    """The second lot of data is dearer than anybody thought: the plan says so before the money is spent."""
    budget = actions.start_budget(
        Budget(
            programme=story.programme,
            source=Budget.Source.LAST,
            reason=story.say(
                "One customer in nine is there twice: the second lot of cleaning needs more.",
                "每九个客户就有一个重复：第二批清理需要更多费用。",
            ),
        ),
        by=story.cast["manager"],
    )
    this = month_of(timezone.localdate())
    kept = sum((line.amount for line in budget.lines.filter(category="development", month=this)), Decimal(0))
    more = {("development", this): kept + _money(story, 4_000)}
    actions.save_amounts(budget, more, by=story.cast["manager"])
    actions.submit_budget(budget, by=story.cast["manager"])
    actions.approve_budget(budget, by=story.cast["sponsor"])


@scene(day=-29)
def tasks_earn_the_guide(story):
    tasks = story.programme.tasks.all()[:2]
    actions.choose_tasks(story.kept["packages"]["guide"], tasks, by=story.cast["manager"])


@scene(day=-15)
def bring_the_monthly_fees(story):
    """Finance sends the list of the fees; one line of it was entered by hand before."""
    rows = [story.say("Date,Category,Amount,Supplier,Reference,Note", "日期,类别,金额,供应商,凭证号,备注")]
    category, supplier = (
        story.say("Running and coordination", "running"),
        story.say("Example Cloud (fictitious)", "范例云（虚构）"),
    )
    for n, day in enumerate(range(-118, -15, 30), start=1):
        on = story.day(day).isoformat()
        rows.append(
            f"{on},{category},{_money(story, 4_500)},{supplier},F-{n:03},{story.say('Monthly fee', '月度服务费')}"
        )
    upload = SimpleUploadedFile("fees.csv", "\n".join(rows).encode("utf-8-sig"))
    actions.take_in(actions.dry_run(story.programme, upload=upload, by=story.cast["manager"]), by=story.cast["manager"])


@scene(day=-6)
def correct_what_was_wrong(story):
    """A credit note comes back, and what was entered twice is struck out."""
    consultant = story.cast["consultant"]
    dear = story.programme.actualcosts.get(reference="D-231")
    why = story.say("Credit note: 40 hours were not done", "红字发票：40 小时未执行")
    actions.reverse_cost(dear, amount=_money(story, 1_100), on=timezone.localdate(), why=why, by=consultant)
    twice = _enter(story, "development", 4_200, story.say("Interface to stock", "库存接口"), reference="D-255")
    perform(twice, "strike", by=consultant, note=story.say("Entered twice", "重复录入"))


@scene(day=-5)
def say_what_the_tasks_cost(story):
    _enter(story, "staff", 900, story.say("Printing of the guide", "手册印刷"), package="guide")

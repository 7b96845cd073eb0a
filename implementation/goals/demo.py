"""A vision that three people signed and a next version that waits for one; goals measured since the pilot began."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from core.actions import create
from implementation.goals import actions, measures
from implementation.goals.models import Goal, Measurement, VisionVersion
from implementation.programme.story import Story, scene

VISION_EN = """# One customer, one record

Every colleague who talks to a customer sees the same record: what was bought, promised and complained about.

# What changes for customers

* A quotation arrives within **two working days**, from whichever office is asked.
* A caller does not have to tell the story twice.

# What changes for us

* Visits and calls are written down by those who made them, on the same day.
* We decide on figures that everyone trusts, because the data was cleaned first.

Technology comes last: first the thinking, then the rules, then the tool."""

VISION_ZH = """# 一个客户，一份档案

每位与客户打交道的同事都看到同一份档案：买过什么、承诺过什么、投诉过什么。

# 客户会感受到的变化

* 无论询问哪个办事处，**两个工作日内**收到报价。
* 来电无需重复说明情况。

# 我们自己的变化

* 拜访和通话由当事人当天记录。
* 数据先清理，再决策，大家才信得过。

技术放在最后：先理念，再制度，后工具。"""

BETTER_EN = VISION_EN.replace(
    "* A caller does not have to tell the story twice.",
    "* A caller does not have to tell the story twice, **nor wait longer than a minute**.",
).replace("cleaned first.", "cleaned first.\n* Nobody learns alone: key users help in every office.")

BETTER_ZH = VISION_ZH.replace("* 来电无需重复说明情况。", "* 来电无需重复说明情况，**也不必等候超过一分钟**。").replace(
    "技术放在最后", "* 没有人独自学习：每个办事处都有关键用户相助。\n\n技术放在最后"
)


def _goal(
    story: Story, key: str, *, title: str, unit: str, baseline: str, target: str, begins: int, due: int, **fields
):
    goal = Goal(
        programme=story.programme,
        title=title,
        unit=unit,
        baseline=Decimal(baseline),
        target=Decimal(target),
        begins_on=story.day(begins),
        due=story.day(due),
        **fields,
    )
    story.kept[f"goal.{key}"] = create(goal, permission="goals.edit_goal", by=story.cast["consultant"])


@scene(day=-258)
def write_the_vision(story):
    vision = VisionVersion(programme=story.programme, text=story.say(VISION_EN, VISION_ZH))
    story.kept["vision"] = actions.write_vision(vision, by=story.cast["manager"])


@scene(day=-254)
def set_goals(story):
    manager, executive, member = (story.cast[role] for role in ("manager", "executive", "member"))
    _goal(
        story,
        "quotes",
        title=story.say("Quotations sent within two working days", "两个工作日内发出报价"),
        unit="%",
        baseline="54",
        target="90",
        begins=-41,
        due=150,
        layer="process",
        activity="sales",
        value_for="both",
        modules=["sales"],
        owner=manager,
    )
    _goal(
        story,
        "duplicates",
        title=story.say("Duplicate customer records", "重复的客户档案"),
        unit="%",
        baseline="14.2",
        target="2",
        begins=-41,
        due=90,
        layer="technology",
        activity="technology",
        value_for="company",
        modules=["master_data"],
        owner=manager,
    )
    _goal(
        story,
        "visits",
        title=story.say("Visits written down on the same day", "拜访当天完成记录"),
        unit="%",
        baseline="22",
        target="80",
        begins=-41,
        due=120,
        layer="philosophy",
        activity="sales",
        value_for="company",
        modules=["sales"],
        owner=member,
    )
    _goal(
        story,
        "first_call",
        title=story.say("Complaints solved in the first call", "投诉在首次来电中解决"),
        unit="%",
        baseline="61",
        target="80",
        begins=-41,
        due=200,
        layer="process",
        activity="service",
        value_for="customer",
        modules=["service"],
        owner=executive,
        measurer=manager,
    )
    _goal(
        story,
        "trained",
        title=story.say("People trained before they work with it", "上线前完成培训的人员"),
        unit="%",
        baseline="0",
        target="95",
        begins=-60,
        due=45,
        layer="philosophy",
        activity="people",
        value_for="company",
        modules=["master_data", "sales"],
        tolerance=15,
        source="change_mgmt.training_coverage" if measures.find("change_mgmt.training_coverage") else "",
        owner=manager,
    )


@scene(day=-246)
def open_for_signature(story):
    signatories = [story.cast[role] for role in ("sponsor", "manager", "executive")]
    actions.open_vision(story.kept["vision"], signatories=signatories, by=story.cast["manager"])


@scene(day=-244)
def sign(story):
    for role in ("sponsor", "manager", "executive"):
        actions.sign_vision(story.kept["vision"], by=story.cast[role])


def _measure(story: Story, **values: str) -> None:
    where = story.say("From the pilot's weekly report.", "取自试点周报。")
    for key, value in values.items():
        goal = story.kept[f"goal.{key}"]
        by = goal.owner if key == "visits" else story.cast["manager"]
        actions.measure(Measurement(goal=goal, value=Decimal(value), note=where), by=by)
    actions.record_from_source(story.kept["goal.trained"])


@scene(day=-30)
def first_measurements(story):
    _measure(story, quotes="57", duplicates="9.8", visits="41", first_call="60")


@scene(day=-20)
def second_measurements(story):
    _measure(story, quotes="63", duplicates="6.1", visits="52", first_call="58")


@scene(day=-10)
def third_measurements(story):
    _measure(story, quotes="68", duplicates="4.4", visits="63", first_call="58")


@scene(day=-8)
def plan_the_reviews(story):
    """For the day on which the first wave shall go live."""
    actions.plan_reviews(story.programme, live_on=story.day(35), by=story.cast["manager"])


@scene(day=-7)
def write_a_better_vision(story):
    vision = VisionVersion(programme=story.programme, text=story.say(BETTER_EN, BETTER_ZH))
    vision = actions.write_vision(vision, by=story.cast["manager"])
    signatories = [story.cast[role] for role in ("sponsor", "manager", "executive")]
    story.kept["better_vision"] = actions.open_vision(vision, signatories=signatories, by=story.cast["manager"])


@scene(day=-6)
def sign_the_better_vision(story):
    """The executive has not got round to it."""
    for role in ("sponsor", "manager"):
        actions.sign_vision(story.kept["better_vision"], by=story.cast[role])


@scene(day=-2)
def bring_a_table(story):
    """The week's figures from the service desk."""
    goal = story.kept["goal.quotes"]
    head, note = "goal,measured on,value,note", story.say("Table of the service desk", "服务台周报表")
    table = f"{head}\n{goal.number},{story.day(-3).isoformat()},71,{note}\n"
    upload = SimpleUploadedFile("service-desk.csv", table.encode())
    found = actions.look_at_file(story.programme, kind="measurements", upload=upload, by=story.cast["consultant"])
    actions.take_in(found, by=story.cast["consultant"])


@scene(day=-1)
def record_from_the_records(story):
    actions.record_from_source(story.kept["goal.trained"])

"""One pilot under way with one measure still short of its target, and the next one planned."""

import datetime
from decimal import Decimal
from functools import partial

from implementation.programme.story import Story, scene
from implementation.rollout import actions
from implementation.rollout.models import Pilot, PilotMeasure

PLANNED, STARTED, ENDS = -50, -40, 15
REHEARSED = -16
NEXT_STARTS, NEXT_ENDS = 13, 54

#: English and Chinese title and unit, direction, before, target, and the value at the end of each week.
MEASURES = (
    ("Quote turnaround", "报价用时", "working days", "工作日", "at_most", "4.1", "2.0", ["3.9", "3.6", "3.2", "2.9", "2.6"]),
    ("Visits recorded the same day", "当日登记的拜访", "%", "%", "at_least", "22", "75", ["38", "55", "66", "75", "81"]),
    ("Complete customer records", "完整的客户记录", "%", "%", "at_least", "61", "95", ["70", "82", "91", "94.5", "96.4"]),
    ("Satisfaction of pilot users", "试点用户满意度", "1–5", "1–5", "at_least", None, "3.5", ["2.9", "3.1", "3.4", "3.7", "3.9"]),
)  # fmt: skip
#: Active people of 18, week by week: 83 % over the last four.
ACTIVE = [9, 15, 15, 15, 15]


def _plan(
    story: Story,
    *,
    module: str,
    place: int,
    name: str,
    hypothesis: str,
    users: int,
    start: int,
    end: int,
    not_part: str,
):
    departments = story.programme.organisation.departments.order_by("pk")
    pilot = Pilot(
        programme=story.programme,
        module=story.programme.modules.get(key=module),
        name=name,
        users=users,
        hypothesis=hypothesis,
        not_part=not_part,
        planned_start=story.day(start),
        planned_end=story.day(end),
        lead=story.cast["manager"],
        rollback_limit=240,
    )
    return actions.plan_pilot(pilot, departments=[departments[place]], by=story.cast["manager"])


def _measure(story: Story, pilot: Pilot, title: str, unit: str, direction: str, baseline, target) -> PilotMeasure:
    measure = PilotMeasure(
        pilot=pilot,
        title=title,
        unit=unit,
        direction=direction,
        baseline=Decimal(baseline) if baseline else None,
        target=Decimal(target),
    )
    return actions.add_measure(measure, by=story.cast["manager"])


@scene(day=PLANNED)
def plan_the_first(story):
    pilot = _plan(
        story,
        module="sales",
        place=0,
        name=story.say("Sales with customer master data", "销售与客户主数据"),
        hypothesis=story.say(
            "With one customer record for all, a quote goes out in two days instead of four.",
            "客户资料统一后，报价用时从四天缩短到两天。",
        ),
        not_part=story.say("Commission, and orders of the web shop.", "佣金核算与网店订单。"),
        users=18,
        start=STARTED,
        end=ENDS,
    )
    for english, chinese, unit, unit_zh, direction, before, target, _values in MEASURES:
        _measure(story, pilot, story.say(english, chinese), story.say(unit, unit_zh), direction, before, target)
    story.kept["pilot"] = pilot.pk


@scene(day=STARTED)
def start_the_first(story):
    reason = story.say(
        "Its eighteen people bring their customer records with them; nobody else’s are touched.",
        "18位用户的客户资料随试点一并迁移，不涉及其他人的资料。",
    )
    actions.start_pilot(first_pilot(story), by=story.cast["manager"], reason=reason)


def first_pilot(story: Story) -> Pilot:
    return Pilot.objects.get(pk=story.kept["pilot"])


def _record_week(story: Story, number: int) -> None:
    """What the people of the pilot write down at the end of a week."""
    pilot, day = first_pilot(story), story.day(STARTED + 7 * number)
    source = story.say("CRM, weekly list", "系统周报")
    for measure, line in zip(pilot.measures.all(), MEASURES, strict=True):
        actions.record_value(
            measure, on=day, value=Decimal(line[-1][number - 1]), note=source, by=story.cast["consultant"]
        )
    week = day - datetime.timedelta(days=day.weekday() + 7)
    actions.record_adoption(pilot, week=week, active_users=ACTIVE[number - 1], by=story.cast["member"])


for week in range(1, len(ACTIVE) + 1):
    scene(day=STARTED + 7 * week)(partial(_record_week, number=week))


@scene(day=REHEARSED)
def rehearse(story):
    note = story.say("The old quote tool was back for all 18 users.", "18 位用户全部切回旧报价工具。")
    actions.record_rehearsal(
        first_pilot(story), on=story.day(REHEARSED), minutes=220, note=note, by=story.cast["manager"]
    )


@scene(day=-10)
def plan_the_next(story):
    pilot = _plan(
        story,
        module="service",
        place=2,
        name=story.say("Service desk in after-sales", "售后服务台"),
        hypothesis=story.say(
            "Every request has one owner from the first call on.", "每个请求自首次来电起即有唯一负责人。"
        ),
        not_part=story.say("Spare parts and invoicing.", "备件与开票。"),
        users=14,
        start=NEXT_STARTS,
        end=NEXT_ENDS,
    )
    title = story.say("Requests answered within a day", "一天内答复的请求")
    _measure(story, pilot, title, "%", "at_least", "58", "85")
    title = story.say("Requests without an owner", "无负责人的请求")
    _measure(story, pilot, title, "%", "at_most", "17", "3")

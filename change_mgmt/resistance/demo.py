"""What people said and did against the change while the pilot ran, and what was done about it; one week after the other."""

import datetime

from django.utils import timezone

from change_mgmt.demo.places import departments
from change_mgmt.resistance import actions
from change_mgmt.resistance.models import Sign
from core.workflow import perform
from implementation.programme.story import Story, scene

WEEKS = (-38, -31, -24, -17, -10, -3)


def _report(story: Story, key: str, *, by: str, nameless: bool = False, days_before: int = 1, **fields) -> Sign:
    place = fields.pop("place", None)
    sign = Sign(
        programme=story.programme,
        department=departments(story)[place] if place else None,
        first_seen=timezone.localdate() - datetime.timedelta(days=days_before),
        **fields,
    )
    made = actions.report_sign(sign, by=story.cast[by], nameless=nameless)
    story.kept[f"sign {key}"] = made
    return made


def _give(story: Story, key: str, *, owner: str, step: str, due: int, concern: str = "") -> Sign:
    """An owner and a step, and it is looked into."""
    by = story.cast["manager"]
    fields = {"owner": story.cast[owner], "next_step": step, "next_step_due": story.day(due)}
    sign = actions.change_sign(story.kept[f"sign {key}"], by=by, **(fields | ({"concern": concern} if concern else {})))
    story.kept[f"sign {key}"] = perform(sign, "look_into", by=by)
    return story.kept[f"sign {key}"]


@scene(day=-37)
def set_limits(story):
    actions.set_limits(story.programme, adoption=60, readiness="3.5", training=90, by=story.cast["manager"])


def _keep(story):
    actions.keep_week(story.programme)
    actions.watch(story.programme)


for week in WEEKS:
    scene(day=week, order=90)(_keep)


@scene(day=-34)
def the_old_list(story):
    say = story.say
    _report(
        story,
        "list",
        by="member",
        nameless=True,
        place="south",
        level="front_line",
        kind="quiet",
        how_often="often",
        pilot=story.programme.pilots.order_by("pk").first(),
        seen=say(
            "Quotes are still written in the old list and typed over on Friday.",
            "报价还是写在旧表格里，到周五才补录。",
        ),
    )
    _give(
        story,
        "list",
        owner="manager",
        step=say("Sit beside two sellers for a morning", "跟两位销售坐一上午，看他们怎么做"),
        due=-26,
        concern=say("Copying an old quote takes too many clicks.", "复制旧报价点得太多。"),
    )
    story.kept["sign list"] = perform(story.kept["sign list"], "meet", by=story.cast["manager"])


@scene(day=-30)
def own_customers(story):
    say = story.say
    _report(
        story,
        "hoarding",
        by="consultant",
        days_before=3,
        place="east",
        level="front_line",
        kind="hoarding",
        how_often="often",
        seen=say("The best customers are not in the master data.", "最好的客户没有录入主数据。"),
    )
    _give(
        story,
        "hoarding",
        owner="sponsor",
        step=say("Agree on a rule: whose customer is it", "定下规则：客户归谁"),
        due=-4,
        concern=say("The bonus hangs on customers that nobody else knows.", "奖金取决于只有自己知道的客户。"),
    )


@scene(day=-24)
def fear_for_the_post(story):
    say = story.say
    _report(
        story,
        "post",
        by="manager",
        place="service",
        kind="post",
        how_often="sometimes",
        seen=say("“When the system answers, who needs us?”", "“系统都能答了，还要我们干什么？”"),
    )
    _give(
        story,
        "post",
        owner="manager",
        step=say("Show what each post looks like afterwards", "说清楚上线后每个岗位做什么"),
        due=6,
    )
    story.kept["sign post"] = perform(story.kept["sign post"], "meet", by=story.cast["manager"])


@scene(day=-20)
def the_old_list_is_gone(story):
    text = story.say(
        "Copying takes two clicks now; the list was put away at the team meeting.",
        "现在两次点击就能复制；旧表格在部门会上停用了。",
    )
    actions.close_sign(story.kept["sign list"], "settle", outcome=text, by=story.cast["manager"])


@scene(day=-18)
def too_many_fields(story):
    say = story.say
    sign = _report(
        story,
        "fields",
        by="executive",
        place="marketing",
        level="middle",
        kind="objection",
        seen=say("Nobody wants to fill in where a contact came from.", "没人愿意填客户来源。"),
    )
    text = say("The source stays: without it no campaign can be judged.", "来源必须填：没有它就无法评价市场活动。")
    actions.close_sign(sign, "accept", outcome=text, by=story.cast["sponsor"])


@scene(day=-9)
def no_time(story):
    say = story.say
    _report(
        story,
        "time",
        by="member",
        place="east",
        kind="time",
        how_often="sometimes",
        seen=say("Training is moved again and again at the end of the month.", "一到月底，培训就往后推。"),
    )


@scene(day=-5)
def named_in_confidence(story):
    say = story.say
    _report(
        story,
        "named",
        by="sponsor",
        place="east",
        level="middle",
        kind="objection",
        confidential=True,
        person=say("Example head of team", "范例组长"),
        seen=say("Tells the team to wait until it has passed.", "让组员先拖一拖，等这阵风过去。"),
        owner=story.cast["sponsor"],
        next_step=say("Talk under four eyes", "单独谈一次"),
        next_step_due=story.day(3),
    )

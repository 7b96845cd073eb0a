"""Scenes about the plan and the status: a tolerance, a stage that slips, an exception, an override, alarms."""

import datetime

from implementation.programme.actions import plan
from implementation.programme.actions import status as actions
from implementation.programme.actions.alarms import ring_alarms
from implementation.programme.models import ExceptionNote, Stage, StatusOverride, Tolerance
from implementation.programme.story import START, scene


@scene(day=START + 3)
def set_tolerance(story):
    reason = story.say("Half a month is what the sponsor can live with.", "发起人最多能接受延误半个月。")
    tolerance = Tolerance(programme=story.programme, dimension="schedule")
    actions.set_tolerance(tolerance, by=story.cast["manager"], reason=reason, inner=5, outer=14)


@scene(day=-110)
def data_takes_longer(story):
    """The forecast of the stage leaves its tolerance; the sponsor chooses what to do."""
    stage = story.programme.stages.get(kind="prepare")
    found = story.say(
        "One customer in nine is there twice; cleaning takes three weeks more.",
        "每九个客户就有一个重复，清理需要多三周。",
    )
    _forecast(story, stage, stage.planned_end + datetime.timedelta(days=21), found)
    note = ExceptionNote(
        programme=story.programme,
        dimension="schedule",
        cause=found,
        consequence=story.say(
            "The pilot would start three weeks late, in the busiest month of sales.",
            "试点将推迟三周，正好赶上销售最忙的月份。",
        ),
        options=story.say(
            "Wait three weeks\nClean only the customers of the pilot first, the others beside it",
            "等待三周\n先清理试点部门的客户，其余客户同时进行",
        ),
        recommendation=story.say("Clean the customers of the pilot first.", "先清理试点部门的客户。"),
        until=story.day(-60),
    )
    actions.write_exception(note, by=story.cast["manager"])
    actions.submit_exception(note, by=story.cast["manager"])


@scene(day=-108)
def sponsor_chooses(story):
    note = story.programme.exceptionnotes.get(state="submitted")
    reason = story.say("The pilot matters most; the others can wait.", "试点最重要，其他客户可以等。")
    actions.answer_exception(note, outcome="accepted", option=2, reason=reason, by=story.cast["sponsor"])


@scene(day=-95)
def back_on_plan(story):
    stage = story.programme.stages.get(kind="prepare")
    _forecast(
        story, stage, stage.planned_end, story.say("Only the pilot’s customers come first.", "只先清理试点部门的客户。")
    )
    actions.close_recovered()


@scene(day=-20, order=60)
def users_fall_ill(story):
    stage = story.programme.stages.get(kind="pilot")
    reason = story.say("Two users fell ill in the second week.", "第二周有两位用户生病。")
    _forecast(story, stage, stage.planned_end + datetime.timedelta(days=7), reason)


@scene(day=-12)
def say_more_than_the_figures(story):
    override = StatusOverride(
        programme=story.programme,
        dimension="adoption",
        level="at_risk",
        reason=story.say(
            "The first figures come from the busiest month; I wait for the next ones.",
            "最初的数据来自最忙的月份，等下一次数据再判断。",
        ),
        until=story.day(9),
    )
    actions.override_status(override, by=story.cast["manager"])


@scene(day=-7, order=90)
def name_who_is_alarmed(story):
    cast = story.cast
    milestone = story.programme.milestones.filter(state="planned", due__gte=story.day(-7)).order_by("due").first()
    if milestone is None:
        return
    plan.edit_milestone(
        milestone,
        people=[cast["manager"], cast["consultant"]],
        by=cast["manager"],
        days_before="14, 3",
        days_after="1, 7",
    )
    ring_alarms()


def _forecast(story, stage: Stage, day: datetime.date, reason: str) -> None:
    plan.edit_stage(stage, by=story.cast["manager"], reason=reason, forecast_end=day)

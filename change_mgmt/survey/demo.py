"""Asked before the pilot and after it: one department did not know why, was told, and moved. A third survey is open."""

import random

from change_mgmt.survey import actions
from change_mgmt.survey.elements import Element
from change_mgmt.survey.models import Invitation, Statement, Survey
from change_mgmt.survey.results import Result
from core import actions as core_actions
from core.workflow import perform
from implementation.programme.story import Story, scene

#: By the place of the department: how far it is on each element, and how many of ten answer. The third is never told alone.
BEFORE = ((4.2, 3.9, 3.4, 3.6, 3.8), (2.7, 3.1, 2.6, 3.2, 3.3), (3.6, 2.9, 3.0, 3.4, 3.2), (4.0, 3.5, 2.8, 3.3, 3.4))
AFTER = ((4.6, 4.4, 4.1, 4.0, 3.9), (3.9, 3.5, 3.2, 3.4, 3.3), (3.9, 3.3, 3.4, 3.5, 3.3), (4.2, 3.8, 3.5, 3.4, 2.9))
SHARES = (9, 8, 3, 8)


def _open(story: Story, title: str, *, kind: str, until: int, pilot=None) -> Survey:
    by, today = story.cast["manager"], story.kept["survey day"]
    survey = Survey(
        programme=story.programme,
        title=title,
        kind=kind,
        pilot=pilot,
        opens_on=story.day(today),
        closes_on=story.day(until),
    )
    core_actions.create(survey, permission="survey.edit_survey", by=by)
    return actions.open_survey(survey, by=by)


def _answer(survey: Survey, levels, chance: random.Random, *, shares=SHARES, remarks=()) -> None:
    """Around the level of each department's people, none of it drawn from anybody."""
    links = Invitation.objects.filter(survey=survey).select_related("survey__programme__organisation")
    words = list(remarks)
    for place, group in enumerate(survey.groups):
        level = dict(zip(Element.values, levels[place % len(levels)], strict=True))
        there = links.filter(group=group["key"]).order_by("seed")
        for link in there[: group["invited"] * shares[place % len(shares)] // 10]:
            values = [min(5, max(1, round(chance.gauss(level[element], 0.8)))) for element in survey.elements]
            actions.answer(link, values=values, remark=words.pop() if words else "")


@scene(day=-64)
def word_a_statement(story: Story) -> None:
    statement = Statement(
        programme=story.programme,
        element=Element.CAN,
        text_en="When the system stands in my way, somebody helps me on the same day.",
        text_zh_hans="系统让我做不下去时，当天就有人帮我。",
        text_zh_hant="系統讓我做不下去時，當天就有人幫我。",
    )
    actions.add_statement(statement, by=story.cast["consultant"])


@scene(day=-62)
def ask_before_the_pilot(story: Story) -> None:
    story.kept["survey day"] = -62
    title = story.say("How ready are we for the pilot?", "试点之前：我们准备好了吗？")
    story.kept["survey before"] = _open(story, title, kind="before", until=-52)


@scene(day=-55)
def people_answer_before(story: Story) -> None:
    say = story.say
    remarks = [
        say("Nobody has told us yet why the old list is not enough.", "还没有人告诉我们，为什么旧表格不够用了。"),
        say("Good that customers no longer have to explain everything twice.", "客户不用再说两遍，这很好。"),
        say("When is there time to practise?", "什么时候有时间练习？"),
        say("I would like to see it with my own customers.", "希望用我自己的客户演示一遍。"),
        say("The phone version must be fast.", "手机版一定要快。"),
        say("Who looks after my customers when I am away?", "我不在的时候，谁照看我的客户？"),
    ]
    _answer(story.kept["survey before"], BEFORE, random.Random(5), remarks=remarks)


@scene(day=-51)
def close_and_act(story: Story) -> None:
    """The barrier of the second department gets a task, which is done before the pilot starts."""
    by, say = story.cast["manager"], story.say
    kept = actions.close_survey(story.kept["survey before"], by=by)
    result = Result(kept)
    for line in [line for line in result.alone if line.barrier][:2]:
        step = actions.act_on(
            kept,
            row=line.key,
            element=line.barrier,
            text=say(
                f"Meet {line.names[0]}: why the CRM comes, and questions",
                f"与{line.names[0]}座谈：为什么上系统，现场答疑",
            ),
            owner=story.cast["sponsor"] if line.barrier == Element.KNOW_WHY else by,
            due=story.day(-45),
            by=by,
        )
        story.kept.setdefault("survey tasks", []).append(step.task)


@scene(day=-45)
def the_tasks_are_done(story: Story) -> None:
    for task in story.kept["survey tasks"]:
        perform(task, "finish", by=task.owner)


@scene(day=-12)
def ask_after_the_pilot(story: Story) -> None:
    story.kept["survey day"] = -12
    title = story.say("After four weeks of the pilot", "试点四周之后")
    pilot = story.programme.pilots.order_by("pk").first()
    story.kept["survey after"] = _open(story, title, kind="after", until=-3, pilot=pilot)


@scene(day=-4)
def close_after(story: Story) -> None:
    survey = story.kept["survey after"]
    _answer(survey, AFTER, random.Random(9))
    kept = actions.close_survey(survey, by=story.cast["manager"])
    line = next((line for line in Result(kept).alone if line.barrier), None)
    if line:
        actions.act_on(
            kept,
            row=line.key,
            element=line.barrier,
            text=story.say(f"Follow up with {line.names[0]} every week", f"每周跟进{line.names[0]}的使用情况"),
            owner=story.cast["consultant"],
            due=story.day(9),
            by=story.cast["manager"],
        )


@scene(day=-2)
def ask_before_the_next(story: Story) -> None:
    """Open today, with some answers in."""
    story.kept["survey day"] = -2
    title = story.say("Before the next pilot", "下一个试点之前")
    survey = _open(story, title, kind="before", until=9)
    _answer(survey, BEFORE, random.Random(3), shares=(4, 3, 2, 4))

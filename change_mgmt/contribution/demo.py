"""A few soft points, one of them corrected, one answered by the person concerned."""

from change_mgmt.contribution import actions
from change_mgmt.contribution.models import PointKind, SoftPoint
from core import actions as core_actions
from implementation.programme.story import Story, scene


def _point(story: Story, person: str, *, kind: str, points: int, reason: str, evidence: str, days: tuple[int, int]):
    own = story.kept.get("own kind of point") if kind == "own" else None
    return SoftPoint(
        programme=story.programme,
        person=story.cast[person],
        kind=kind,
        own_kind=own,
        points=points,
        reason=reason,
        evidence=evidence,
        period_from=story.day(days[0]),
        period_to=story.day(days[1]),
    )


@scene(day=-30, order=80)
def first_points(story):
    say, by = story.say, story.cast["manager"]
    kind = PointKind(
        programme=story.programme,
        name=say("Passing on what one knows", "传授经验"),
        about=say("Helps others to learn, without being asked.", "不用人催，主动帮别人学会。"),
    )
    story.kept["own kind of point"] = core_actions.create(kind, permission="contribution.set_kinds", by=by)
    first = _point(
        story,
        "member",
        kind="cooperation",
        points=2,
        reason=say("Was missing at two of three pilot meetings.", "三次试点例会缺席两次。"),
        evidence=say("Minutes of the pilot meetings", "试点例会纪要"),
        days=(-60, -30),
    )
    story.kept["point of the member"] = actions.give_point(first, by=by)


@scene(day=-18, order=80)
def answered_and_corrected(story):
    say, by = story.say, story.cast["manager"]
    old = story.kept["point of the member"]
    text = say("I was on sick leave on both days.", "那两天我请了病假。")
    actions.answer_point(old, answer=text, by=story.cast["member"])
    right = _point(
        story,
        "member",
        kind="cooperation",
        points=3,
        reason=say("Both absences were sick leave; came to every other meeting.", "两次缺席都是病假，其余会议都到了。"),
        evidence=say("Minutes of the pilot meetings", "试点例会纪要"),
        days=(-60, -30),
    )
    actions.correct_point(right, of=old, by=by)


@scene(day=-4, order=80)
def later_points(story):
    say, by = story.say, story.cast["manager"]
    for person, kind, points, reason, evidence in (
        (
            "member",
            "innovation",
            4,
            say("Found how an old quote is copied with two clicks.", "想出了两次点击复制旧报价的办法。"),
            say("Feedback of the pilot, week 4", "试点第四周反馈"),
        ),
        (
            "consultant",
            "own",
            5,
            say("Wrote down the cut-over so that others can run it.", "把切换步骤写清楚，别人也能照着做。"),
            say("Run sheet of the pilot", "试点切换步骤表"),
        ),
    ):
        point = _point(story, person, kind=kind, points=points, reason=reason, evidence=evidence, days=(-45, -5))
        actions.give_point(point, by=by)

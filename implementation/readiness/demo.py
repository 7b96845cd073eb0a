"""Two rounds of the assessment, a team with one role missing, and an architecture that is mostly settled."""

from core.actions import create
from core.roles import INSIDERS
from core.workflow import perform
from implementation.programme.actions import people_on
from implementation.programme.story import Story, scene
from implementation.readiness import actions
from implementation.readiness.checklist import ITEMS
from implementation.readiness.dimensions import ALL, statement_names
from implementation.readiness.models import Assessment, TeamMember, TeamRole

#: What people say on the whole, round by round; each then says a little more or less.
FIRST = dict(zip([item.key for item in ALL], (3, 4, 4, 2, 3, 2, 3, 3), strict=True))
LATER = dict(zip([item.key for item in ALL], (4, 4, 4, 3, 4, 3, 3, 4), strict=True))


def _ask(story: Story, *, closes: int, levels: dict[str, int]) -> Assessment:
    people = list(people_on(story.programme, *INSIDERS).order_by("pk"))
    found = actions.open_assessment(
        Assessment(programme=story.programme, number=0, closes_on=story.day(closes)),
        people,
        by=story.cast["consultant"],
    )
    for place, respondent in enumerate(
        found.respondents.select_related("person", "assessment__programme").order_by("pk")
    ):
        for number, dimension in enumerate(ALL):
            lean = (place + number) % 3 - 1 if place else 1
            scores = {
                name: None if (place + step) % 7 == 6 else max(1, min(5, levels[dimension.key] + lean * (step < 2)))
                for step, name in enumerate(statement_names(dimension))
            }
            actions.save_answers(respondent, dimension.key, scores, by=respondent.person)
        actions.hand_in(respondent, by=respondent.person)
    return found


@scene(day=-262)
def ask_how_ready(story):
    story.kept["readiness"] = _ask(story, closes=-255, levels=FIRST)


@scene(day=-254)
def act_on_what_is_weak(story):
    cast, found = story.cast, story.kept["readiness"]
    actions.close_assessment(found, by=cast["consultant"])
    found.refresh_from_db()
    for dimension, english, chinese, owner, due in (
        (
            "information",
            "Measure the customer data and clean the worst part first",
            "检查客户数据的质量，先清理最差的部分",
            "manager",
            -210,
        ),
        ("skills", "Plan training for every level", "为各层级制定培训计划", "consultant", -230),
    ):
        story.kept[f"better {dimension}"] = actions.plan_improvement(
            found,
            dimension,
            text=story.say(english, chinese),
            owner=cast[owner],
            due=story.day(due),
            by=cast["consultant"],
        )
    for role, person, english, chinese in (
        (TeamRole.LEAD, "manager", "", ""),
        (TeamRole.SALES, "member", "", ""),
        (TeamRole.EXPERTS, "consultant", "", ""),
        (TeamRole.CUSTOMERS, None, "Two key customers, invited each quarter", "两家重点客户，每季度邀请一次"),
        (TeamRole.USERS, None, "Inside sales, two people", "内勤销售两人"),
        (TeamRole.SYSTEMS, None, "Own system administrator", "本企业系统管理员"),
    ):
        name = {"person": cast[person]} if person else {"name": story.say(english, chinese)}
        member = TeamMember(programme=story.programme, role=role, **name)
        create(member, permission="readiness.edit_readiness", by=cast["consultant"])
    minutes = story.say("Minutes of the architecture meeting", "架构会议纪要")
    said = dict.fromkeys(list(ITEMS)[:9], ("yes", minutes))
    said |= dict.fromkeys(list(ITEMS)[9:12], ("partly", ""))
    actions.answer_architecture(story.programme, said, by=cast["consultant"])


@scene(day=-70)
def ask_again(story):
    for name in ("better information", "better skills"):
        task = story.kept[name].task
        perform(task, "finish", by=task.owner)
    story.kept["readiness again"] = _ask(story, closes=-65, levels=LATER)


@scene(day=-64)
def compare(story):
    found, cast = story.kept["readiness again"], story.cast
    actions.close_assessment(found, by=cast["consultant"])
    found.refresh_from_db()
    text = story.say("Put duplicates right before the next module", "下一个模块开始前处理重复客户")
    actions.plan_improvement(
        found, "information", text=text, owner=cast["manager"], due=story.day(20), by=cast["consultant"]
    )

"""Who takes part in the pilot, what they agreed to, what they say and what went wrong."""

from functools import partial

from core.workflow import perform
from implementation.programme.story import Story, scene
from implementation.rollout import actions
from implementation.rollout.demo.pilot import PLANNED, first_pilot
from implementation.rollout.models import Feedback, FeedbackLink, PilotIssue, ReadinessAnswer

NAMED = 12
#: Day, rating, name (English, Chinese), what helps, what hinders.
ANSWERS = (
    (-34, 2, ("Pilot user 01", "试点用户01"), ("", ""), ("Copying an old quote takes six clicks.", "复制旧报价要点六次。")),
    (-33, 3, ("", ""), ("All contacts in one place.", "联系人都在一处。"), ("The search is slow in the afternoon.", "下午搜索很慢。")),
    (-27, 3, ("Pilot user 04", "试点用户04"), ("I see what service promised.", "能看到售后的承诺。"), ("", "")),
    (-26, 2, ("", ""), ("", ""), ("On the phone the visit form is cut off at the right.", "手机上拜访表单右侧被截断。")),
    (-20, 4, ("", ""), ("Quotes find the right price by themselves.", "报价自动带出价格。"), ("", "")),
    (-13, 4, ("Pilot user 07", "试点用户07"), ("The search is quick now.", "搜索变快了。"), ("", "")),
    (-12, 4, ("", ""), ("", ""), ("Discounts above ten per cent still go by e-mail.", "折扣超过10%仍要发邮件。")),
    (-6, 5, ("Pilot user 01", "试点用户01"), ("Two clicks for a quote.", "两次点击就能报价。"), ("", "")),
    (-5, 4, ("", ""), ("", ""), ("", "")),
)  # fmt: skip


@scene(day=PLANNED - 2)
def describe_modules(story):
    """Users planned and how automatic; marketing is to send more by itself than customers may like."""
    for key, users, automation in (
        ("master_data", 60, 30),
        ("sales", 40, 45),
        ("service", 14, 40),
        ("marketing", 6, 80),
    ):
        module = story.programme.modules.get(key=key)
        actions.change_module(
            module,
            needs=module.needs.all(),
            departments=[],
            by=story.cast["consultant"],
            users_planned=users,
            automation=automation,
        )
    intelligence = story.programme.modules.get(key="intelligence")
    needs = story.programme.modules.filter(key__in=["master_data", "sales"])
    actions.change_module(intelligence, needs=needs, departments=[], by=story.cast["consultant"])


@scene(day=PLANNED + 2)
def agree_on_the_charter(story):
    """The consultant writes it, the sponsor agrees."""
    pilot, by = first_pilot(story), story.cast["consultant"]
    names = [story.say(f"Pilot user {n:02}", f"试点用户{n:02}") for n in range(1, NAMED + 1)]
    place = pilot.departments.first()
    actions.add_participants(pilot, department=place, names=names, by=by)
    actions.add_participants(pilot, department=place, people=[story.cast["member"]], front_line=False, by=by)
    actions.agree_to(actions.put_forward(pilot, by=by), by=story.cast["sponsor"])


@scene(day=-44)
def say_who_is_ready(story):
    pilot, notes = first_pilot(story), {"support": story.say("Max Member, in the same room", "范例员工，同一办公室")}
    answers = {item: ("yes", notes.get(item, "")) for item in ReadinessAnswer.Item.values}
    actions.answer_readiness(pilot, pilot.departments.first(), answers, by=story.cast["manager"])


@scene(day=-36)
def open_the_link(story):
    story.kept["feedback link"] = actions.make_link(first_pilot(story), by=story.cast["manager"]).pk


def _speak(story: Story, number: int) -> None:
    _day, rating, name, helps, hinders = ANSWERS[number]
    link = FeedbackLink.objects.get(pk=story.kept["feedback link"])
    said = actions.give_feedback(
        link,
        rating=rating,
        helps=story.say(*helps),
        hinders=story.say(*hinders),
        name=story.say(*name),
        department=link.pilot.departments.first(),
        stamp=f"{link.pk} {number}",
    )
    story.kept[f"answer {number}"] = said.pk


for number, answer in enumerate(ANSWERS):
    scene(day=answer[0])(partial(_speak, number=number))


def _answer(story: Story, number: int) -> Feedback:
    return Feedback.objects.get(pk=story.kept[f"answer {number}"])


@scene(day=-25)
def take_up_what_hinders(story):
    """One is severe and gets an owner, one is being looked at."""
    by = story.cast["manager"]
    form = actions.issue_from_feedback(_answer(story, 3), by=by)
    actions.change_issue(form, by=by, severity=PilotIssue.Severity.SERIOUS, owner=story.cast["consultant"])
    clicks = actions.issue_from_feedback(_answer(story, 0), by=by)
    actions.change_issue(clicks, by=by, owner=story.cast["member"])
    perform(clicks, "begin", by=story.cast["member"])
    story.kept["issue form"], story.kept["issue clicks"] = form.pk, clicks.pk


@scene(day=-15)
def mend_the_form(story):
    form = PilotIssue.objects.get(pk=story.kept["issue form"])
    done = story.say("The form wraps on narrow screens; tried on two phones.", "表单在窄屏换行，已在两部手机上测试。")
    actions.solve_issue(form, outcome=done, by=story.cast["consultant"])


@scene(day=-14)
def look_at_the_form(story):
    form = PilotIssue.objects.get(pk=story.kept["issue form"])
    perform(form, "verify", by=story.cast["manager"], note=story.say("Holds on both phones.", "两部手机均正常。"))
    answer = story.say("Mended on both kinds of phone.", "两种手机上均已修复。")
    actions.answer_feedback(_answer(story, 3), answer=answer, by=story.cast["manager"])


@scene(day=-8)
def shorten_the_quote(story):
    clicks = PilotIssue.objects.get(pk=story.kept["issue clicks"])
    done = story.say("A button copies the last quote.", "新增“复制上次报价”按钮。")
    actions.solve_issue(clicks, outcome=done, by=story.cast["member"])


@scene(day=-4)
def find_the_next(story):
    actions.report_issue(
        PilotIssue(
            programme=story.programme,
            pilot=first_pilot(story),
            title=story.say("Two customers of the same name were merged", "两个同名客户被误合并"),
            text=story.say(
                "Orders of one stood under the other for a day. Split again by hand.", "订单错挂一天，已手工拆分。"
            ),
            severity=PilotIssue.Severity.SERIOUS,
            reported_by=story.cast["member"].name,
            found_on=story.day(-5),
            owner=story.cast["consultant"],
        ),
        by=story.cast["member"],
    )


@scene(day=-9)
def name_those_who_come_next(story):
    """The second pilot: its charter is put forward and waits for the sponsor; one of the answers is still no."""
    pilot, by = story.programme.pilots.get(module__key="service"), story.cast["manager"]
    place = pilot.departments.first()
    names = [story.say(f"Service user {n:02}", f"售后用户{n:02}") for n in range(1, 7)]
    actions.add_participants(pilot, department=place, names=names, by=by)
    actions.put_forward(pilot, by=by)
    note = story.say("Tablets arrive next week", "平板下周到货")
    actions.answer_readiness(
        pilot, place, {"devices": ("no", note), "old_way": ("yes", ""), "support": ("yes", "")}, by=by
    )

"""A course with a test for everybody of one department: people come by their own links, some are certified, some wait."""

import datetime

from change_mgmt import actions
from change_mgmt.actions import door, people, sign_up, trials
from change_mgmt.actions.certificates import certify
from change_mgmt.actions.invitations import invite
from change_mgmt.actions.opinions import say_how_it_was
from change_mgmt.demo.places import departments
from change_mgmt.models import Course, Enrolment, Question, Session
from core import actions as core_actions
from implementation.programme.story import Story, scene

COURSE = "course privacy"


def _words(en: str, hans: str, hant: str) -> dict[str, str]:
    return {"en": en, "zh-hans": hans, "zh-hant": hant}


#: question, answers; the first answer is right
QUESTIONS = [
    (
        _words("A customer asks what we keep about them. What do you do?", "客户询问我们保存了哪些关于他的信息，您怎么做？", "客戶詢問我們保存了哪些關於他的資料，您怎麼做？"),
        [
            _words("Pass the request on to the data lead the same day", "当天转给数据负责人", "當天轉給資料負責人"),
            _words("Read the record out on the telephone", "在电话中念出记录", "在電話中念出紀錄"),
            _words("Say that nothing is kept", "说没有保存任何信息", "說沒有保存任何資料"),
        ],
    ),
    (
        _words("Where do the notes of a visit belong?", "拜访记录应放在哪里？", "拜訪紀錄應放在哪裡？"),
        [
            _words("In the record of the customer", "客户记录中", "客戶紀錄中"),
            _words("In one’s own notebook", "自己的笔记本中", "自己的筆記本中"),
            _words("In a message to a colleague", "发给同事的消息中", "傳給同事的訊息中"),
        ],
    ),
    (
        _words("Two records name the same customer. What now?", "两条记录是同一客户，怎么办？", "兩筆紀錄是同一客戶，怎麼辦？"),
        [
            _words("Report them, so that they are joined", "上报，以便合并", "回報，以便合併"),
            _words("Delete the older one", "删除较旧的一条", "刪除較舊的一筆"),
            _words("Leave both", "两条都保留", "兩筆都保留"),
        ],
    ),
]  # fmt: skip


@scene(day=-20)
def plan_the_course(story: Story) -> None:
    """For the front line of one department, counted from the list of staff; due again after a year."""
    by, say = story.cast["manager"], story.say
    course = Course(
        programme=story.programme,
        title=say("Handling customer data with care", "妥善使用客户信息"),
        level="front_line",
        aim=say("Answer questions of customers about their data, and keep records clean.", "能回答客户关于个人信息的问题，并保持记录准确。"),
        hours=2,
        pass_mark=60,
        valid_months=12,
        from_list=True,
    )  # fmt: skip
    course = actions.create_course(course, departments=[departments(story)["service"]], by=by)
    for words, answers in QUESTIONS:
        options = [{"words": answer, "right": place == 0} for place, answer in enumerate(answers)]
        trials.add_question(Question(course=course, words=words, options=options), by=by)
    story.kept[COURSE] = course
    sign_up.open_link(course, by=by)
    if (asked := course.people().exclude(email="")).exists():
        invite(course, asked.select_related("programme__organisation", "department"), by=by)


def _session(story: Story, *, day: int, seats: int) -> Session:
    at = datetime.datetime.combine(story.day(day), datetime.time(9), story.programme.organisation.zone)
    session = Session(
        course=story.kept[COURSE],
        starts_at=at,
        place=story.say("Training room, ground floor", "一楼培训室"),
        seats=seats,
        trainer=story.say("Cora Consultant", "范例顾问"),
    )
    return core_actions.create(session, permission="change_mgmt.edit_training", by=story.cast["manager"])


def _come(story: Story, session: Session, employees) -> list[Enrolment]:
    """They take a seat on their own pages."""
    course = story.kept[COURSE]
    return [
        sign_up.sign_up_again(people.link_of_employee(course, each, by=None), session=session) for each in employees
    ]


@scene(day=-18)
def sign_up_by_link(story: Story) -> None:
    asked = story.kept[COURSE].people().exclude(email="").select_related("programme__organisation", "department")
    if asked:
        session = story.kept["session privacy"] = _session(story, day=-10, seats=8)
        _come(story, session, asked[:6])


@scene(day=-10, order=70)
def come_in_and_be_tested(story: Story) -> None:
    """Two mark themselves by the code on the wall; the rest is marked. All take the test but the last, who fails it."""
    session = story.kept.get("session privacy")
    if session is None:
        return
    seats = list(session.enrolments.order_by("pk"))
    for seat in seats[:2]:
        door.come_in(seat)
    actions.mark_attendance(session, {seat.pk: actions.Mark(True) for seat in seats}, by=story.cast["manager"])
    for place, seat in enumerate(seats):
        attempt = trials.begin(seat)
        right = place < len(seats) - 1
        trials.hand_in(attempt, {item["id"]: [_answer(item, right)] for item in attempt.paper})
        words = story.say("More examples from our own department.", "希望多讲本部门的例子。") if place == 1 else ""
        say_how_it_was(seat, rating=4 + place % 2, words=words)
    for seat in seats[:2]:
        certify(seat)


def _answer(item: dict, right: bool) -> str:
    return next(option["id"] for option in item["options"] if option["right"] is right)


@scene(day=-3)
def one_waits(story: Story) -> None:
    """The next session is small: whoever comes last is on the waiting list."""
    course = story.kept[COURSE]
    done = Enrolment.objects.filter(session__course=course).attended().values("employee")
    left = course.people().exclude(pk__in=done).select_related("programme__organisation", "department")
    if left:
        _come(story, _session(story, day=6, seats=1), left.order_by("pk")[:2])

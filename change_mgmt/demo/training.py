"""A course for each level; more than the floor is trained before the pilot, and not everybody."""

import datetime

from change_mgmt import actions
from change_mgmt.actions import Mark
from change_mgmt.demo.places import DEPARTMENTS, departments
from change_mgmt.models import Course, Session
from core import actions as core_actions
from implementation.programme.story import Story, scene


@scene(day=-110)
def plan_courses(story):
    """A course for each level, with the numbers that each must reach."""
    say, by, where = story.say, story.cast["manager"], departments(story)
    courses = [
        ("lead", say("Leading with customer figures", "用客户数据管理"), "top", 3, None, ["intelligence"], dict.fromkeys(where, 1)),
        ("coach", say("Coaching a team on the new process", "新流程下的团队辅导"), "middle", 4, None, ["sales", "service"], {"south": 2, "east": 3, "service": 2, "marketing": 1}),
        ("daily", say("Sales module: the daily work", "销售模块：日常操作"), "front_line", 6, 60, ["sales", "master_data"], {"south": 16}),
        ("data", say("Clean customer data", "客户数据规范"), "front_line", 2, None, ["master_data"], {"service": 12, "finance": 5}),
    ]  # fmt: skip
    for key, title, level, hours, pass_mark, modules, needs in courses:
        course = Course(
            programme=story.programme,
            title=title,
            level=level,
            hours=hours,
            pass_mark=pass_mark,
            modules=modules,
            from_list=False,
            valid_months=3 if key == "data" else None,
        )
        scope = [] if len(needs) == len(where) else [where[place] for place in needs]
        story.kept[f"course {key}"] = actions.create_course(course, departments=scope, by=by)
        actions.set_needs(course, {where[place]: people for place, people in needs.items()}, by=by)


def _plan(story: Story, course: str, *, day: int, seats: int) -> Session:
    """A session at nine in the morning of that day."""
    zone = story.programme.organisation.zone
    session = Session(
        course=story.kept[f"course {course}"],
        starts_at=datetime.datetime.combine(story.day(day), datetime.time(9), zone),
        place=story.say("Training room, ground floor", "一楼培训室"),
        seats=seats,
        trainer=story.say("Cora Consultant", "范例顾问"),
    )
    return core_actions.create(session, permission="change_mgmt.edit_training", by=story.cast["manager"])


def _invite(story: Story, session: Session, people: dict[str, int]) -> None:
    """Plainly made-up people of these departments, numbered through the story."""
    by, where = story.cast["manager"], departments(story)
    for place, count in people.items():
        names = []
        for _each in range(count):
            story.kept["trainees"] = story.kept.get("trainees", 0) + 1
            number = story.kept["trainees"]
            names.append(story.say(f"Trainee {number:02}", f"范例学员{number:02}"))
        actions.enrol_people(session, names=names, department=where[place], by=by)


def _mark(story: Story, session: Session, *, absent: int = 0, scores: tuple[int, ...] = ()) -> None:
    """All came but the last few; scores go round."""
    people = list(session.enrolments.order_by("pk"))
    came = len(people) - absent
    marks = {
        person.pk: Mark(place < came, scores[place % len(scores)] if scores and place < came else None)
        for place, person in enumerate(people)
    }
    actions.mark_attendance(session, marks, by=story.cast["manager"])


@scene(day=-75)
def sign_up(story):
    story.kept["sessions"] = {
        "lead": _plan(story, "lead", day=-70, seats=8),
        "coach": _plan(story, "coach", day=-66, seats=12),
        "daily one": _plan(story, "daily", day=-60, seats=10),
        "daily two": _plan(story, "daily", day=-55, seats=10),
        "data": _plan(story, "data", day=-52, seats=20),
    }
    sessions = story.kept["sessions"]
    _invite(story, sessions["lead"], dict.fromkeys(DEPARTMENTS, 1))
    _invite(story, sessions["coach"], {"south": 2, "east": 3, "service": 2, "marketing": 1})
    actions.enrol(sessions["daily one"], department=departments(story)["south"], by=story.cast["member"])
    _invite(story, sessions["daily one"], {"south": 8})
    _invite(story, sessions["daily two"], {"south": 7})
    _invite(story, sessions["data"], {"service": 11, "finance": 5})


@scene(day=-70, order=80)
def train_the_top(story):
    _mark(story, story.kept["sessions"]["lead"])


@scene(day=-66, order=80)
def train_the_middle(story):
    _mark(story, story.kept["sessions"]["coach"], absent=1)


@scene(day=-60, order=80)
def train_the_first_users(story):
    _mark(story, story.kept["sessions"]["daily one"], scores=(82, 74, 91, 68))


@scene(day=-55, order=80)
def train_the_next_users(story):
    _mark(story, story.kept["sessions"]["daily two"], scores=(77, 85, 64, 52, 88, 71, 79))


@scene(day=-52, order=80)
def train_on_data(story):
    _mark(story, story.kept["sessions"]["data"], absent=1)


@scene(day=-12)
def plan_more_training(story):
    """One session is past and waits for its attendance; one is ahead, with free seats."""
    past = _plan(story, "data", day=-2, seats=12)
    _invite(story, past, {"service": 2})
    _plan(story, "daily", day=9, seats=6)

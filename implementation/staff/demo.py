"""Sixty plainly made-up people in each organisation, brought as one table; two of the cast are among them."""

from implementation.programme.story import Story, scene
from implementation.staff import actions
from implementation.staff.models import Employee, StaffFile
from implementation.staff.table.plan import plan
from implementation.staff.table.writing import take_over

PEOPLE = 60


@scene(day=-230)
def bring_the_list(story: Story) -> None:
    """The front line is most of them; every eighth has no address and is reached on paper."""
    say, places = story.say, list(story.programme.organisation.departments.order_by("pk"))
    rows = [[2, _row(story.cast["executive"].name, story.cast["executive"].email, places[0].name, "top")]]
    rows.append([3, _row(story.cast["member"].name, story.cast["member"].email, places[0].name, "front_line")])
    for number in range(1, PEOPLE + 1):
        level = "top" if number % 20 == 0 else "middle" if number % 6 == 0 else "front_line"
        email = "" if number % 8 == 0 else f"employee{number:02}.{'zh' if story.zh else 'en'}@demo.example"
        name = say(f"Employee {number:02}", f"员工{number:02}")
        rows.append([number + 3, _row(name, email, places[number % len(places)].name, level)])
    by = story.cast["manager"]
    file = StaffFile.objects.create(programme=story.programme, by=by, rows=rows)
    take_over(file, mark=plan(story.programme, rows).mark, by=by)


def _row(name: str, email: str, department: str, level: str) -> dict[str, str]:
    row = {"name": name, "email": email, "department": department, "level": level}
    return {key: value for key, value in row.items() if value}


@scene(day=-33)
def somebody_leaves(story: Story) -> None:
    people = Employee.objects.filter(programme=story.programme, level="front_line", user=None).order_by("pk")
    actions.mark_left(people[3], by=story.cast["manager"])

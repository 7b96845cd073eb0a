"""The demonstration's papers, reviews, tasks and rules."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.notes import comment
from core.workflow import perform
from implementation.programme import actions
from implementation.programme.models import AssignmentRule, Deliverable
from implementation.programme.story import Story, scene


def paper(story: Story, deliverable: Deliverable, *, but: int = 0, more: str = "") -> SimpleUploadedFile:
    """A short fictitious document in the format that is asked for, the last sections left out."""
    wanted = deliverable.format
    if wanted.columns:
        rows = [wanted.columns, *([f"{n}" for _column in wanted.columns] for n in (1, 2, 3))]
        text = "\n".join(",".join(row) for row in rows)
        return SimpleUploadedFile("annex.csv", text.encode("utf-8-sig"))
    kept = wanted.sections[: len(wanted.sections) - but]
    sentence = story.say("Agreed with those concerned (fictitious).", "已与相关人员商定（虚构）。")
    parts = [f"# {deliverable.name}", *(f"## {heading}\n\n{sentence}" for heading in kept)]
    return SimpleUploadedFile("document.md", "\n\n".join([*parts, more]).encode())


def _in(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


@scene(day=-127)
def keep_the_contract_from_staff(story):
    """Prices are nobody's business who neither decides nor negotiates."""
    contract = story.programme.deliverables.filter(stage__kind="source").order_by("pk")[1]
    actions.change_deliverable(
        contract,
        by=story.cast["manager"],
        note=story.say("It names prices.", "其中有价格。"),
        members_read=False,
        executives_read=True,
        consultants_read=True,
    )


@scene(day=-30)
def tasks_of_the_pilot(story):
    manager, member = story.cast["manager"], story.cast["member"]
    done = actions.add_task(
        story.programme,
        text=story.say("Print the short guide for the pilot desks", "为试点工位印制速查手册"),
        owner=member,
        due=_in(5),
        by=manager,
    )
    perform(done, "finish", by=member)
    actions.add_task(
        story.programme,
        text=story.say(
            "Collect questions of the pilot users for the half-time review", "收集试点用户的问题，供中期评审用"
        ),
        details=story.say("One page; the five most frequent come first.", "一页，最常见的五个排在前面。"),
        owner=member,
        due=_in(28),
        by=manager,
    )


@scene(day=-12)
def rehearse_the_way_back(story):
    """The first paper lacks its last section; a reviewer says so and it is sent back."""
    manager, consultant, sponsor = (story.cast[role] for role in ("manager", "consultant", "sponsor"))
    paper_due = story.programme.deliverables.filter(stage__kind="pilot").order_by("pk")[1]
    actions.name_reviewers(paper_due, [consultant], by=manager)
    note = story.say("First draft.", "初稿。")
    actions.submit_deliverable(paper_due, by=manager, note=note, files=[paper(story, paper_due, but=1)])
    text = story.say("How did it end? The result of the rehearsal is not in it.", "结果如何？文中没有演练结果。")
    actions.review(paper_due, opinion="not_yet", text=text, by=consultant)
    actions.send_back(paper_due, by=sponsor, note=story.say("Add the result.", "请补充结果。"))


@scene(day=-8)
def rehearsal_again(story):
    manager, consultant, sponsor = (story.cast[role] for role in ("manager", "consultant", "sponsor"))
    again = story.programme.deliverables.filter(stage__kind="pilot").order_by("pk")[1]
    more = story.say("The way back took 50 minutes.", "回退用时 50 分钟。")
    actions.submit_deliverable(again, by=manager, files=[paper(story, again, more=more)])
    actions.review(again, opinion="ready", text=story.say("Complete now.", "现已完整。"), by=consultant)
    condition = actions.Promise(
        text=story.say("Rehearse once more with the night shift", "与夜班人员再演练一次"),
        owner=manager,
        due=_in(18),
        verifier=consultant,
    )
    actions.accept_with_conditions(again, conditions=[condition], by=sponsor)
    comment(again, text=story.say("Thank you, that was quick.", "谢谢，很快。"), by=sponsor)


@scene(day=-7)
def rules_that_assign(story):
    """Papers of the pilot that nobody owns go to the consultant, with a task."""
    manager, consultant = story.cast["manager"], story.cast["consultant"]
    programme = story.programme
    for kind, category, person, days in (
        ("programme.deliverable", "pilot", consultant, 10),
        ("change_mgmt.changerequest", "contract", manager, 5),
    ):
        rule = AssignmentRule(programme=programme, kind=kind, category=category, person=person, task_days=days)
        actions.save_rule(rule, by=manager)
    guide = Deliverable(
        programme=programme,
        stage=programme.stages.get(kind="pilot"),
        name=story.say("Short guide for users", "用户速查手册"),
        due=_in(12),
        file_kinds="pdf, docx",
    )
    actions.add_deliverable(guide, by=manager, note=story.say("Users asked for it.", "用户提出需要。"))

"""Registers that were brought, and how people look at this one."""

from core.sheets import write_csv
from implementation.programme.story import scene
from risks.imports.fates import digest
from risks.imports.uploads import upload
from risks.imports.writing import bring_in, preview
from risks.models import (
    RegisterView,
    Risk,
)
from risks.register.looks import keep_view


@scene(day=-60)
def register_of_the_vendor(story):
    """The vendor’s own register, as its spreadsheet came: two risks are new, and one row of totals stays out."""
    by = story.cast["consultant"]
    headings = [
        "ID",
        story.say("Risk", "风险"),
        story.say("Likelihood (1-3)", "可能性（1-3）"),
        story.say("Impact (1-3)", "影响（1-3）"),
    ]
    rows = [
        ["V-01", story.say("The vendor’s tester leaves before the pilot", "供应商测试人员在试点前离职"), "2", "2"],
        ["V-02", story.say("A holiday week delays the corrections", "假期周导致修正推迟"), "1", "2"],
        [story.say("Total", "合计"), "2", "", ""],
    ]
    record = upload(story.programme, name="vendor-risks.csv", data=write_csv(headings, rows), by=by)
    bring_in(record, by=by, seen=digest(preview(record)))


@scene(day=-2)
def register_in_preparation(story):
    """An upload that waits for its last look: it changes one risk and adds another."""
    by = story.cast["manager"]
    known = Risk.objects.filter(programme=story.programme).order_by("number")[0]
    headings = [
        "No.",
        story.say("Risk", "风险"),
        story.say("Likelihood", "可能性"),
        story.say("Impact", "影响"),
        story.say("Owner", "负责人"),
    ]
    rows = [
        ["1", known.title, str(min(5, (known.current_likelihood or 2) + 1)), str(known.current_impact or 3), by.email],
        [
            "2",
            story.say("Two shops have no stable network", "两家门店网络不稳定"),
            "4",
            "2",
            story.say("Shop support", "门店支持组"),
        ],
        ["3", "", "5", "5", ""],
    ]
    upload(story.programme, name="steering-review.csv", data=write_csv(headings, rows), by=by)


@scene(day=-30)
def register_views(story):
    """The consultant keeps two ways of looking at the register; everybody on the programme shares the first."""
    by = story.cast["consultant"]
    worst, unowned = story.say("High risks by owner", "按负责人看高风险"), story.say("Without an owner", "尚无负责人")
    for name, query, shared in ((worst, "level=high&sort=owner,-level", True), (unowned, "owner=nobody", False)):
        keep_view(RegisterView(programme=story.programme, person=by, name=name, query=query, shared=shared))

"""Lessons in both programmes, templates, and three earlier programmes of the second organisation to forecast from."""

import datetime

from core.models import User
from core.workflow import perform
from implementation.experience import actions
from implementation.experience.models import Lesson, ProgrammeTemplate
from implementation.programme.actions import start_programme
from implementation.programme.models import Programme, Stage
from implementation.programme.offers import offers_to
from implementation.programme.story import START, Story, scene

#: Day, category, kind of stage, advice, weight, writer; then title, what happened, why, next time, each in both languages.
LESSONS = (
    (-190, "vision", "business_case", "keep", 2, "manager",
     ("Let finance count the benefits", "让财务部门来算收益"),
     ("Finance worked the benefits out with sales, and nobody doubted them at the gate.", "收益由财务与销售共同测算，评审时无人质疑。"),
     ("Whoever has to believe the figures had made them.", "需要相信数字的人亲自算出了数字。"),
     ("Ask finance for the benefits before the first draft of the case.", "在商业论证初稿之前就请财务测算收益。")),
    (-118, "contract", "source", "change", 3, "consultant",
     ("Ask for the exit plan before the price", "先谈退出计划，再谈价格"),
     ("The exit plan came last and became the condition of the gate.", "退出计划最后才谈，成了关口的附加条件。"),
     ("It was seen as a matter for later.", "大家认为这是以后的事。"),
     ("Make data hand-back a knock-out when the vendors are first compared.", "首次比较供应商时就把数据交还列为淘汰项。")),
    (-60, "data", "prepare", "change", 3, "member",
     ("Count the duplicates before you plan the cleaning", "清洗之前先数清重复记录"),
     ("Cleaning took two weeks more than planned.", "清洗比计划多用了两周。"),
     ("The plan was made from a sample of one department.", "计划只依据一个部门的样本。"),
     ("Run the duplicate count over all departments first; it takes a day.", "先对所有部门统计重复记录，只需一天。")),
    (-14, "pilots", "pilot", "keep", 2, "member",
     ("Two power users in each pilot department", "每个试点部门安排两名骨干用户"),
     ("Questions were answered at the next desk, within the hour.", "问题在邻座一小时内就得到解答。"),
     ("People ask somebody they know before they call anybody.", "人们先问熟人，再打电话。"),
     ("Name two in every department four weeks before it starts.", "每个部门开始前四周指定两人。")),
)  # fmt: skip
DRAFT = (
    (-5, "people", "pilot", "change", 2, "member",
     ("Tell the field staff about offline first", "先给外勤讲离线使用"),
     ("Visits were lost on two days without a connection.", "两天没有网络，拜访记录丢失。"),
     ("", ""),
     ("Show working offline in the first hour of the training.", "培训第一小时先演示离线使用。")),
)  # fmt: skip
#: Earlier programmes of the second organisation: name, days before today on which it began, how much of the standard
#: each stage took.
EARLIER = (
    ("2022 年华北项目", -1720, (1.1, 1.2, 1.0, 1.5, 1.1, 1.3, 1.0)),
    ("2023 年售后项目", -1330, (0.9, 1.0, 1.3, 1.2, 1.4, 1.1, 1.0)),
    ("2024 年渠道项目", -860, (1.0, 1.4, 1.1, 1.1, 1.0, 1.2, 1.1)),
)


def _write(story: Story, line) -> Lesson:
    _day, category, kind, advice, weight, writer, title, happened, why, following = line
    lesson = Lesson(
        programme=story.programme,
        stage=story.programme.stages.get(kind=kind),
        title=story.say(*title),
        category=category,
        advice=advice,
        weight=weight,
        what_happened=story.say(*happened),
        why=story.say(*why),
        next_time=story.say(*following),
    )
    return actions.write_lesson(lesson, by=story.cast[writer])


def _tell(line, *, agreed: bool):
    @scene(day=line[0])
    def lesson(story):
        written = _write(story, line)
        if agreed:
            perform(written, "agree", by=story.cast["sponsor"])


for _line in LESSONS:
    _tell(_line, agreed=True)
for _line in DRAFT:
    _tell(_line, agreed=False)


@scene(day=START + 2)
def bring_in_the_past(story):
    """What the second organisation did before is entered from its records on paper."""
    if not story.zh:
        return
    for name, began, pace in EARLIER:
        programme = start_programme(
            by=story.cast["manager"],
            name=name,
            strategy="small_slow",
            started_on=story.day(began),
            modules_wanted=["sales", "service"],
            role="manager",
            organisation=story.programme.organisation,
        )
        programme.memberships.create(user=story.cast["sponsor"], role="sponsor")
        programme.memberships.create(user=story.cast["consultant"], role="consultant")
        _as_it_went(programme, pace, by=story.cast["manager"])


def _as_it_went(programme: Programme, pace, *, by: User) -> None:
    note = "依据纸质记录补录。"
    for deliverable in programme.deliverables.all():
        perform(deliverable, "submit", by=None, note=note, submitted_by=by)
        perform(deliverable, "accept", by=None, note=note)
    for milestone in programme.milestones.all():
        perform(milestone, "reach", by=by, note=note)
    start = programme.started_on
    for stage, share in zip(programme.stages.order_by("number"), pace, strict=True):
        if stage.state == Stage.State.NOT_STARTED:
            perform(stage, "start", by=None, note=note, actual_start=start)
        for gate in stage.gates.all():
            perform(gate, "request", by=None, note=note)
            perform(gate, "go", by=None, note=note)
        end = start + datetime.timedelta(days=round(stage.standard_days * share) - 1)
        perform(stage, "finish", by=None, note=note, actual_end=end)
        start = end + datetime.timedelta(days=1)
    perform(programme, "finish", by=None, note=note)


def _template(story: Story, source: Programme, name: str, description: str) -> ProgrammeTemplate:
    template = ProgrammeTemplate(organisation=source.organisation, name=name, description=description)
    return actions.make_template(template, source=source, by=story.cast["manager"])


@scene(day=-30)
def make_templates(story):
    """The first organisation has only what is under way; the second takes what it has finished."""
    if not story.zh:
        description = "For a firm with field sales and one warehouse. Taken while the pilot runs."
        story.kept["template"] = _template(story, story.programme, "Small and slow, by pilots", description).pk
        return
    source = Programme.objects.get(organisation=story.programme.organisation, name=EARLIER[-1][0])
    template = _template(story, source, "渠道项目模板", "适合有经销商和外勤销售的企业。")
    path = next(offer for offer in offers_to(story.cast["manager"]) if offer.name == template.name)
    start_programme(
        by=story.cast["manager"],
        name="海外事业部项目",
        strategy=path.strategy,
        started_on=story.day(-30),
        modules_wanted=["master_data", "sales"],
        role="manager",
        organisation=source.organisation,
        path=path,
    )
    story.kept["template"] = template.pk


@scene(day=-4)
def make_new_versions(story):
    """With the lessons learnt since, and what the programme under way has changed."""
    template = ProgrammeTemplate.objects.get(pk=story.kept["template"])
    note = story.say("With the lessons of the first pilot", "补充首个试点的经验")
    actions.take_version(template, source=story.programme, by=story.cast["manager"], note=note)

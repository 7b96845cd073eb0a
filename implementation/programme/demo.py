"""Two plainly fictitious organisations, one consultant, and the plan of their programmes."""

import datetime

from django.utils import timezone, translation

from core.models import User
from core.workflow import perform
from implementation.programme import actions
from implementation.programme import demo_plan as _scenes_of_the_plan  # noqa: F401
from implementation.programme.demo_work import paper
from implementation.programme.models import Deliverable, Department, Membership, Milestone, Organisation
from implementation.programme.story import START, Story, clock_at, scene, tell

PASSWORD = "pilotage-demo"
ROLES = ["sponsor", "manager", "consultant", "executive", "member", "vendor_contact"]

#: role -> (e-mail, name); the consultant serves both.
ENGLISH = {
    "sponsor": ("sponsor@demo.example", "Sam Sponsor"),
    "manager": ("manager@demo.example", "Mia Manager"),
    "consultant": ("consultant@demo.example", "Cora Consultant"),
    "executive": ("executive@demo.example", "Eli Executive"),
    "member": ("member@demo.example", "Max Member"),
    "vendor_contact": ("vendor@demo.example", "Vera Vendor"),
}
CHINESE = {
    "sponsor": ("sponsor.zh@demo.example", "范例发起人"),
    "manager": ("manager.zh@demo.example", "范例经理"),
    "consultant": ("consultant@demo.example", "Cora Consultant"),
    "executive": ("executive.zh@demo.example", "范例高管"),
    "member": ("member.zh@demo.example", "范例员工"),
    "vendor_contact": ("vendor.zh@demo.example", "范例供应商联系人"),
}
MODULES = ["master_data", "sales", "service", "marketing", "intelligence"]


def people(cast: dict, language: str) -> dict[str, User]:
    found = {}
    for role, (email, name) in cast.items():
        user = User.objects.filter(email=email).first()
        found[role] = user or User.objects.create_user(
            email, name, PASSWORD, language="en" if role == "consultant" else language
        )
    return found


def begin(*, cast: dict, organisation: Organisation, name: str, departments: dict[str, int], today) -> Story:
    """The programme as its manager started it, and its people."""
    everyone = people(cast, organisation.language)
    day = today + datetime.timedelta(days=START)
    with translation.override(organisation.language), clock_at(day, zone=organisation.zone):
        programme = actions.start_programme(
            by=everyone["manager"],
            name=name,
            strategy="small_slow",
            started_on=day,
            modules_wanted=MODULES,
            role="manager",
            organisation=organisation,
            departments=list(departments),
        )
    for title, headcount in departments.items():
        Department.objects.filter(organisation=programme.organisation, name=title).update(headcount=headcount)
    for role, person in everyone.items():
        Membership.objects.get_or_create(programme=programme, user=person, role=role)
    return Story(programme=programme, cast=everyone, today=today)


def begin_both(*, today=None) -> list[Story]:
    """The English and the Chinese story before anything happened in them."""
    today = today or timezone.localdate()
    english = begin(
        cast=ENGLISH,
        organisation=Organisation(
            name="Harbour Lane Instruments (fictitious)",
            language="en",
            currency="EUR",
            time_zone="Europe/Berlin",
            fictitious=True,
        ),
        name="Customer programme",
        departments={"Sales South": 18, "Sales East": 22, "After-sales": 14, "Marketing": 6, "Finance": 8},
        today=today,
    )
    chinese = begin(
        cast=CHINESE,
        organisation=Organisation(
            name="云杉仪表（虚构企业）",
            language="zh-hans",
            currency="CNY",
            time_zone="Asia/Shanghai",
            fictitious=True,
        ),
        name="客户关系项目",
        departments={"华南销售部": 18, "华东销售部": 22, "售后服务部": 14, "市场部": 6, "财务部": 8},
        today=today,
    )
    return [english, chinese]


def tell_both(*, today=None) -> list[Story]:
    stories = begin_both(today=today)
    for story in stories:
        tell(story)
    return stories


def _accept_deliverables(story: Story, kind: str, *, but: tuple[int, ...] = ()) -> None:
    """The manager hands in what the stage owes and the sponsor accepts it, all but some by place."""
    found = Deliverable.objects.filter(programme=story.programme, stage__kind=kind).order_by("pk")
    for place, deliverable in enumerate(found):
        if place in but or deliverable.state != Deliverable.State.DUE:
            continue
        where = story.say("Signed copy on the shared drive, folder “CRM”.", "签署件见共享盘“CRM”文件夹。")
        files = [paper(story, deliverable)] if deliverable.format.sections or deliverable.format.columns else []
        actions.submit_deliverable(deliverable, by=story.cast["manager"], note=where, files=files)
        perform(deliverable, "accept", by=story.cast["sponsor"])


def _reach_milestones(story: Story, kind: str) -> None:
    for milestone in Milestone.objects.filter(programme=story.programme, stage__kind=kind, state="planned"):
        perform(milestone, "reach", by=story.cast["manager"])


@scene(day=START + 1)
def give_owners(story):
    story.programme.deliverables.update(owner=story.cast["manager"])
    story.programme.milestones.update(owner=story.cast["manager"])


@scene(day=-240)
def initiate(story):
    _accept_deliverables(story, "initiate")
    _reach_milestones(story, "initiate")


@scene(day=-198)
def agree_the_case(story):
    _accept_deliverables(story, "business_case")
    _reach_milestones(story, "business_case")


@scene(day=-128)
def contract_papers(story):
    """All but the exit plan, which the conditional go then asks for."""
    _accept_deliverables(story, "source", but=(2,))
    _reach_milestones(story, "source")


@scene(day=-44)
def prepare_papers(story):
    _accept_deliverables(story, "prepare")
    _reach_milestones(story, "prepare")


@scene(day=-20)
def pilot_milestone(story):
    first = story.programme.milestones.filter(stage__kind="pilot").order_by("due").first()
    perform(first, "reach", by=story.cast["manager"])

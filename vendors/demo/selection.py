"""Three vendors are gathered, and what they are judged by is fixed."""

from core.actions import create
from core.workflow import perform
from implementation.programme.story import scene
from vendors import actions
from vendors.models import Vendor

EVALUATORS = ("manager", "consultant", "executive")

VENDORS = (
    ("Cloudbridge (fictitious)", "云桥软件（虚构）"),
    ("Clearwater CRM (fictitious)", "清河客户云（虚构）"),
    ("Northlake Suite (fictitious)", "北湖套件（虚构）"),
)


@scene(day=-178)
def gather_vendors(story):
    notes = (
        story.say("Serves forty firms of our size.", "服务四十家同规模企业。"),
        story.say("Strong links to stock and finance systems.", "与库存、财务系统接口完善。"),
        story.say("Cheapest offer; young company.", "报价最低，公司成立不久。"),
    )
    for names, note in zip(VENDORS, notes, strict=True):
        vendor = Vendor(programme=story.programme, name=story.say(*names), note=note)
        create(vendor, permission="vendors.edit_vendor", by=story.cast["consultant"])
        perform(vendor, "shorten", by=story.cast["manager"])
    kept = Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[0]))
    actions.serve_vendor(kept, [story.cast["vendor_contact"]], by=story.cast["manager"])


@scene(day=-175)
def fix_the_weights(story):
    selection = actions.current_round(story.programme)
    people = [story.cast[role] for role in EVALUATORS]
    actions.name_evaluators(selection, people, by=story.cast["manager"])
    actions.fix_criteria(selection, by=story.cast["manager"])

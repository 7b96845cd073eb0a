"""The vendors are scored, and one is chosen."""

from implementation.programme.story import scene
from vendors import actions
from vendors.demo.selection import VENDORS
from vendors.models import Vendor

#: role -> points by vendor, one for each criterion of the starter list
SCORES = {
    "manager": ((4, 4, 4, 5, 5, 4, 4, 3, 4), (3, 4, 4, 3, 4, 4, 4, 5, 3), (4, 3, 2, 3, 3, 3, 4, 3, 4)),
    "consultant": ((4, 4, 5, 4, 4, 5, 5, 3, 4), (3, 4, 3, 4, 3, 4, 3, 4, 4), (5, 3, 3, 3, 3, 4, 4, 1, 3)),
    "executive": ((3, 3, 4, 4, 4, 4, 4, 4, 3), (4, 5, 4, 4, 3, 3, 4, 4, 3), (4, 3, 3, 4, 2, 4, 3, 4, 3)),
}


@scene(day=-165)
def score(story):
    selection = actions.current_round(story.programme)
    criteria = list(selection.criteria.all())
    vendors = [Vendor.objects.get(programme=story.programme, name=story.say(*names)) for names in VENDORS]
    evidence = {
        ("manager", 0, 3): story.say("Trial week: first users at work on day four.", "试用一周，第四天即有用户上手。"),
        ("manager", 1, 7): story.say("Live link to our stock system shown.", "现场演示了与库存系统的对接。"),
        ("consultant", 0, 6): story.say("Audit report of last year seen.", "查阅了去年的审计报告。"),
        ("consultant", 2, 7): story.say("No link to finance; by file only.", "财务系统无接口，仅能导入文件。"),
        ("executive", 1, 1): story.say("Brings market data of our trade.", "附带行业市场数据。"),
    }
    for role, rows in SCORES.items():
        sheet = selection.evaluators.get(user=story.cast[role])
        entries = {
            (vendors[v].pk, criteria[c].pk): (points, evidence.get((role, v, c), ""))
            for v, row in enumerate(rows)
            for c, points in enumerate(row)
        }
        actions.save_scores(sheet, entries, by=story.cast[role])
        actions.submit_scores(sheet, by=story.cast[role])


@scene(day=-152)
def ask_for_the_choice(story):
    actions.ask_selection(actions.current_round(story.programme), by=story.cast["manager"])


@scene(day=-150)
def choose(story):
    actions.select_vendor(
        actions.current_round(story.programme),
        winner=Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[0])),
        reason=story.say(
            "First on the ranking and under most weightings; the references held what was promised.",
            "综合得分第一，且在多数权重下仍居首；客户走访与承诺相符。",
        ),
        by=story.cast["sponsor"],
        reject_others=True,
    )

"""The vendors are scored, and one is chosen."""

from implementation.programme.story import scene
from vendors import actions
from vendors.demo.selection import VENDORS
from vendors.models import Score, Vendor
from vendors.models.sheet import EXTREMES

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
            (vendors[v].pk, criteria[c].pk): (points, evidence.get((role, v, c), _shown(story, points)))
            for v, row in enumerate(rows)
            for c, points in enumerate(row)
        }
        actions.save_scores(sheet, entries, by=story.cast[role])
        actions.submit_scores(sheet, by=story.cast[role])


def _shown(story, points) -> str:
    """What a poor or excellent score rests on, where nothing else is said."""
    if points not in EXTREMES:
        return ""
    if points > 3:
        return story.say("Shown in the trial week, noted by all three.", "试用一周中得到验证，三人均有记录。")
    return story.say("Asked for in the trial week, not shown.", "试用一周中提出要求，未能演示。")


@scene(day=-160)
def talk_it_over(story):
    selection = actions.current_round(story.programme)
    vendor = Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[2]))
    criterion = selection.criteria.all()[7]
    actions.talk_over(
        selection,
        vendor=vendor,
        criterion=criterion,
        note=story.say(
            "Links to stock and finance: the consultant saw files only, the executive a slide of what is planned.",
            "库存与财务接口：顾问只见到文件交换，主管看到的是规划中的演示页。",
        ),
        by=story.cast["manager"],
    )
    executive = story.cast["executive"]
    actions.change_score(
        Score.objects.get(evaluator__user=executive, vendor=vendor, criterion=criterion),
        points=3,
        evidence="",
        reason=story.say("What is planned is not there yet.", "规划中的功能尚未实现。"),
        by=executive,
    )


@scene(day=-153)
def hold_against_it(story):
    executive = story.cast["executive"]
    actions.record_dissent(
        actions.current_round(story.programme).evaluators.get(user=executive),
        text=story.say(
            "The second vendor knows our trade better; I would weigh advice higher.",
            "第二家供应商更了解本行业；我认为咨询能力应占更高权重。",
        ),
        by=executive,
    )


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
        conditions=story.say(
            "Two more references before the contract is signed.\nThe price holds for 24 months.",
            "签约前再走访两家客户。\n价格24个月不变。",
        ),
        by=story.cast["sponsor"],
        reject_others=True,
    )

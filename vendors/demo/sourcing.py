"""The way is costed, scored, talked over and decided."""

from decimal import Decimal

from implementation.programme.story import scene
from vendors import actions
from vendors.demo.sourcing_words import SPECIALISTS, TITLES, WEIGHTS, WHYS
from vendors.models import Sourcing, SourcingOption

PER_USER, RISES = {"per_user": True}, {"rises": True}
#: category, which title, what it follows, thousands of euros by year 0 to 4; in yuan they are six times as much
COSTS = {
    "build": (
        ("acquisition", "developers", {}, (70, 25, 0, 0, 0)),
        ("staff", "own_staff", {}, (10, 22, 24, 24, 24)),
        ("running", "servers", RISES, (4, 12, 12, 13, 13)),
        ("maintenance", "upkeep", RISES, (0, 14, 16, 17, 18)),
        ("switching", "data_move", {}, (6, 0, 0, 0, 0)),
    ),
    "buy": (
        ("acquisition", "licences", PER_USER, (46, 6, 0, 14, 0)),
        ("staff", "own_staff", {}, (6, 12, 12, 12, 12)),
        ("running", "servers", RISES, (3, 10, 10, 11, 11)),
        ("maintenance", "support", PER_USER | RISES, (0, 13, 13, 14, 14)),
        ("switching", "data_move", {}, (7, 0, 0, 0, 0)),
    ),
    "outsource": (
        ("acquisition", "set_up", {}, (18, 0, 0, 0, 0)),
        ("staff", "own_staff", {}, (4, 8, 7, 7, 7)),
        ("running", "fee", PER_USER | RISES, (0, 24, 24, 25, 25)),
        ("running", "oversight", {}, (0, 5, 5, 5, 5)),
        ("maintenance", "settings", {}, (0, 4, 4, 4, 4)),
        ("switching", "data_move", {}, (8, 0, 0, 0, 0)),
    ),
}
EXIT = {"build": 4, "buy": 9, "outsource": 14}
MONTHS = {"build": (12, 18, 26), "buy": (6, 8, 12), "outsource": (2, 3, 5)}
#: For each way, how well it answers the eight topics in their order.
SCORES = {
    "build": (1, 1, 2, 3, 1, 1, 1, 1),
    "buy": (2, 3, 3, 3, 2, 2, 2, 2),
    "outsource": (5, 5, 4, 3, 5, 5, 5, 4),
}


@scene(day=-190)
def cost_the_options(story):
    factor = 6000 if story.zh else 1000
    notes = {
        "build": story.say("Two developers of our own for a year and a half.", "需两名自有开发人员投入一年半。"),
        "buy": story.say(
            "Licences and servers in our own cellar; upgrades cost extra.", "自购许可与服务器，升级另计。"
        ),
        "outsource": story.say(
            "Set-up once, then a monthly fee; upgrades included.", "一次开通费，之后按月付费，含升级。"
        ),
    }
    sourcing = Sourcing.objects.get(programme=story.programme)
    actions.plan_users(sourcing, users=120 if story.zh else 45, by=story.cast["consultant"])
    for option in SourcingOption.objects.filter(programme=story.programme):
        low, likely, high = MONTHS[option.mode]
        count, *names = SPECIALISTS[option.mode]
        actions.save_option(
            option,
            by=story.cast["consultant"],
            lines=[_line(story, factor, *row) for row in COSTS[option.mode]],
            months_low=low,
            months_to_first_use=likely,
            months_high=high,
            exit_cost=Decimal(EXIT[option.mode] * factor),
            specialists_kept=count,
            specialists_named=story.say(*names),
            note=notes[option.mode],
        )


def _line(story, factor, category, title, follows, thousands):
    amounts = {year: Decimal(k * factor) for year, k in enumerate(thousands) if k}
    return actions.LineEntry(category, story.say(*TITLES[title]), amounts=amounts, **follows)


@scene(day=-188)
def score_the_ways(story):
    sourcing = Sourcing.objects.get(programme=story.programme)
    marks = {topic: (points, story.say(*why)) for topic, (points, *why) in WEIGHTS.items()}
    actions.save_marks(sourcing, marks, by=story.cast["manager"])
    for option in SourcingOption.objects.filter(programme=story.programme):
        rows = zip(WEIGHTS, SCORES[option.mode], WHYS[option.mode], strict=True)
        actions.save_marks(
            option, {topic: (points, story.say(*why)) for topic, points, why in rows}, by=story.cast["consultant"]
        )


@scene(day=-185)
def put_the_ways_forward(story):
    actions.submit_sourcing(Sourcing.objects.get(programme=story.programme), by=story.cast["consultant"])


@scene(day=-183)
def say_what_one_thinks(story):
    sourcing = Sourcing.objects.get(programme=story.programme)
    opinions = {
        "manager": ("outsource", "We have nobody to run servers.", "公司没有人手维护服务器。"),
        "executive": (
            "buy",
            "I would rather own the licences: the fee follows every new user.",
            "更倾向自有许可：月费会随每位新用户增加。",
        ),
    }
    for role, (mode, *why) in opinions.items():
        option = SourcingOption.objects.get(programme=story.programme, mode=mode)
        actions.give_opinion(sourcing, option=option, why=story.say(*why), by=story.cast[role])


@scene(day=-180)
def decide_the_way(story):
    actions.decide_sourcing(
        Sourcing.objects.get(programme=story.programme),
        option=SourcingOption.objects.get(programme=story.programme, mode="outsource"),
        reason=story.say(
            "Least money at risk, in use in three months, and no servers for us to look after.",
            "资金风险最小，三个月即可上线，且无需自行维护服务器。",
        ),
        by=story.cast["sponsor"],
    )

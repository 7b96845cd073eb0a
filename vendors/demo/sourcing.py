"""The way is costed and decided."""

from decimal import Decimal

from implementation.programme.story import scene
from vendors import actions
from vendors.models import Sourcing, SourcingOption

#: thousands of euros by year, 0 to 4; in yuan they are six times as much
COSTS = {
    "build": {
        "acquisition": (70, 25, 0, 0, 0),
        "staff": (10, 22, 24, 24, 24),
        "running": (4, 12, 12, 13, 13),
        "maintenance": (0, 14, 16, 17, 18),
        "switching": (6, 0, 0, 0, 4),
    },
    "buy": {
        "acquisition": (46, 6, 0, 14, 0),
        "staff": (6, 12, 12, 12, 12),
        "running": (3, 10, 10, 11, 11),
        "maintenance": (0, 13, 13, 14, 14),
        "switching": (7, 0, 0, 0, 9),
    },
    "outsource": {
        "acquisition": (18, 0, 0, 0, 0),
        "staff": (4, 8, 7, 7, 7),
        "running": (0, 29, 29, 30, 30),
        "maintenance": (0, 4, 4, 4, 4),
        "switching": (8, 0, 0, 0, 14),
    },
}
MONTHS = {"build": 18, "buy": 8, "outsource": 3}


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
    for option in SourcingOption.objects.filter(programme=story.programme):
        rows = COSTS[option.mode].items()
        amounts = {(category, year): Decimal(k * factor) for category, row in rows for year, k in enumerate(row)}
        actions.save_option(
            option,
            by=story.cast["consultant"],
            amounts=amounts,
            months_to_first_use=MONTHS[option.mode],
            note=notes[option.mode],
        )


@scene(day=-185)
def put_the_ways_forward(story):
    actions.submit_sourcing(Sourcing.objects.get(programme=story.programme), by=story.cast["consultant"])


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

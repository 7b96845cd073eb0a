"""What is borne, what risks may cost, whose they are."""

from dataclasses import replace
from decimal import Decimal

from core.actions import change
from implementation.programme.story import scene
from risks.actions import (
    add_contributor,
    add_entry,
    create_catalogue,
    estimate,
    set_limit,
    set_scale,
)
from risks.demo.shared import the_risk
from risks.exposure import LOW
from risks.models import (
    Catalogue,
    CatalogueRisk,
    Contributor,
    Estimate,
    LossLimit,
)
from risks.scale import scale_of

#: What the workshop on money said: chance in per cent, low and high, and the same once treated; in thousands of the currency.
IN_MONEY = {
    "integration_underestimated": ((40, 30, 260), (15, 20, 150)),
    "switching_cost": ((25, 40, 300), (25, 30, 180)),
    "data_bad": ((60, 15, 120), (20, 10, 60)),
    "service_poor": ((35, 20, 140), (20, 10, 80)),
    "unforeseen_change": ((50, 10, 90), (30, 10, 50)),
    "provider_stops": ((5, 120, 700), None),
}


@scene(day=-250)
def appetite_is_set(story):
    """The sponsor bears less where customer data is concerned, and says what the steps stand for."""
    organisation = story.programme.organisation
    now = scale_of(organisation)
    thousands = (10, 50, 200, 600, 2_000)
    scale = replace(
        now,
        category_appetite={"data": LOW},
        probabilities=tuple(Decimal(value) for value in (2, 10, 25, 50, 80)),
        amounts=tuple((Decimal(250 * high), Decimal(1_000 * high)) for high in thousands),
    )
    reason = story.say("Agreed with the board: customer data comes first.", "与董事会商定：客户数据优先。")
    set_scale(organisation, scale, seen_version=now.version, reason=reason, by=story.cast["sponsor"])


@scene(day=-204)
def firm_catalogue(story):
    """The consultant keeps what other programmes taught, and takes it from there."""
    by = story.cast["consultant"]
    name = story.say("Example Advisers", "示例咨询")
    firm = create_catalogue(Catalogue(name=name), by=by)
    entry = CatalogueRisk(
        catalogue=firm,
        title=story.say("Decisions wait for the next meeting", "决定总要等到下次会议"),
        category="leadership",
        cause=story.say("only the steering meeting decides", "只有指导会议能拍板"),
        event=story.say("small questions stay open for weeks", "小问题数周悬而未决"),
        effect=story.say("the pilot starts late", "试点推迟开始"),
        early_sign=story.say("The list of open questions grows.", "待决问题清单越来越长。"),
        treatments=story.say("Name who decides between meetings", "指定会议之间的决策人"),
        likelihood=3,
        impact=2,
    )
    add_entry(entry, by=by)


@scene(day=-203)
def people_and_places(story):
    by = story.cast["consultant"]
    data = the_risk(story, "data_bad")
    add_contributor(Contributor(risk=data, user=story.cast["member"]), by=by)
    module = story.programme.modules.filter(key="master_data").first()
    if module is not None:
        change(data, permission="risks.edit_risk", by=by, module=module)


@scene(day=-205)
def in_money(story):
    """What the greatest risks may cost, before and after treatment, and what the sponsor is ready to bear."""
    by = story.cast["consultant"]
    basis = story.say("Workshop with finance and two past projects.", "与财务的研讨会及两个以往项目。")
    for key, phases in IN_MONEY.items():
        for phase, figures in zip(("now", "treated"), phases, strict=True):
            if figures is None:
                continue
            chance, low, high = figures
            made = Estimate(
                risk=the_risk(story, key),
                phase=phase,
                probability=chance,
                low=1000 * low,
                high=1000 * high,
                basis=basis,
            )
            estimate(made, by=by)
    for key, cost in (("integration_underestimated", 35_000), ("data_bad", 18_000), ("service_poor", 6_000)):
        change(the_risk(story, key).treatments.first(), permission="risks.edit_risk", by=by, cost=cost)
    for amount, chance in ((200_000, 20), (600_000, 5)):
        set_limit(LossLimit(programme=story.programme, amount=amount, chance=chance), by=story.cast["sponsor"])

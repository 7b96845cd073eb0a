import pytest

from implementation.goals.gate_checks import every_layer, map_without_gaps
from implementation.goals.value_map import ACTIVITY, frozen, map_of
from tests.goals.factories import make_goal

pytestmark = pytest.mark.django_db


def gaps(programme):
    return [(gap.kind, str(gap.text)) for gap in map_of(programme).gaps if gap.kind != ACTIVITY]


def whole(programme):
    """A goal for each layer, and together they are served by both modules of the programme."""
    for layer in ("philosophy", "process", "technology"):
        make_goal(programme, title=layer, layer=layer, modules=["master_data", "sales"])


def test_every_broken_link_is_named_and_leads_to_where_it_is_mended(programme):
    goal = make_goal(programme, modules=[])
    make_goal(programme, title="Served", modules=["sales"], layer="technology", activity="service")

    found = map_of(programme)

    assert gaps(programme) == [
        ("layer", "No goal of the layer “Philosophy”."),
        ("goal", "No module serves the goal “Quotations within two days”."),
        ("module", "The module “Customer master data” serves no goal."),
    ]
    root = f"/programmes/{programme.pk}/goals/"
    assert [gap.url for gap in found.gaps[:3]] == [
        f"{root}new/?layer=philosophy",
        f"{root}{goal.pk}/edit/",
        f"{root}new/?module=master_data",
    ]
    assert len(found.gaps_of(ACTIVITY)) == 7


def test_a_dropped_goal_fills_no_gap(programme):
    whole(programme)
    programme.goals.filter(layer="process").update(state="dropped")

    assert gaps(programme) == [("layer", "No goal of the layer “Institution and process”.")]


def test_a_closed_module_needs_no_goal(programme):
    whole(programme)
    programme.goals.update(modules=["sales"])
    before = gaps(programme)
    programme.modules.filter(key="master_data").update(state="closed")

    assert (before, gaps(programme)) == ([("module", "The module “Customer master data” serves no goal.")], [])


def test_the_gate_asks_for_a_goal_of_each_layer(programme):
    nothing = every_layer(programme, gate=None)
    make_goal(programme)
    one = every_layer(programme, gate=None)
    whole(programme)
    three = every_layer(programme, gate=None)

    assert [result.state for result in (nothing, one, three)] == ["not_met", "partly", "met"]
    assert str(one.evidence) == "**1 of 3** layers have a goal; none of: Philosophy, Technology."
    assert three.figures == {"philosophy": 1, "process": 2, "technology": 1}


def test_the_gate_asks_for_a_map_without_gaps(programme):
    nothing = map_without_gaps(programme, gate=None, activities=1)
    make_goal(programme, modules=[])
    one = map_without_gaps(programme, gate=None, activities=1)
    programme.goals.update(modules=["sales"])
    whole(programme)
    three = map_without_gaps(programme, gate=None, activities=1)
    more = map_without_gaps(programme, gate=None, activities=2)

    assert [result.state for result in (nothing, one, three, more)] == ["not_met", "partly", "met", "partly"]
    assert one.figures == {
        "goals": 1,
        "goals_without": 1,
        "modules_without": 2,
        "layers_without": 2,
        "activities": 1,
    }


def test_the_report_keeps_layers_and_gaps_in_every_language(programme):
    make_goal(programme, modules=["sales"])

    found = frozen(map_of(programme))

    assert [layer["name"]["en"] for layer in found["layers"]] == ["Philosophy", "Institution and process", "Technology"]
    assert found["layers"][1]["goals"][0]["modules"][0]["en"] == "Sales"
    assert found["gaps"][-1]["en"] == "The module “Customer master data” serves no goal."
    assert len(found["activities"]) == 8

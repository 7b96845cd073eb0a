"""Real talks with customers and what they asked for, made as people make them."""

from change_mgmt.voice import actions
from change_mgmt.voice.models import Ask, Hearing, Panel
from core import actions as core_actions
from tests.factories import number, user_as


def make_panel(programme, **fields) -> Panel:
    manager = user_as("manager", programme)
    values = {"name": f"Panel {number()}", "size": 6, "how_chosen": "By size.", "looked_after_by": manager} | fields
    return core_actions.create(Panel(programme=programme, **values), permission="voice.edit_panel", by=manager)


def make_hearing(programme, *, by=None, **fields) -> Hearing:
    by = by or user_as("member", programme)
    values = {"customers": f"Customer {number()}", "heard": 5, "by": by} | fields
    return actions.hear(Hearing(programme=programme, **values), by=by)


def make_ask(programme, *, hearing=None, **fields) -> Ask:
    values = {"words": f"Wish {number()}", "theme": "reach", "customers": 2} | fields
    ask = Ask(programme=programme, hearing=hearing or make_hearing(programme), **values)
    return actions.add_ask(ask, by=user_as("member", programme))


def make_settled(programme, step="finish", **fields) -> Ask:
    """Done or declined, and not told back."""
    ask = make_ask(programme, **fields)
    return actions.answer(ask, step, reason="Here is why.", by=user_as("manager", programme))

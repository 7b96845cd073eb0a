"""What the scenes of the register have in common."""

from core.workflow import perform
from implementation.programme.story import Story
from risks.actions import (
    add_action,
    rate,
)
from risks.models import (
    Risk,
    TreatmentAction,
)


def the_risk(story: Story, key: str) -> Risk:
    return Risk.objects.select_related("programme__organisation").get(programme=story.programme, catalogue_key=key)


def rated(story: Story, risk: Risk, likelihood: int, impact: int, reason: str, **fields) -> None:
    by = story.cast["consultant"]
    rate(risk, by=by, reason=reason, current_likelihood=likelihood, current_impact=impact, **fields)


def reviewed(story: Story, *keys: str) -> None:
    reason = story.say("Reviewed, no change.", "已复核，无变化。")
    for key in keys:
        risk = the_risk(story, key)
        rated(story, risk, risk.current_likelihood, risk.current_impact, reason)


def begun(story: Story, key: str) -> None:
    """Plan what the catalogue proposes, and start it."""
    risk = the_risk(story, key)
    perform(risk, "plan_treatment", by=story.cast["consultant"])
    perform(risk, "start_treatment", by=story.cast["consultant"])


def planned(story: Story, risk: Risk, text: str, *, owner: str, due: int) -> TreatmentAction:
    """``due`` in days from today."""
    treatment = risk.treatments.order_by("pk").first()
    action = TreatmentAction(treatment=treatment, text=text, owner=story.cast[owner], due=story.day(due))
    return add_action(action, by=story.cast["consultant"])


def finished(story: Story, key: str) -> None:
    """The owners of a risk's open actions finish them."""
    for action in TreatmentAction.objects.filter(treatment__risk=the_risk(story, key), state="open"):
        perform(action, "complete", by=action.owner)

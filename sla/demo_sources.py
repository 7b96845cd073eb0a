"""The probe that the demonstration measures with goes on by itself; who hears the alarms is named, and one was given."""

import datetime

from implementation.programme.story import Story, scene
from sla import tokens
from sla.alarms.raising import watch
from sla.alarms.settings import set_alarms
from sla.api import pending
from sla.api.intake import take_in
from sla.api.schemas import Batch
from sla.models import Agreement, ApiToken


def agreement_of(story: Story) -> Agreement:
    related = "contract", "programme__organisation"
    return Agreement.objects.select_related(*related).get(programme=story.programme)


@scene(day=-60)
def name_who_hears_the_alarms(story):
    people = [story.cast["manager"], story.cast["consultant"]]
    set_alarms(agreement_of(story), people=people, muted_until=None, by=story.cast["manager"])


@scene(day=-1, order=70)
def connect_the_probe(story):
    """A second monitor of the same service, inside the office, that nobody promised anything about yet."""
    agreement = agreement_of(story)
    token = ApiToken(
        agreement=agreement,
        name=story.say("Probe in the office", "办公室探针"),
        source_note=story.say(
            "Generated for this demonstration; nobody measured it.", "为演示而生成的记录，并非实际测量。"
        ),
        monitors=["office-probe"],
        may_read=True,
    )
    tokens.make_token(token, by=story.cast["consultant"])
    midnight = datetime.datetime.combine(story.day(-2), datetime.time(), datetime.UTC)
    hours = [midnight + datetime.timedelta(hours=hour) for hour in range(24)]
    rows = [{"monitor": "office-probe", "at": at.isoformat(), "state": "up", "value": 140 + at.hour} for at in hours]
    take_in(token, Batch.model_validate({"measurements": rows}))
    pending.work_off(agreement.pk)


@scene(day=-1, order=45)
def look_for_alarms(story):
    """Before the breach is answered and its credit claimed."""
    watch(agreement_of(story))

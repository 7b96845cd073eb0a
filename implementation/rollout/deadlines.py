from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import Role
from core.text import say
from implementation.programme.actions import people_on
from implementation.rollout.models import Charter, Pilot, Run, RunStep

deadline(
    "rollout.Pilot",
    "planned_start",
    open=Q(state="planned"),
    who=lambda pilot: [pilot.lead_id],
    what=lambda pilot: say(_("Start the pilot: {name}"), name=pilot.name),
    icon="play-circle",
)
deadline(
    "rollout.Pilot",
    "planned_end",
    open=Q(state__in=["running", "extended"]),
    who=lambda pilot: [pilot.lead_id],
    what=lambda pilot: say(_("End and evaluate the pilot: {name}"), name=pilot.name),
    icon="clipboard-check",
)
plain_date("rollout.Pilot", "actual_start", "actual_end", "rollback_tested_on")
plain_date("rollout.Pilot", "concluded_on")
plain_date("rollout.Charter", "at")
plain_date("rollout.CharterAgreement", "at")
plain_date("rollout.ReadinessAnswer", "on")
plain_date("rollout.Feedback", "at")
plain_date("rollout.FeedbackLink", "expires_at", "withdrawn_at")
plain_date("rollout.PilotIssue", "found_on")
plain_date("rollout.MeasureValue", "on")
plain_date("rollout.AdoptionFigure", "week")
plain_date("rollout.AdoptionImport", "at")
plain_date("rollout.Run", "started_at", "ended_at")
plain_date("rollout.RunStep", "began_at", "ended_at")
plain_date("rollout.RunReport", "at")
deadline(
    "rollout.Wave",
    "start",
    open=Q(state="planned"),
    who=lambda wave: [wave.lead_id],
    what=lambda wave: say(_("Start the wave: {name}"), name=wave.name),
    icon="play-circle",
)
deadline(
    "rollout.Wave",
    "end",
    open=Q(state="under_way"),
    who=lambda wave: [wave.lead_id],
    what=lambda wave: say(_("End the wave: {name}"), name=wave.name),
    icon="check2-circle",
)
plain_date("rollout.Wave", "go_live")


@waits
def charters_to_agree(programme):
    """The latest charter of a pilot that has not started waits for the sponsor or a manager, never for its author."""
    found = Charter.objects.filter(programme=programme, pilot__state=Pilot.State.PLANNED)
    latest = {}
    for charter in found.select_related("pilot", "agreement").order_by("number"):
        latest[charter.pilot_id] = charter
    waiting = [charter for charter in latest.values() if not hasattr(charter, "agreement")]
    if not waiting:
        return
    deciders = set(people_on(programme, Role.SPONSOR, Role.MANAGER).values_list("pk", flat=True))
    for charter in waiting:
        what = say(_("Agree to the charter: {name}"), name=charter.pilot.name)
        url = reverse("charter", args=[charter.programme_id, charter.pilot_id])
        yield Deadline(charter.pilot.planned_start, what, frozenset(deciders - {charter.by_id}), url, "pen")


@waits
def steps_whose_turn_it_is(programme):
    """A run under way waits for whoever does or confirms its next step."""
    open_steps = RunStep.objects.filter(run__programme=programme, run__state=Run.State.UNDER_WAY)
    open_steps = open_steps.exclude(state__in=RunStep.SETTLED).select_related("run").order_by("run_id", "number", "pk")
    seen = set()
    for step in open_steps:
        if step.run_id in seen:
            continue
        seen.add(step.run_id)
        person = step.confirmer_id if step.state == RunStep.State.TO_CONFIRM else step.responsible_id
        if person:
            text = say(_("Your step: {step}"), step=step.text)
            yield Deadline(None, text, frozenset([person]), step.run.get_absolute_url(), "list-check")

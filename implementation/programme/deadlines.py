from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import Role
from core.text import say
from implementation.programme import status
from implementation.programme.actions import people_on
from implementation.programme.models import Deliverable
from implementation.programme.registry import label_of

deadline(
    "programme.Milestone",
    "due",
    open=Q(state="planned"),
    who=lambda milestone: [milestone.owner_id],
    what=lambda milestone: say(_("Reach the milestone: {name}"), name=milestone.name),
    icon="flag",
    related=["stage"],
)
deadline(
    "programme.Deliverable",
    "due",
    open=Q(state="due"),
    who=lambda deliverable: deliverable.readers_among(deliverable.owner_id),
    what=lambda deliverable: say(_("Hand in: {name}"), name=deliverable.name),
    icon="file-earmark-text",
    prefetch=["programme__memberships"],
)
deadline(
    "programme.AcceptanceCondition",
    "due",
    open=Q(state="open"),
    who=lambda condition: condition.deliverable.readers_among(condition.owner_id, condition.verifier_id),
    what=lambda condition: say(_("Condition: {text}"), text=condition.text),
    scope_path="deliverable__programme",
    icon="list-check",
    related=["deliverable"],
    prefetch=["deliverable__programme__memberships"],
)


@waits
def reviews(programme):
    """What was handed in waits for its reviewers; without any, for who else accepts it."""
    found = programme.deliverables.filter(state=Deliverable.State.SUBMITTED)
    for deliverable in found.prefetch_related("reviewers", "programme__memberships"):
        yield Deadline(
            on=None,
            what=say(_("Review: {name}"), name=deliverable.name),
            who=frozenset(deliverable.waits_for()),
            url=deliverable.get_absolute_url(),
            icon="eye",
        )


plain_date("core.User", "date_joined", "last_login")
plain_date("core.AuditEntry", "at")
plain_date("core.Comment", "at", "edited_at", "withdrawn_at")
plain_date("core.Attachment", "at")
plain_date("core.Notification", "at", "read_at")
plain_date("core.OutgoingMail", "queued_at", "changed_at")
plain_date("programme.Programme", "started_on")
plain_date("programme.Stage", "planned_start", "planned_end", "actual_start", "actual_end", "forecast_end")
plain_date("programme.Invitation", "expires_at", "accepted_at", "withdrawn_at")

deadline(
    "programme.Task",
    "due",
    open=Q(state="open"),
    who=lambda task: task.waits_for(),
    what=lambda task: task.text,
    icon="check2-circle",
    prefetch=["about", "programme__memberships"],
)
plain_date("programme.Task", "done_at", "reminded_on")
plain_date("programme.DeliverableVersion", "at")
plain_date("programme.Review", "at")
plain_date("programme.CalendarLink", "made_at", "withdrawn_at")

deadline(
    "programme.StatusOverride",
    "until",
    open=Q(state="in_force"),
    who=lambda override: [override.by_id],
    what=lambda override: say(
        _("Your override of the status ends: {dimension}"), dimension=label_of(override.dimension)
    ),
    icon="sliders",
)
deadline(
    "programme.ExceptionNote",
    "until",
    open=Q(state__in=["submitted", "accepted"]),
    who=lambda note: [note.submitted_by_id],
    what=lambda note: say(_("The exception note ends: {dimension}"), dimension=label_of(note.dimension)),
    icon="exclamation-triangle",
)
plain_date("programme.StageShift", "before", "after", "at")
plain_date("programme.MilestoneAlarm", "due", "sent_at")
plain_date("programme.StatusOverride", "at")
plain_date("programme.ExceptionNote", "at")
plain_date("programme.ExceptionAnswer", "at")


@waits
def notes_to_answer(programme) -> Iterator[Deadline]:
    """Exception notes that wait for a sponsor; never for whoever submitted them."""
    found = programme.exceptionnotes.filter(state="submitted")
    if not found:
        return
    sponsors = set(people_on(programme, Role.SPONSOR).values_list("pk", flat=True))
    for note in found:
        text = say(_("Answer the exception note: {dimension}"), dimension=label_of(note.dimension))
        who = frozenset(sponsors - {note.submitted_by_id})
        yield Deadline(None, text, who, note.get_absolute_url(), "exclamation-triangle")


@waits
def notes_to_write(programme) -> Iterator[Deadline]:
    """Dimensions beyond their tolerance that no note covers, for the managers."""
    wanted = status.exceptions_wanted(programme, status.on_page(programme))
    if not wanted:
        return
    managers = frozenset(people_on(programme, Role.MANAGER).values_list("pk", flat=True))
    for item in wanted:
        text = say(_("Write the exception note: {dimension}"), dimension=item.label)
        yield Deadline(None, text, managers, item.url, "exclamation-octagon")

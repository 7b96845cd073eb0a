from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.roles import INSIDERS, MANAGER, SPONSOR, Role
from core.states import StateField
from implementation.programme.formats import KINDS, Format
from implementation.programme.models.programme import ProgrammeRecord
from implementation.programme.models.stage import Stage

#: Role -> the column that says whether it may read; who runs and who decides always reads.
READERS = {Role.CONSULTANT: "consultants_read", Role.EXECUTIVE: "executives_read", Role.MEMBER: "members_read"}
ALWAYS_READ = frozenset({SPONSOR, MANAGER})
MOST_MB = 20


def hidden_q(roles) -> models.Q:
    """Deliverables that these roles may not read."""
    if roles & ALWAYS_READ:
        return models.Q(pk__in=[])
    return models.Q(**{column: False for role, column in READERS.items() if role in roles})


class DeliverableQuerySet(models.QuerySet):
    def read_by(self, roles):
        """What these roles may read; nothing for who is no insider."""
        if not roles & INSIDERS:
            return self.none()
        return self.exclude(hidden_q(roles))

    def owed(self):
        return self.exclude(state=Deliverable.State.DROPPED)


class Deliverable(ProgrammeRecord):
    """A document or result that a stage owes: its format, its versions, and who may read it."""

    class State(models.TextChoices):
        DUE = "due", _("To hand in")
        SUBMITTED = "submitted", _("Waiting for review")
        CONDITIONAL = "conditional", _("Accepted with conditions")
        ACCEPTED = "accepted", _("Accepted")
        DROPPED = "dropped", _("Not needed")

    TONES = {"due": "idle", "submitted": "wait", "conditional": "partly", "accepted": "done", "dropped": "none"}

    stage = models.ForeignKey(Stage, verbose_name=_("Stage"), on_delete=models.PROTECT, related_name="deliverables")
    name = models.CharField(_("Deliverable"), max_length=160)
    due = models.DateField(_("Due"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reviewers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("Reviewers"), blank=True, related_name="+"
    )
    file_kinds = models.CharField(
        _("Kinds of file"), max_length=100, blank=True, help_text=_("For example: docx, md. Empty: any kind.")
    )
    max_mb = models.PositiveSmallIntegerField(
        _("Largest file, MB"), default=MOST_MB, validators=[MinValueValidator(1), MaxValueValidator(MOST_MB)]
    )
    sections = models.TextField(
        _("Required sections"),
        max_length=2000,
        blank=True,
        help_text=_("One heading on each line; looked for in Markdown and Word texts."),
    )
    columns = models.TextField(
        _("Required columns"),
        max_length=2000,
        blank=True,
        help_text=_("One heading on each line; looked for in the first rows of Excel and CSV sheets."),
    )
    must_fit = models.BooleanField(
        _("Take nothing that does not fit"),
        default=False,
        help_text=_("Otherwise what is missing is told to the reviewers."),
    )
    consultants_read = models.BooleanField(_("Consultants read it"), default=True)
    executives_read = models.BooleanField(_("Executives read it"), default=True)
    members_read = models.BooleanField(_("Members read it"), default=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Handed in by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = StateField(_("State"), choices=State, default=State.DUE)

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        verbose_name = _("Deliverable")
        ordering = ["due", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("deliverable", args=[self.programme_id, self.pk])

    def clean(self):
        unknown = [kind for kind in self.format.kinds if kind not in KINDS]
        if unknown:
            raise ValidationError(
                {
                    "file_kinds": _("“%(kind)s” is no kind of file that is kept here. Use some of: %(kinds)s.")
                    % {"kind": unknown[0], "kinds": ", ".join(sorted(KINDS))}
                }
            )

    def open_to(self, roles):
        """For who may not read it, it is as if they were not on the programme: nothing of it is there."""
        return roles if roles & self.readers else frozenset()

    @classmethod
    def kept_from(cls, roles):
        return None if roles & ALWAYS_READ else cls.objects.filter(hidden_q(roles))

    @property
    def readers(self) -> frozenset[Role]:
        return ALWAYS_READ | {role for role, column in READERS.items() if getattr(self, column)}

    def readers_among(self, *people: int | None) -> list[int]:
        """Those of these people (by number) who may read it; for many, prefetch ``programme__memberships``."""
        may = {item.user_id for item in self.programme.memberships.all() if item.role in self.readers}
        return [person for person in people if person in may]

    def waits_for(self) -> list[int]:
        """Who is to review what was handed in: never who handed it in. Prefetch ``reviewers`` and ``programme__memberships``."""
        named = self.readers_among(*(person.pk for person in self.reviewers.all()))
        decide = [item.user_id for item in self.programme.memberships.all() if item.role in ALWAYS_READ]
        return [person for person in named or decide if person != self.submitted_by_id] or decide

    @property
    def format(self) -> Format:
        return Format.of(
            kinds=self.file_kinds, max_bytes=self.max_mb * 1024 * 1024, sections=self.sections, columns=self.columns
        )

    @property
    def is_overdue(self) -> bool:
        return self.state == self.State.DUE and self.due < timezone.localdate()

    @transition(
        state,
        source=State.DUE,
        target=State.SUBMITTED,
        permission="programme.submit_deliverable",
        custom={"label": _("Hand in"), "page": "submit_deliverable", "tone": "primary"},
    )
    def submit(self):
        """With the next version."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.ACCEPTED,
        permission="programme.accept_deliverable",
        custom={
            "label": _("Accept"),
            "tone": "primary",
            "not_by": "submitted_by",
            "refusal": _("You submitted this, so someone else accepts it."),
        },
    )
    def accept(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.CONDITIONAL,
        permission="programme.accept_deliverable",
        custom={
            "label": _("Accept with conditions"),
            "page": "accept_with_conditions",
            "not_by": "submitted_by",
            "refusal": _("You submitted this, so someone else accepts it."),
        },
    )
    def accept_conditionally(self):
        pass

    @transition(
        state,
        source=State.CONDITIONAL,
        target=State.ACCEPTED,
        permission="programme.accept_deliverable",
        custom={"label": _("Every condition is met"), "hidden": True},
    )
    def settle(self):
        """When the last condition is confirmed."""

    @transition(
        state,
        source=[State.SUBMITTED, State.CONDITIONAL, State.ACCEPTED],
        target=State.DUE,
        permission="programme.accept_deliverable",
        custom={"label": _("Send back"), "note": "required", "page": "send_back_deliverable"},
    )
    def send_back(self):
        pass

    @transition(
        state,
        source=[State.DUE, State.SUBMITTED],
        target=State.DROPPED,
        permission="programme.drop_deliverable",
        custom={"label": _("Not needed"), "note": "required", "tone": "danger"},
    )
    def drop(self):
        """The stage does not owe it any more; its versions are kept."""

    @transition(
        state,
        source=State.DROPPED,
        target=State.DUE,
        permission="programme.drop_deliverable",
        custom={"label": _("Needed after all"), "note": "required"},
    )
    def restore(self):
        pass

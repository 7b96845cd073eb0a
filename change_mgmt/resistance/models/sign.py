"""Signs of resistance: what was seen, where, the concern behind it, and what is done about it."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.roles import CONSULTANT, EXECUTIVE, MANAGER, SPONSOR
from core.states import StateField
from core.text import names
from core.workflow import because
from implementation.programme.models import Department, ProgrammeRecord
from implementation.programme.models.programme import roles_in
from implementation.rollout.models import Module, Pilot
from implementation.staff.models import Level

#: Roles that read every sign, whoever is named in it.
READ_ALL = frozenset({SPONSOR, MANAGER})
#: An open sign without a step is worth a hint after so many days.
STALE_DAYS = 14


@because(_("Say who looks after it first: edit it and name an owner."))
def has_owner(sign):
    return sign.owner_id is not None


@because(_("Write the next step and its day first."))
def has_step(sign):
    return bool(sign.next_step and sign.next_step_due)


class SignQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=Sign.OPEN)

    def seen_by(self, user, programme):
        """Confidential ones are for sponsors, managers and the owner; staff see what they reported or look after."""
        roles, found = roles_in(programme.pk, user), self.filter(programme=programme)
        if roles & READ_ALL:
            return found
        if roles & {CONSULTANT, EXECUTIVE}:
            return found.filter(Q(confidential=False) | Q(owner=user))
        return found.filter(Q(owner=user) | Q(reported_by=user, confidential=False))

    def without_owner(self):
        return self.open().filter(owner=None)

    def overdue(self):
        return self.open().filter(next_step_due__lt=timezone.localdate())

    def without_step(self, *, days: int = STALE_DAYS):
        """Open, known for longer than so many days, and nothing is under way."""
        since = timezone.localdate() - datetime.timedelta(days=days)
        return self.open().exclude(state=Sign.State.BEING_MET).filter(noticed_on__lt=since)


class Sign(ProgrammeRecord):
    """Something that people say or do against the change. About a department or group, seldom about one person."""

    class Kind(models.TextChoices):
        OBJECTION = "objection", _("Objection")
        HOARDING = "hoarding", _("Customers kept to oneself")
        QUIET = "quiet", _("Quiet refusal")
        POST = "post", _("Fear for the post")
        TIME = "time", _("No time for it")
        OTHER = "other", _("Other")

    class Often(models.TextChoices):
        ONCE = "once", pgettext_lazy("how often", "Once")
        SOMETIMES = "sometimes", _("Now and then")
        OFTEN = "often", _("Often")

    class State(models.TextChoices):
        NOTICED = "noticed", _("Noticed")
        LOOKED_INTO = "looked_into", _("Being looked into")
        BEING_MET = "being_met", _("Step under way")
        SETTLED = "settled", _("Settled")
        ACCEPTED = "accepted", _("Accepted as it stands")

    TONES = {"noticed": "idle", "looked_into": "partly", "being_met": "now", "settled": "done", "accepted": "none"}
    OPEN = (State.NOTICED, State.LOOKED_INTO, State.BEING_MET)

    number = models.PositiveIntegerField(_("Number"), editable=False)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    seen = models.TextField(_("What was seen"), max_length=2000)
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(_("Level"), max_length=12, choices=Level, blank=True)
    module = models.ForeignKey(
        Module, verbose_name=_("Module"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pilot = models.ForeignKey(
        Pilot, verbose_name=_("Pilot"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    how_often = models.CharField(_("How often"), max_length=10, choices=Often, default=Often.ONCE)
    first_seen = models.DateField(_("First seen"))
    noticed_on = models.DateField(_("Reported"), editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Reported by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    concern = models.TextField(_("The concern behind it"), max_length=2000, blank=True)
    confidential = models.BooleanField(_("Confidential"), default=False)
    person = models.CharField(_("Person concerned"), max_length=120, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    next_step = models.CharField(_("Next step"), max_length=200, blank=True)
    next_step_due = models.DateField(_("Due"), null=True, blank=True)
    outcome = models.TextField(pgettext_lazy("sign of resistance", "What came of it"), max_length=2000, blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.NOTICED)

    objects = SignQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sign of resistance")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="sign_number_once"),
            models.CheckConstraint(
                condition=Q(person="") | Q(confidential=True),
                name="sign_names_nobody_openly",
                violation_error_message=_("Mark it confidential to name a person, or leave the name out."),
            ),
        ]
        indexes = [models.Index(fields=["programme", "state", "department"], name="sign_place")]

    def __str__(self):
        return f"{self.code} {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("sign", args=[self.programme_id, self.pk])

    def roles_of(self, user):
        """A confidential sign is not there for anybody but sponsors, managers and its owner."""
        roles = super().roles_of(user)
        if not self.confidential or roles & READ_ALL or (user is not None and self.owner_id == user.pk):
            return roles
        return frozenset()

    def clean(self):
        strangers = {
            name: _("Choose one of this programme.")
            for name in ("module", "pilot")
            if (other := getattr(self, name)) and other.programme_id != self.programme_id
        }
        if self.department and self.department.organisation_id != self.programme.organisation_id:
            strangers["department"] = _("Choose a department of this organisation.")
        if self.next_step_due and not self.next_step:
            strangers["next_step"] = _("Say what is to be done by that day.")
        if strangers:
            raise ValidationError(strangers)

    @property
    def code(self) -> str:
        """S-014"""
        return f"S-{self.number:03d}"

    @property
    def where(self):
        """The department, and the level where one is named."""
        place = self.department.name if self.department else _("The whole organisation")
        return names([place, Level(self.level).label]) if self.level else place

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and bool(self.next_step_due) and self.next_step_due < timezone.localdate()

    @property
    def is_stale(self) -> bool:
        waits = self.state in (self.State.NOTICED, self.State.LOOKED_INTO)
        return waits and (timezone.localdate() - self.noticed_on).days > STALE_DAYS

    @transition(
        state,
        source=State.NOTICED,
        target=State.LOOKED_INTO,
        conditions=[has_owner],
        permission="resistance.edit_sign",
        custom={"label": _("Look into it"), "tone": "primary"},
    )
    def look_into(self):
        pass

    @transition(
        state,
        source=[State.NOTICED, State.LOOKED_INTO],
        target=State.BEING_MET,
        conditions=[has_owner, has_step],
        permission="resistance.edit_sign",
        custom={"label": _("Start the step")},
    )
    def meet(self):
        """Somebody does something about it by a day."""

    @transition(
        state,
        source=list(OPEN),
        target=State.SETTLED,
        permission="resistance.edit_sign",
        custom={"label": _("Settle it"), "page": "settle_sign"},
    )
    def settle(self):
        self.closed_on = timezone.localdate()

    @transition(
        state,
        source=list(OPEN),
        target=State.ACCEPTED,
        permission="resistance.accept_sign",
        custom={"label": _("Accept it as it stands"), "page": "accept_sign"},
    )
    def accept(self):
        """Nothing more is done about it, for a reason."""
        self.closed_on = timezone.localdate()

    @transition(
        state,
        source=[State.SETTLED, State.ACCEPTED],
        target=State.LOOKED_INTO,
        permission="resistance.edit_sign",
        custom={"label": _("Open it again"), "note": "required"},
    )
    def reopen(self):
        self.closed_on = None

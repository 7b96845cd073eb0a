from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.states import StateField
from implementation.programme.models.deliverable import Deliverable
from implementation.programme.models.programme import ProgrammeRecord
from implementation.programme.models.version import OfDeliverable


def _about_kept_q(roles) -> models.Q:
    """Tasks about what these roles may not read are kept from them too."""
    found = models.Q(pk__in=[])
    for model in (Deliverable, *OfDeliverable.__subclasses__()):
        if (rows := model.kept_from(roles)) is not None:
            kind = ContentType.objects.get_for_model(model)
            found |= models.Q(about_type=kind, about_id__in=rows.values("pk"))
    return found


class TaskQuerySet(models.QuerySet):
    def seen_with(self, roles):
        return self.exclude(_about_kept_q(roles))

    def open(self):
        return self.filter(state=Task.State.OPEN)

    def of(self, user):
        return self.filter(owner=user)

    def overdue(self):
        return self.open().filter(due__lt=timezone.localdate())


class Task(ProgrammeRecord):
    """Something that one person does by a day. It can be about any record, whose words at that time are kept."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("task", "To do")
        DONE = "done", _("Done")
        DROPPED = "dropped", pgettext_lazy("task", "Dropped")

    TONES = {"open": "idle", "done": "done", "dropped": "none"}

    text = models.CharField(_("What is to do"), max_length=200)
    details = models.TextField(_("Details"), max_length=4000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Owner"), on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField(_("Due"))
    about_type = models.ForeignKey(
        ContentType, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    about_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")
    about_url = models.CharField(max_length=250, blank=True, editable=False)
    about_words = models.CharField(_("About"), max_length=250, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    done_at = models.DateTimeField(_("Done on"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.OPEN)

    # Who may not see the record may still see the audit trail.
    audit_leaves_out = ("about_type", "about_id", "about_url", "about_words", "reminded_on")

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("Task")
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["programme", "state", "due"]), models.Index(fields=["about_type", "about_id"])]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("task", args=[self.programme_id, self.pk])

    def open_to(self, roles):
        """A task about what somebody may not read is not there for them either."""
        if self.about_type_id and self.about is not None:
            return self.about.open_to(roles)
        return roles

    def open_to_person(self, roles, user):
        return self.about.open_to_person(roles, user) if self.about_type_id and self.about is not None else roles

    @classmethod
    def kept_from(cls, roles):
        return None if Deliverable.kept_from(roles) is None else cls.objects.filter(_about_kept_q(roles))

    def waits_for(self) -> list[int]:
        """Its owner, while they may read what it is about. Prefetch ``about`` and ``programme__memberships``."""
        roles = frozenset(item.role for item in self.programme.memberships.all() if item.user_id == self.owner_id)
        return [self.owner_id] if self.open_to(roles) else []

    @property
    def is_overdue(self):
        return self.state == self.State.OPEN and self.due < timezone.localdate()

    @transition(
        state,
        source=State.OPEN,
        target=State.DONE,
        permission="programme.do_task",
        custom={"label": _("Mark as done"), "tone": "primary"},
    )
    def finish(self):
        self.done_at = timezone.now()

    @transition(
        state,
        source=State.OPEN,
        target=State.DROPPED,
        permission="programme.do_task",
        custom={"label": _("Drop the task"), "note": "required"},
    )
    def drop(self):
        pass

    @transition(
        state,
        source=[State.DONE, State.DROPPED],
        target=State.OPEN,
        permission="programme.do_task",
        custom={"label": _("To do after all")},
    )
    def reopen(self):
        self.done_at = None

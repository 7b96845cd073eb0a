from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.roles import Role
from core.states import StateField
from implementation.programme.crm_modules import MODULES
from implementation.programme.models.organisation import Organisation


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(memberships__user=user).distinct()


class Programme(Record):
    """One CRM implementation on its way."""

    class Strategy(models.TextChoices):
        SMALL_SLOW = "small_slow", _("Small and slow")
        BIG_FAST = "big_fast", _("Big and fast")

    class State(models.TextChoices):
        UNDER_WAY = "under_way", _("Under way")
        STOPPED = "stopped", _("Stopped")
        FINISHED = "finished", _("Finished")

    TONES = {"under_way": "now", "stopped": "bad", "finished": "done"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(_("Name"), max_length=120)
    strategy = models.CharField(_("Strategy"), max_length=20, choices=Strategy, default=Strategy.SMALL_SLOW)
    modules_wanted = models.JSONField(_("Modules wanted"), default=list)
    started_on = models.DateField(_("Start"))
    state = StateField(_("State"), choices=State, default=State.UNDER_WAY)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("path", args=[self.pk])

    def clean(self):
        unknown = set(self.modules_wanted) - set(MODULES)
        if unknown:
            raise ValidationError({"modules_wanted": _("Choose modules from the list.")})

    @property
    def scope_key(self):
        return f"programme:{self.pk}"

    def roles_of(self, user):
        return roles_in(self.pk, user)

    @transition(
        state,
        source=State.UNDER_WAY,
        target=State.STOPPED,
        permission="programme.close_programme",
        custom={"label": _("Stop the programme"), "hidden": True},
    )
    def stop(self):
        """By the gate decision “stop”."""

    @transition(
        state,
        source=State.UNDER_WAY,
        target=State.FINISHED,
        permission="programme.close_programme",
        custom={"label": _("Finish the programme"), "hidden": True},
    )
    def finish(self):
        """When the last stage is done."""


def roles_in(programme_id, user) -> frozenset[Role]:
    """The person's roles on a programme. A request keeps them in ``user.role_cache``, one query for all programmes."""
    from implementation.programme.models.people import Membership

    if not getattr(user, "pk", None):
        return frozenset()
    cache = getattr(user, "role_cache", None)
    if cache is None:
        found = Membership.objects.filter(user=user, programme_id=programme_id)
        return frozenset(Role(role) for role in found.values_list("role", flat=True))
    if "loaded" not in cache:
        cache["loaded"] = True
        for programme, role in Membership.objects.filter(user=user).values_list("programme_id", "role"):
            cache.setdefault(programme, set()).add(Role(role))
    return frozenset(cache.get(programme_id, ()))


class ProgrammeRecord(Record):
    """What belongs to one programme directly."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="%(class)ss")

    belongs_to = "programme"

    class Meta:
        abstract = True

    def roles_of(self, user):
        return self.open_to_person(roles_in(self.programme_id, user), user)

    def open_to(self, roles):
        return roles

    @property
    def scope_key(self):
        return f"programme:{self.programme_id}"

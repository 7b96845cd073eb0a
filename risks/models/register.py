"""What people keep of their register besides its risks: views, how they like it shown, and what they changed last."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from implementation.programme.models import Programme


class Density(models.TextChoices):
    NORMAL = "normal", _("Normal")
    DENSE = "dense", _("Dense")


class RegisterView(models.Model):
    """Filters, order and columns under a name: one person's own, or shared with the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    columns = models.JSONField(default=list, blank=True)
    density = models.CharField(_("Rows"), max_length=8, choices=Density, default=Density.NORMAL)
    shared = models.BooleanField(_("Shared with everybody on the programme"), default=False)

    class Meta:
        verbose_name = _("view of the register")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "name"],
                name="register_view_name_once",
                violation_error_message=_("You have a view with this name already: choose another name."),
            )
        ]

    def __str__(self):
        return self.name


class RegisterTaste(models.Model):
    """How one person likes one register: columns, density, and the view it opens with."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField(default=list, blank=True)
    density = models.CharField(max_length=8, choices=Density, default=Density.NORMAL)
    opens_with = models.ForeignKey(RegisterView, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("taste of the register")
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="register_taste_once")]

    def __str__(self):
        return f"{self.programme_id}/{self.person_id}"


class RegisterChange(models.Model):
    """What one person changed in the table at one go, so that it can be undone.

    ``lines`` has one entry for each risk: its number, whether it was made, and its columns before and after.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    lines = models.JSONField(default=list)
    undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("change in the register")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["programme", "person", "undone"])]

    def __str__(self):
        return f"{self.pk}"

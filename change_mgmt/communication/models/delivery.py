"""One message to one person: what was sent where, whether it was opened, and when it was acknowledged."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.communication.models.message import Message
from core import links
from core.models import OutgoingMail, Record
from core.models.user import LANGUAGES
from implementation.programme.models import Department
from implementation.staff.models import Employee, Level


class DeliveryQuerySet(models.QuerySet):
    def unread(self):
        """Not acknowledged; opened or not."""
        return self.filter(acknowledged_at=None)

    def failed(self):
        return self.filter(mail__state=OutgoingMail.State.FAILED, acknowledged_at=None)

    def without_address(self):
        return self.filter(email="")


class Delivery(links.SignedLink, Record):
    """Name, place and language are kept as they were when the message was sent."""

    purpose, page = "communication.delivery", "read_message"

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    employee = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    email = models.EmailField(_("E-mail"), blank=True)
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(_("Level"), max_length=12, choices=Level, blank=True)
    language = models.CharField(_("Language"), max_length=10, choices=LANGUAGES)
    seed = models.CharField(max_length=64, unique=True, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    mail = models.ForeignKey(
        OutgoingMail, null=True, blank=True, on_delete=models.SET_NULL, related_name="deliveries", editable=False
    )
    opened_at = models.DateTimeField(pgettext_lazy("message", "Opened"), null=True, blank=True, editable=False)
    acknowledged_at = models.DateTimeField(_("Acknowledged"), null=True, blank=True, editable=False)

    belongs_to = "message"
    #: The trail outlives a wish to be forgotten.
    audit_leaves_out = ("seed", "token_sha256", "opened_at", "name", "email")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Delivery")
        verbose_name_plural = _("Deliveries")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "employee"], name="delivery_once_each_employee"),
            models.UniqueConstraint(fields=["message", "user"], name="delivery_once_each_account"),
        ]
        indexes = [models.Index(fields=["message", "acknowledged_at"], name="delivery_acknowledged")]

    def __str__(self):
        return str(self.message)

    def get_absolute_url(self):
        return reverse("message_people", args=[self.message.programme_id, self.message_id])

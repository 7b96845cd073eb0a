from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract


class ContractVersion(OfContract):
    """The paper itself, as it stood: a file with its number and hash. One of them is the one that was signed."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Version"))
    file = models.FileField(_("File"), upload_to="contracts/%Y/%m/")
    name = models.CharField(_("Name"), max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("What is new in it"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_signed = models.BooleanField(_("Signed"), default=False, editable=False)

    audit_leaves_out = ("file",)
    anchor = "versions"

    class Meta:
        verbose_name = _("version of a contract")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="contract_version_once"),
            models.UniqueConstraint(
                fields=["contract", "sha256"],
                name="contract_file_once",
                violation_error_message=_("This is the same file as an earlier version. Upload the new one."),
            ),
            models.UniqueConstraint(fields=["contract"], condition=Q(is_signed=True), name="one_version_is_signed"),
        ]

    def __str__(self):
        return str(_("Version %(number)s") % {"number": self.number})

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("This is on record and cannot be deleted."))

    @property
    def short_hash(self) -> str:
        return f"{self.sha256[:4]} {self.sha256[4:8]} … {self.sha256[-4:]}"

    def file_address(self) -> str:
        return reverse("contract_file", args=[self.contract.programme_id, self.pk])

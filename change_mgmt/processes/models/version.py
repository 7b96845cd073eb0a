from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.models.process import Process
from core.text import say
from implementation.gates.models.signed import SignedFacts


class ProcessVersion(SignedFacts):
    """A process as it was handed in: both sides, fates, figures and warnings of that day, with who handed it in."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()

    belongs_to = "process"

    class Meta:
        verbose_name = _("Version of a process")
        verbose_name_plural = _("Versions of a process")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="process_version_once")]

    def __str__(self):
        return str(say(_("{process}, version {n}"), process=self.process.name, n=self.number))

    def get_absolute_url(self):
        return reverse("process_version", args=[self.programme_id, self.pk])


class ProcessSignature(SignedFacts):
    """A name under one version."""

    version = models.OneToOneField(ProcessVersion, on_delete=models.PROTECT, related_name="signature")

    belongs_to = "version"

    class Meta:
        verbose_name = _("Signature under a process")
        verbose_name_plural = _("Signatures under processes")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.version}: {self.by_name}"

    def get_absolute_url(self):
        return self.version.get_absolute_url()

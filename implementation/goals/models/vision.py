import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.roles import Role
from core.states import StateField
from core.text import say
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord


@because(_("Name at least one person who must sign."))
def has_signatories(vision):
    return vision.signatories.exists()


@because(_("Not everyone has signed yet."))
def everyone_has_signed(vision):
    return vision.signatories.exists() and not vision.signatories.filter(signature=None).exists()


@because(_("No later version is signed."))
def later_is_signed(vision):
    later = VisionVersion.objects.filter(programme=vision.programme_id, number__gt=vision.number)
    return later.filter(state=VisionVersion.State.SIGNED).exists()


class VisionVersion(ProgrammeRecord):
    """The vision as it was written once. Open for signature or signed, its text does not change: a new version does."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open for signature")
        SIGNED = "signed", _("Signed")
        SUPERSEDED = "superseded", _("Replaced")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {"draft": "idle", "open": "wait", "signed": "done", "superseded": "none", "withdrawn": "none"}

    number = models.PositiveSmallIntegerField(editable=False)
    text = models.TextField(
        _("Vision"),
        max_length=20_000,
        help_text=_(
            "What will be different for customers and for us, and how we will know. Markdown: # heading, * list, **bold**."
        ),
    )
    opened_on = models.DateField(_("Opened for signature on"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("Version of the vision")
        verbose_name_plural = _("Versions of the vision")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="vision_number_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state__in=["draft", "open"]),
                name="one_vision_in_the_making",
                violation_error_message=_("A new version is in the making already: finish that one first."),
            ),
        ]

    def __str__(self):
        return str(say(_("Vision, version {n}"), n=self.number))

    def get_absolute_url(self):
        return reverse("vision", args=[self.programme_id, self.pk])

    def clean(self):
        if self.pk and self.state != self.State.DRAFT:
            kept = VisionVersion.objects.values_list("text", flat=True).get(pk=self.pk)
            if kept != self.text:
                raise ValidationError(_("This text does not change any more: write a new version."))

    @property
    def text_sha256(self):
        return hashlib.sha256(self.text.encode()).hexdigest()

    @transition(
        state,
        source=State.DRAFT,
        target=State.OPEN,
        conditions=[has_signatories],
        permission="goals.edit_vision",
        custom={"label": _("Open for signature"), "hidden": True},
    )
    def open(self):
        """Its signatories are named and told."""

    @transition(
        state,
        source=State.OPEN,
        target=State.SIGNED,
        conditions=[everyone_has_signed],
        permission="goals.sign_vision",
        custom={"label": _("Signed by everyone"), "hidden": True},
    )
    def sign(self):
        """By the last signature."""

    @transition(
        state,
        source=State.OPEN,
        target=State.WITHDRAWN,
        permission="goals.edit_vision",
        custom={
            "label": _("Withdraw this version"),
            "note": "required",
            "confirm": _(
                "Signatures on this version stay on record but count no more. A new version can then be written."
            ),
        },
    )
    def withdraw(self):
        """The text was wrong, or a signatory has left."""

    @transition(
        state,
        source=State.SIGNED,
        target=State.SUPERSEDED,
        conditions=[later_is_signed],
        permission="goals.sign_vision",
        custom={"label": _("Replaced by a later version"), "hidden": True},
    )
    def supersede(self):
        """When a later version is signed."""


class Signatory(Record):
    """Somebody who must sign one version of the vision."""

    vision = models.ForeignKey(VisionVersion, on_delete=models.PROTECT, related_name="signatories")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField(_("Reminded on"), null=True, blank=True, editable=False)

    belongs_to = "vision"

    class Meta:
        ordering = ["person__name", "pk"]
        verbose_name = _("Signatory")
        verbose_name_plural = _("Signatories")
        constraints = [models.UniqueConstraint(fields=["vision", "person"], name="signatory_once")]

    def __str__(self):
        return f"{self.vision}: {self.person}"

    @property
    def waits(self) -> int:
        """Days since this person was asked to sign."""
        return (timezone.localdate() - self.vision.opened_on).days if self.vision.opened_on else 0


class VisionSignature(SignedFacts):
    """A signature with the text that was signed, its SHA-256, and the signer's name and role as they were."""

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("Signature under the vision")
        verbose_name_plural = _("Signatures under the vision")

    def __str__(self):
        return f"{self.signatory.vision}: {self.by_name}"

    def get_absolute_url(self):
        return self.signatory.get_absolute_url()

    @property
    def roles(self):
        """The roles as words in the reader's language."""
        return [Role(code.strip()).label for code in self.by_role.split(",") if code.strip() in Role.values]

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vendors.models.questionnaire import Questionnaire
from vendors.models.questionnaire_reply import OfReply, Reply


class ReplyLink(OfReply):
    """The address at which a vendor answers without an account. Only the hash of its token is kept."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="links")
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("E-mail"))
    bound = models.BooleanField(
        _("Ask for a code that is mailed to this address"),
        default=True,
        help_text=_("Whoever the link is passed on to then sees nothing without the mailbox."),
    )
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    expires_at = models.DateTimeField(_("Open until"))
    withdrawn_at = models.DateTimeField(_("Withdrawn"), null=True, blank=True, editable=False)
    used_at = models.DateTimeField(_("Used"), null=True, blank=True, editable=False)
    #: The code that is out: hashed, for a quarter of an hour, for five tries.
    code_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    code_until = models.DateTimeField(null=True, blank=True, editable=False)
    code_tries = models.PositiveSmallIntegerField(default=0, editable=False)

    audit_leaves_out = ("token_sha256", "code_sha256", "code_until", "code_tries")

    class Meta:
        verbose_name = _("Link to a questionnaire")
        ordering = ["-pk"]

    def __str__(self):
        return str(_("Link for %(vendor)s") % {"vendor": self.reply.vendor.name})

    @property
    def is_alive(self) -> bool:
        """Not withdrawn, not ended, and the vendor is still asked."""
        return (
            self.withdrawn_at is None
            and self.expires_at > timezone.now()
            and self.reply.state != Reply.State.WITHDRAWN
            and self.reply.questionnaire.state == Questionnaire.State.OUT
        )

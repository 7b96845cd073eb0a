"""The mail that brings a message: in the reader's language, as plain words, with their own link."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from change_mgmt.communication.models import Delivery, Message
from core import markdown
from core.notifications import Letter


class Envelopes:
    """Writes each text once for each language; only the link differs from reader to reader."""

    def __init__(self, message: Message, *, reminder: bool = False):
        self.message, self.reminder = message, reminder
        self._written: dict[str, tuple[str, str]] = {}

    def letter(self, delivery: Delivery) -> Letter:
        if delivery.language not in self._written:
            self._written[delivery.language] = self._write(delivery.language)
        subject, body = self._written[delivery.language]
        address = f"{settings.SITE_URL}{reverse('read_message', args=[Delivery.token_from(delivery.seed)])}"
        return Letter(delivery.email, subject, body.replace(_LINK, address), secret=True)

    def _write(self, language: str) -> tuple[str, str]:
        wording = self.message.in_language(language)
        assert wording is not None  # a message without a text is not sent
        with translation.override(language):
            parts = [
                _("You have not confirmed yet that you have read this.") if self.reminder else "",
                markdown.as_words(wording.body),
                self.message.sender.name,
                _("Read it, and confirm that you have:"),
                _LINK,
                _("The link is for you alone."),
            ]
            subject = _("Reminder: %(title)s") % {"title": wording.title} if self.reminder else wording.title
        return subject, "\n\n".join(part for part in parts if part) + "\n"


#: Stands in a text for the reader's own link; no text that people write can hold it.
_LINK = "\0link\0"

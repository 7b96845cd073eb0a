"""Handing in what a stage owes."""

from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import (
    Deliverable,
)


def submit_deliverable(deliverable: Deliverable, *, by: User, note: str = "") -> Deliverable:
    """For review by somebody else. Something must be there to look at: a file or a note."""
    from core.models import Attachment

    has_file = Attachment.objects.filter(
        content_type__app_label="programme", content_type__model="deliverable", object_id=deliverable.pk
    ).exists()
    if not has_file and not note.strip():
        raise Refused(_("Attach the file first, or write where it can be found."))
    return perform(deliverable, "submit", by=by, note=note, submitted_by=by)

"""Making and revoking the tokens of sources."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from sla.api import keys
from sla.models import ApiToken, ApiUse

MOST_MONITORS = 100


@transaction.atomic
def make_token(token: ApiToken, *, by: User) -> str:
    """Keep the token and return its key: the only time that anybody sees it."""
    key = keys.make()
    token.made_by, token.prefix, token.digest = by, key.prefix, key.digest
    actions.create(token, permission="sla.edit_token", by=by)
    ApiUse.objects.create(token=token)
    return key.text


def revoke_token(token: ApiToken, *, by: User, note: str) -> ApiToken:
    """From now on it opens nothing; what it sent stays on record."""
    if not note.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    return perform(
        token, "revoke", by=by, note=note, revoked_by=by, revoked_at=timezone.now(), revoked_why=note.strip()
    )

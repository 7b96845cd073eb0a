"""The provider's word on a change of its contract: from its own account, or written down by us with who gave it."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.models import ChangeRequest, ProviderAnswer
from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.roles import VENDOR_CONTACT
from implementation.gates.signing import signature

Answer = ProviderAnswer.Answer


@transaction.atomic
def answer_change(
    change: ChangeRequest,
    *,
    answer: str,
    by: User,
    price: Decimal | None = None,
    days: int | None = None,
    text: str = "",
    given_by: str = "",
) -> ProviderAnswer:
    """Keep the answer of this round. Raises ``Refused`` when nothing is asked, or it is answered already."""
    audit.lock(change.scope_key)
    change = ChangeRequest.objects.select_related("contract__vendor", "programme").get(pk=change.pk)
    if change.state != ChangeRequest.State.WAITING or not change.needs_provider:
        raise Refused(_("This change waits for no answer of a provider."))
    if change.answer is not None:
        raise Refused(_("This change is answered already."))
    if answer not in Answer.values:
        raise Refused(_("Choose one of the three answers."))
    if answer != Answer.AGREE and not text.strip():
        raise Refused(_("Say under which conditions, or why not."))
    is_theirs = VENDOR_CONTACT in change.programme.roles_of(by)
    if not is_theirs and not given_by.strip():
        raise Refused(_("Say who gave the answer, and how."))
    record = ProviderAnswer(
        **signature(change.programme, by),
        change=change,
        contract=change.contract,
        round=change.round,
        answer=answer,
        price=price,
        days=days,
        text=text,
        given_by="" if is_theirs else given_by,
        facts=_facts(change) | plain({"answer": answer, "price": price, "days": days, "text": text}),
    )
    return actions.create(record, permission="change_mgmt.answer_change", by=by)


def _facts(change: ChangeRequest) -> dict:
    """What the provider was shown."""
    return plain(
        {
            "change": change.code,
            "title": change.title,
            "why": change.why,
            "effect_on_scope": change.effect_on_scope,
            "provider_question": change.provider_question,
            "contract": str(change.contract),
            "vendor": change.contract.vendor.name,
            "round": change.round,
        }
    )

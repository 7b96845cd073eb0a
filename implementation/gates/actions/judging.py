"""What people found about a criterion, who stands behind it, and where the evidence can be seen."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.gates.actions.setup import keep_still
from implementation.gates.models import Criterion, CriterionLink
from implementation.gates.registry import NOT_APPLICABLE


@transaction.atomic
def judge(criterion: Criterion, *, result: str, evidence: str, by: User, seen_revision: int | None = None) -> Criterion:
    """Record what a person found; a judgement of before needs verifying again."""
    audit.lock(criterion.scope_key)
    keep_still(criterion.gate)
    if criterion.is_computed and result and result != NOT_APPLICABLE:
        raise Refused(_("This criterion is computed from the records; it can only be said not to apply."))
    if not evidence.strip() and result:
        raise ValidationError({"evidence": _("Say what shows it.")})
    permission = "gates.judge_criterion"
    if result == NOT_APPLICABLE or criterion.is_computed:
        permission = "gates.edit_criteria"
    return actions.change(
        criterion,
        permission=permission,
        by=by,
        verb="judged",
        note=evidence,
        seen_revision=seen_revision,
        result=result,
        evidence=evidence,
        judged_by=by,
        verified_by=None,
    )


@transaction.atomic
def verify(criterion: Criterion, *, by: User) -> Criterion:
    """A second person stands behind the judgement."""
    audit.lock(criterion.scope_key)
    keep_still(criterion.gate)
    if not criterion.result:
        raise Refused(_("There is nothing to verify here yet."))
    if criterion.judged_by_id == by.pk:
        raise Refused(_("You judged this, so someone else verifies it."))
    return actions.change(criterion, permission="gates.judge_criterion", by=by, verb="verified", verified_by=by)


@transaction.atomic
def add_link(link: CriterionLink, *, by: User) -> CriterionLink:
    audit.lock(link.scope_key)
    keep_still(link.criterion.gate)
    return actions.create(link, permission="gates.judge_criterion", by=by)


@transaction.atomic
def remove_link(link: CriterionLink, *, by: User) -> None:
    audit.lock(link.scope_key)
    keep_still(link.criterion.gate)
    actions.remove(link, permission="gates.judge_criterion", by=by)

"""Risks that have occurred, as issues with their own follow-up."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core import actions, audit
from core.models import User
from core.workflow import perform
from risks.models import RiskIssue


@transaction.atomic
def risk_occurred(issue: RiskIssue, *, by: User) -> RiskIssue:
    """It happened: the risk says so, and an issue follows it up. A risk that has occurred already gets one more issue."""
    if not by.has_perm("risks.edit_risk", issue.risk):
        raise PermissionDenied
    audit.lock(issue.scope_key)
    if issue.risk.state != issue.risk.State.OCCURRED:
        perform(issue.risk, "occur", by=by, note=issue.what_happened)
    return actions.create(issue, permission="risks.edit_risk", by=by, note=issue.what_happened)

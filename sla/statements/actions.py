"""What people do with a statement: check it, issue it, acknowledge it, object to it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.evidence import sha256_of
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from sla.exclusions.sides import Side, side_of
from sla.models import Statement, StatementFacts
from sla.statements.facts import facts_of
from sla.statements.open_points import open_points

REASON = _("Say why: the reason is kept with the step.")


def current(statement: Statement) -> Statement:
    """As it is now, with what it is about."""
    found = Statement.objects.select_related("agreement__contract__vendor", "agreement__programme__organisation")
    return found.get(pk=statement.pk)


@transaction.atomic
def check(statement: Statement, *, by: User, seen: str = "") -> Statement:
    """An editor has looked at what is still open; what was looked at is kept as a hash."""
    audit.lock(statement.scope_key)
    sha256 = sha256_of(facts_of(current(statement)))
    return perform(statement, "confirm", by=by, seen=seen, checked_by=by, checked_sha256=sha256)


@transaction.atomic
def issue(statement: Statement, *, by: User, words: str = "", seen: str = "") -> Statement:
    """Freeze every figure and send it to the provider, once: mails are rows of this transaction.

    ``words`` say why it goes out although measurements are missing.
    """
    audit.lock(statement.scope_key)
    fresh = current(statement)
    done = perform(
        statement,
        "issue",
        by=by,
        note=words,
        seen=seen,
        issued_by=by,
        issued_at=timezone.now(),
        open_words=words.strip(),
    )
    points = open_points(fresh)
    if points.proposals:
        raise Refused(_("Proposed exclusions of this month wait for an answer: agree, refuse or withdraw them first."))
    if not points.is_covered and not words.strip():
        raise Refused(_("Measurements are missing in this month. Say why the statement is issued all the same."))
    facts = facts_of(fresh)
    if sha256_of(facts) != fresh.checked_sha256:
        raise Refused(_("Figures moved since the statement was checked. Take the step “Check it again” first."))
    kept = StatementFacts(statement=done, facts=facts | {"open_words": words.strip()})
    actions.create(kept, permission="sla.issue_statement", by=by)
    return done


def acknowledge(statement: Statement, *, by: User, note: str = "", seen: str = "") -> Statement:
    """The provider agrees with what it was sent; for one without an account an editor writes down who said so."""
    if side_of(by, statement.agreement) == Side.CUSTOMER and not note.strip():
        raise Refused(_("Say who answered for the provider, when, and where it can be seen."))
    return perform(
        statement, "acknowledge", by=by, note=note, seen=seen, acknowledged_by=by, acknowledged_at=timezone.now()
    )


def object_to(statement: Statement, *, by: User, reason: str, seen: str = "") -> Statement:
    if not reason.strip():
        raise Refused(REASON)
    return perform(
        statement, "object", by=by, note=reason, seen=seen, objection=reason.strip(), objected_at=timezone.now()
    )


def answer_objection(statement: Statement, *, by: User, reply: str, seen: str = "") -> Statement:
    """What is right in it is corrected in the records and goes into the next statement; the reply says what and why."""
    if not reply.strip():
        raise Refused(REASON)
    return perform(statement, "answer", by=by, note=reply, seen=seen, reply=reply.strip())

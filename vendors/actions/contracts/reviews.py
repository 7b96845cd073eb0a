"""Who looks at a contract for what, what they say of it, how objections are settled."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.roles import INSIDERS
from core.workflow import perform
from implementation.programme.actions import people_on
from vendors.actions._record import ask, take
from vendors.models import Contract, ContractReview, ContractVersion

State = Contract.State
#: What a reviewer may say, by the step that says it.
ANSWERS = ("agree", "agree_with_remark", "object")


@transaction.atomic
def name_reviewers(
    contract: Contract, people: Mapping[str, User | None], *, by: User, seen_revision: int | None = None
) -> list[ContractReview]:
    """One person for each field of knowledge, for the round that is under way or comes next. Who has answered stays."""
    ask(by, "vendors.edit_contract", contract)
    fresh = take(contract, seen_revision=seen_revision)
    if fresh.state not in (State.DRAFT, State.UNDER_REVIEW):
        raise Refused(_("The review is over: who looked at it stays on record."))
    number = fresh.review_round + (fresh.state == State.DRAFT)
    on_programme = set(people_on(fresh.programme, *INSIDERS).values_list("pk", flat=True))
    if any(person is not None and person.pk not in on_programme for person in people.values()):
        raise Refused(_("Somebody whom you named is not on the programme."))
    known = {review.field: review for review in fresh.reviews.filter(round=number)}
    for field, person in people.items():
        _name(fresh, number, field, person, known.get(field), by=by)
    return list(fresh.reviews.filter(round=number).select_related("reviewer"))


def _name(contract, number: int, field: str, person: User | None, known: ContractReview | None, *, by: User) -> None:
    if known is not None and (person is None or known.reviewer_id != person.pk):
        if known.state != ContractReview.State.WAITING:
            raise Refused(_("%(name)s has answered already and stays on record.") % {"name": known.reviewer.name})
        if person is not None:
            actions.change(known, permission="vendors.edit_contract", by=by, reviewer=person)
            return
        actions.remove(known, permission="vendors.edit_contract", by=by)
    elif known is None and person is not None:
        review = ContractReview(contract=contract, round=number, field=field, reviewer=person)
        actions.create(review, permission="vendors.edit_contract", by=by)


def begin_round(contract: Contract, *, by: User) -> None:
    """Where nobody was named for this round, those of the last one look again."""
    if contract.current_reviews.exists():
        return
    for last in contract.reviews.filter(round=contract.review_round - 1).order_by("pk"):
        review = ContractReview(
            contract=contract, round=contract.review_round, field=last.field, reviewer_id=last.reviewer_id
        )
        actions.create(review, permission="vendors.edit_contract", by=by)


@transaction.atomic
def answer_review(review: ContractReview, *, answer: str, remark: str = "", by: User) -> ContractReview:
    """Agree, agree with a remark, or object with the reason; on the latest version of the paper."""
    if answer not in ANSWERS:
        raise Refused(_("Choose what you say of the contract."))
    if answer != "agree" and not remark.strip():
        raise Refused(_("Write your remark, or why you object."))
    audit.lock(review.scope_key)
    latest = ContractVersion.objects.filter(contract=review.contract_id).first()
    kept = {"remark": remark.strip(), "version": latest, "answered_at": timezone.now()}
    return perform(review, answer, by=by, note=remark, **kept)


def settle_review(review: ContractReview, *, how: str, by: User) -> ContractReview:
    """The one who objected says what settled it, or the sponsor answers for going on."""
    if not how.strip():
        raise Refused(_("Say how the objection was settled."))
    return perform(review, "settle", by=by, note=how, settlement=how.strip())

from core.access import allow
from core.roles import EDITORS, MEMBER, SPONSOR, STEERING, VENDOR_CONTACT
from vendors.contracts import permissions as _of_contracts  # noqa: F401
from vendors.models import Evaluator, Judge, Reply, SelectionRound


def is_evaluator(user, record) -> bool:
    """A member who was named to score, anywhere on the programme."""
    return Evaluator.objects.filter(programme_id=record.scope_number, user=user).exists()


def has_own_sheet(user, record) -> bool:
    """The one whose sheet this is; for a programme, whoever has a sheet in its latest round."""
    if isinstance(record, Evaluator):
        return record.user_id == user.pk
    latest = SelectionRound.objects.filter(programme_id=record.scope_number).first()
    return latest is not None and latest.evaluators.filter(user=user).exists()


def may_read_score(user, score) -> bool:
    """One's own; everybody's, and what was changed in them, once all sheets are in."""
    sheet = score.evaluator if hasattr(score, "evaluator") else score.score.evaluator
    return sheet.user_id == user.pk or (sheet.round.is_uncovered and may_follow(user, sheet))


def judges(user, record) -> bool:
    """The one whose judgements these are; for a programme, whoever was named to judge in its latest round."""
    if isinstance(record, Judge):
        return record.user_id == user.pk
    latest = SelectionRound.objects.filter(programme_id=record.scope_number).first()
    return latest is not None and latest.judges.filter(user=user).exists()


def may_read_judgement(user, judgement) -> bool:
    """One's own; everybody's once every judge has submitted."""
    judge = judgement.judge
    if judge.user_id == user.pk:
        return True
    return may_follow(user, judge) and not judge.round.judges.exclude(state=Judge.State.SUBMITTED).exists()


def may_follow(user, sheet) -> bool:
    """Who leads the programme, and whoever was named to score."""
    return bool(sheet.roles_of(user) & STEERING) or is_evaluator(user, sheet)


def answers_for_vendor(user, record) -> bool:
    """The vendor's contact answers what its own vendor is asked, as long as it is asked."""
    while not isinstance(record, Reply):
        record = record.parent
    return record.state != Reply.State.WITHDRAWN and record.is_served_by(user)


allow("vendors.view_vendor", STEERING, only={MEMBER: is_evaluator})
allow("vendors.edit_vendor", EDITORS)
for kind in ("selectionround", "criteriongroup", "vendorcriterion", "knockout", "knockoutanswer", "weighting"):
    allow(f"vendors.view_{kind}", STEERING, only={MEMBER: is_evaluator})
for kind in ("diligenceitem", "reference"):
    allow(f"vendors.view_{kind}", STEERING)
allow("vendors.view_judge", STEERING, only={MEMBER: judges})
allow("vendors.view_judgement", (), only=dict.fromkeys((*STEERING, MEMBER), may_read_judgement))
allow("vendors.judge_criteria", (), only=dict.fromkeys((*STEERING, MEMBER), judges))
allow("vendors.view_vendorselection", STEERING, only={MEMBER: is_evaluator})
allow("vendors.view_evaluator", STEERING, only={MEMBER: has_own_sheet})
for kind in ("score", "scorechange"):
    allow(f"vendors.view_{kind}", (), only=dict.fromkeys((*STEERING, MEMBER), may_read_score))
for kind in ("talk", "dissent"):
    allow(f"vendors.view_{kind}", STEERING, only={MEMBER: is_evaluator})
allow("vendors.edit_criteria", EDITORS)
allow(
    "vendors.score_vendor",
    (),
    only=dict.fromkeys((*STEERING, MEMBER), has_own_sheet),
)
allow("vendors.talk_over", EDITORS, only=dict.fromkeys((*(STEERING - EDITORS), MEMBER), has_own_sheet))
allow("vendors.select_vendor", {SPONSOR})
for part in ("", "option", "line", "cost", "mark", "opinion", "decision"):
    allow(f"vendors.view_sourcing{part}", STEERING)
allow("vendors.edit_sourcing", EDITORS)
allow("vendors.give_opinion", STEERING)
allow("vendors.decide_sourcing", {SPONSOR})
for kind in ("questionnaire", "question", "reply", "replyversion", "answerfile", "clarification", "clarificationnote"):
    allow(f"vendors.view_{kind}", STEERING, only={MEMBER: is_evaluator})
allow("vendors.view_replylink", STEERING)
# What is being written is the vendor's own affair until it is handed in.
allow("vendors.view_answer", set())
allow("vendors.edit_questionnaire", EDITORS)
allow("vendors.answer_questionnaire", EDITORS, only={VENDOR_CONTACT: answers_for_vendor})
allow("vendors.see_own_pages", {VENDOR_CONTACT})

"""Opening a survey freezes whom it asks and what; closing it freezes what may be told of the answers."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.survey.actions.asking import invite
from change_mgmt.survey.actions.mixing import mix
from change_mgmt.survey.groups import grouped, people_asked, questions_of
from change_mgmt.survey.hiding import LEAST, OTHERS, Row, Tally, published, tallied
from change_mgmt.survey.models import Answer, Invitation, Remark, Survey, SurveyResult
from core import actions, audit, links
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.staff.models import Employee

PERMISSION = "survey.edit_survey"
_chance = secrets.SystemRandom()


@transaction.atomic
def open_survey(survey: Survey, *, by: User, seen: str = "") -> Survey:
    """One link for each person; on paper for those without an address, and then it is nobody's but the group's."""
    audit.lock(survey.scope_key)
    survey = Survey.objects.select_related("programme__organisation").get(pk=survey.pk)
    if Survey.objects.filter(programme=survey.programme, state=Survey.State.OPEN).exclude(pk=survey.pk).exists():
        raise Refused(_("Another survey is open: close it first."))
    if survey.closes_on < survey.today:
        raise Refused(_("Its last day is past: choose a later one."))
    people = list(people_asked(survey))
    if len(people) < LEAST:
        raise Refused(_("Fewer than five people would be asked, and of fewer than five nothing is told. Ask more."))
    groups, keys = grouped(survey, people)
    frozen = {"questions": questions_of(survey.programme), "groups": groups, "opened_on": timezone.localdate()}
    perform(survey, "open", by=by, seen=seen, **frozen)
    links_made = [_link(survey, employee if employee.email else None, keys[employee.pk]) for employee in people]
    _chance.shuffle(links_made)  # else the order of those on paper would be that of the names
    Invitation.objects.bulk_create(links_made, batch_size=500)
    if survey.has_begun:
        invite(survey)
    return survey


def _link(survey: Survey, employee: Employee | None, group: str) -> Invitation:
    seed = links.seed()
    return Invitation(
        survey=survey,
        employee=employee,
        group=group,
        seed=seed,
        token_sha256=links.token_hash(Invitation.token_from(seed)),
    )


@transaction.atomic
def close_survey(survey: Survey, *, by: User | None, seen: str = "") -> SurveyResult:
    """Count, freeze what may be told, and keep the answers by the groups that are told only."""
    audit.lock(survey.scope_key)
    perform(survey, "close", by=by, seen=seen, closed_on=timezone.localdate())
    answers = Answer.objects.filter(survey=survey).values_list("group", "values")
    found = published(tallied(answers, [group["key"] for group in survey.groups], len(survey.questions)))
    told = {row.keys[0] for row in found.alone}
    mix(survey, groups={group["key"]: OTHERS for group in survey.groups if group["key"] not in told})
    kept = SurveyResult(survey=survey, facts=plain(_facts(survey, found)))
    return actions.create(kept, permission=PERMISSION, by=by)


def _facts(survey: Survey, found) -> dict[str, Any]:
    remarks = list(Remark.objects.filter(survey=survey).order_by("pk").values_list("text", flat=True))
    return {
        "title": survey.title,
        "kind": survey.kind,
        "grouping": survey.grouping,
        "opened_on": survey.opened_on,
        "closed_on": survey.closed_on,
        "questions": survey.questions,
        "groups": survey.groups,
        "invited": survey.invited,
        "total": _whole(survey.invited, found.total) if found.total else None,
        "alone": [_row(survey, row) for row in found.alone],
        "pool": _row(survey, found.pool) if found.pool else None,
        "remarks": remarks if found.total and len(remarks) >= LEAST else [],
    }


def _whole(invited: int, tally: Tally) -> dict[str, Any]:
    return {"invited": invited, "answers": tally.answers, "sums": list(tally.sums)}


def _row(survey: Survey, row: Row) -> dict[str, Any]:
    inside = [group for group in survey.groups if group["key"] in row.keys]
    return _whole(sum(group["invited"] for group in inside), row.tally) | {"groups": inside}


def close_due() -> None:
    """Surveys whose last day is past, each in the day of its organisation."""
    for survey in Survey.objects.filter(state=Survey.State.OPEN).select_related("programme__organisation"):
        if survey.is_over:
            with timezone.override(survey.programme.organisation.zone):
                close_survey(survey, by=None)

import datetime

from core.actions import create
from implementation.readiness import actions
from implementation.readiness.dimensions import ALL, statement_names
from implementation.readiness.models import Assessment, TeamMember
from tests.factories import user_as

ASKED = ("sponsor", "manager", "member")


def make_assessment(programme, *, state="open", roles=ASKED, levels=None, score=4):
    """A round as people make it; ``closed`` has everyone answer ``score``, or what ``levels`` says for a dimension."""
    manager = user_as("manager", programme)
    closes_on = datetime.date.today() + datetime.timedelta(days=14)
    people = [user_as(role, programme) for role in roles]
    found = actions.open_assessment(Assessment(programme=programme, number=0, closes_on=closes_on), people, by=manager)
    if state == "closed":
        for respondent in found.respondents.select_related("person", "assessment__programme"):
            answer_all(respondent, levels=levels, score=score)
            actions.hand_in(respondent, by=respondent.person)
        actions.close_assessment(found, by=manager)
    return Assessment.objects.get(pk=found.pk)


def answer_all(respondent, *, levels=None, score=4):
    for dimension in ALL:
        given = (levels or {}).get(dimension.key, score)
        scores = dict.fromkeys(statement_names(dimension), given)
        actions.save_answers(respondent, dimension.key, scores, by=respondent.person)


def make_member(programme, role="lead", name="Nobody Real"):
    member = TeamMember(programme=programme, role=role, name=name)
    return create(member, permission="readiness.edit_readiness", by=user_as("manager", programme))

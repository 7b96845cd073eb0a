from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.survey.models import Statement
from change_mgmt.survey.models.statement import MOST
from core import actions, audit
from core.models import User
from core.refusal import Refused


@transaction.atomic
def add_statement(statement: Statement, *, by: User) -> Statement:
    audit.lock(statement.scope_key)
    if Statement.objects.filter(programme=statement.programme, element=statement.element).count() >= MOST:
        raise Refused(_("This element has five statements of its own: remove one first. People answer short surveys."))
    return actions.create(statement, permission="survey.edit_statement", by=by)

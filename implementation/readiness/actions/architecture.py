from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from core import actions, audit
from core.models import User
from implementation.programme.models import Programme
from implementation.readiness.models import ArchitectureItem

PERMISSION = "readiness.edit_readiness"


@transaction.atomic
def answer_architecture(
    programme: Programme, answers: Mapping[str, tuple[str, str]], *, by: User
) -> list[ArchitectureItem]:
    """Keep the answers that are new or different, all or none: item -> (answer, note). An empty answer leaves what is there.

    ValidationError maps an item to what is wrong with it.
    """
    if not by.has_perm(PERMISSION, programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    there = {item.item: item for item in programme.architectureitems.all()}
    kept, wrong = [], {}
    for name, (answer, note) in answers.items():
        found = there.get(name)
        if not answer or (found and (found.answer, found.note) == (answer, note)):
            continue
        try:
            if found:
                kept.append(actions.change(found, permission=PERMISSION, by=by, answer=answer, note=note))
            else:
                new = ArchitectureItem(programme=programme, item=name, answer=answer, note=note)
                kept.append(actions.create(new, permission=PERMISSION, by=by))
        except ValidationError as error:
            wrong[name] = error.messages
    if wrong:
        raise ValidationError(wrong)
    return kept

from core.access import allow
from core.roles import CONSULTANT, EXECUTIVE, INSIDERS, MANAGER, MEMBER, SPONSOR
from implementation.programme.models import Programme


def is_about(user, record) -> bool:
    """What is entered about somebody is theirs to read and to answer."""
    return isinstance(record, Programme) or record.person_id == user.pk


READERS = {SPONSOR, MANAGER}
# Everybody inside has a page of their own; those of others are for sponsors and managers.
allow("contribution.view_contribution", INSIDERS)
allow("contribution.view_people", READERS)
allow("contribution.view_softpoint", READERS, only=dict.fromkeys((CONSULTANT, EXECUTIVE, MEMBER), is_about))
allow("contribution.give_point", READERS)
allow("contribution.answer_point", (), only=dict.fromkeys(INSIDERS, is_about))
allow("contribution.view_pointkind", INSIDERS)
allow("contribution.set_kinds", READERS)

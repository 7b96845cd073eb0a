"""Who may see a record of a programme: asked of the people on it, in one query where the permission table alone decides."""

from core.access import held, view_permission
from core.beside import readers_in
from core.models import Record, User
from core.roles import Role
from implementation.programme.models import Membership


@readers_in("programme")
def people_who_see(record: Record) -> list[User]:
    return those_of(Membership.objects.filter(programme=record.scope_number), record)


def those_of(memberships, record: Record) -> list[User]:
    """The active people of these memberships who may see the record, by name."""
    roles: dict[User, set[Role]] = {}
    on_it = memberships.filter(user__is_active=True).select_related("user")
    for membership in on_it.order_by("user__name", "user__pk"):
        roles.setdefault(membership.user, set()).add(Role(membership.role))
    permission = view_permission(record)
    return [user for user, mine in roles.items() if held(permission, user, record, roles=frozenset(mine))]

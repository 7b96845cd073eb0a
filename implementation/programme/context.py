"""What every page of a programme shows around its content."""

from django.utils.functional import SimpleLazyObject

from implementation.programme import registry, waiting
from implementation.programme.memory import remembered
from implementation.programme.models import Programme


def programme(request):
    """``programme`` and, computed only where a template asks, the counts of the menu and of what waits for the person."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    found = getattr(request, "programme", None)
    context = {
        "my_programmes": SimpleLazyObject(
            lambda: list(Programme.objects.visible_to(user).select_related("organisation"))
        ),
        "unread": SimpleLazyObject(lambda: user.notifications.filter(read_at=None).count()),
    }
    if found is not None:
        context |= {
            "programme": found,
            "currency": found.organisation.currency,
            "my_roles": found.roles_of(user),
            "waiting_here": SimpleLazyObject(lambda: waiting.for_person(found, user)),
            "nav_counts": SimpleLazyObject(lambda: remembered(found, "counts", lambda: registry.nav_counts(found))),
        }
    return context

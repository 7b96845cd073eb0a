from django.utils.translation import gettext as _

from core.models import User
from implementation.experience.registry import private_names


@private_names
def organisation_and_people(programme):
    """The client, with and without what stands in brackets behind its name, and everyone on the programme."""
    whole = programme.organisation.name
    short = whole.split("(")[0].split("（")[0].strip()
    found = dict.fromkeys((whole, short), _("[organisation]"))
    people = User.objects.filter(memberships__programme=programme).values_list("name", flat=True).distinct()
    return found | dict.fromkeys(people, _("[person]"))

"""Which templates a person sees and may start from, where. Nothing crosses from one organisation to another by itself.

People with a role on a programme of an organisation see its templates. A consultant who serves two organisations may use a
template of the one for the other only where a sponsor of the owner has said so, and then without names.
"""

from django.http import Http404

from core import access
from core.models import User
from core.roles import INSIDERS, Role
from implementation.experience.models import ProgrammeTemplate
from implementation.programme.models import Membership, Organisation


def organisations_served(user: User) -> set[int]:
    """Organisations on whose programmes this person is a consultant."""
    found = Membership.objects.filter(user=user, role=Role.CONSULTANT)
    return set(found.values_list("programme__organisation", flat=True))


def templates_of(organisation: Organisation):
    return ProgrammeTemplate.objects.filter(organisation=organisation)


def shared_with(user: User, organisation: Organisation | None):
    """Templates of other organisations that this consultant may use for the organisation (None: a new one)."""
    served = organisations_served(user)
    if organisation is not None and organisation.pk not in served:
        return ProgrammeTemplate.objects.none()
    found = ProgrammeTemplate.objects.filter(organisation__in=served, shared=True)
    return found.exclude(organisation=organisation) if organisation is not None else found


def may_use(user: User, template: ProgrammeTemplate, organisation: Organisation | None) -> bool:
    """Whether this person may start a programme of the organisation from the template."""
    if organisation is not None and template.organisation_id == organisation.pk:
        return bool(template.roles_of(user) & INSIDERS)
    return shared_with(user, organisation).filter(pk=template.pk).exists()


def on_the_shelf(user: User):
    """Templates in use that this person could start some programme from."""
    mine = Membership.objects.filter(user=user, role__in=INSIDERS).values("programme__organisation")
    own = ProgrammeTemplate.objects.filter(organisation__in=mine)
    found = own | ProgrammeTemplate.objects.filter(organisation__in=organisations_served(user), shared=True)
    return found.filter(state=ProgrammeTemplate.State.IN_USE).distinct()


def template_on(programme, pk: int, user: User, permission: str = "experience.view_programmetemplate"):
    """A template as it is seen from a programme; 404 where it is another organisation's and not shared with this person."""
    found = ProgrammeTemplate.objects.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.organisation_id == programme.organisation_id:
        access.require(user, permission, found)
        return found
    reads_only = permission == "experience.view_programmetemplate"
    if reads_only and shared_with(user, programme.organisation).filter(pk=pk).exists():
        return found
    raise Http404

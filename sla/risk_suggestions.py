"""What service levels suggest to the risk register, and what of them a risk may be linked to."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import say
from risks.registry import Suggestion, linkable, risk_suggestion
from sla.models import Agreement, Breach
from vendors.models import Contract


@linkable("sla.agreement")
def agreements(programme):
    return Agreement.objects.filter(programme=programme)


@linkable("sla.breach")
def breaches(programme):
    found = Breach.objects.filter(objective__agreement__programme=programme)
    return found.select_related("objective__agreement__programme")


@risk_suggestion("sla.service")
def service(programme):
    """Breaches, and contracts in force that no service level stands behind."""
    url = reverse("agreements", args=[programme.pk])
    missed = Breach.objects.filter(objective__agreement__programme=programme, lifted=False).count()
    if missed:
        text = ngettext_lazy(
            "{n} month was below its service level.", "{n} months were below their service level.", missed
        )
        yield Suggestion("service_poor", say(text, n=missed), url)
    signed = Contract.objects.filter(programme=programme, state=Contract.State.SIGNED)
    bare = signed.exclude(agreements__state=Agreement.State.IN_FORCE).first()
    if bare is not None:
        text = say(_("“{contract}” has no service level in force."), contract=bare)
        yield Suggestion("service_poor", text, bare.get_absolute_url())

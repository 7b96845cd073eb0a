"""What the inventory lacks: domains without source or owner, modules whose data nobody brings, sources without a legal basis."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import say
from implementation.data_readiness.scores import DomainScore
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme


@dataclass(frozen=True)
class Gap:
    what: Any
    why: Any
    url: str


def gaps(programme: Programme, domains: list[DomainScore]) -> list[Gap]:
    """In the order in which they are best closed."""
    wanted = set(programme.modules_wanted)
    found = [gap for item in domains for gap in _of_domain(item, wanted)]
    fed = {key for item in domains if item.sources for key in item.domain.modules}
    named = {key for item in domains for key in item.domain.modules}
    for key in MODULES:
        if key in wanted and key not in named:
            why = _("No domain is marked as needed by it. Every module lives on some data.")
            found.append(Gap(say(_("What does “{module}” need?"), module=MODULES[key].name), why, _matrix(programme)))
        elif key in wanted and key not in fed:
            why = _("None of the data that it needs comes from anywhere yet.")
            found.append(Gap(say(_("“{module}” would start empty"), module=MODULES[key].name), why, _matrix(programme)))
    return found


def _matrix(programme: Programme) -> str:
    return reverse("data_matrix", args=[programme.pk])


def _of_domain(item: DomainScore, wanted: set[str]) -> list[Gap]:
    domain, found = item.domain, []
    needed = bool(wanted & set(domain.modules))
    if needed and not item.sources:
        why = _("Say from which system its data comes, or nothing can be moved.")
        found.append(Gap(say(_("{domain}: no source"), domain=domain.name), why, domain.get_absolute_url()))
    if (needed or item.sources) and not domain.owner_id:
        why = _("Somebody must answer for what is right.")
        found.append(Gap(say(_("{domain}: no owner"), domain=domain.name), why, domain.get_absolute_url()))
    for source in item.sources:
        if not source.owner_id:
            why = _("Somebody must be able to have a wrong value mended.")
            found.append(Gap(say(_("{source}: no owner"), source=source.name), why, source.get_absolute_url()))
        if source.lacks_basis:
            why = _("Settle what allows you to hold this data before it is moved.")
            found.append(Gap(say(_("{source}: no legal basis"), source=source.name), why, source.get_absolute_url()))
    return found

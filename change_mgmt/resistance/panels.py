"""What resistance and early warnings show in the report."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from change_mgmt.resistance.early_warning import places, summary
from change_mgmt.resistance.models import EarlyWarning, Sign
from change_mgmt.resistance.place import Place
from core.evidence import in_every_language, plain
from core.text import say
from implementation.programme import registry
from implementation.programme.models import Programme


@registry.panel("resistance", title=_("Resistance and adoption"), order=92, detail="resistance/_report.html")
def resistance(programme: Programme) -> dict[str, Any]:
    """Each department with its three values, and open signs by kind. No sign is quoted and nobody is named."""
    found = places(programme)
    signs = list(Sign.objects.filter(programme=programme, confidential=False))
    kinds = [(kind, [sign for sign in signs if sign.kind == kind]) for kind in Sign.Kind]
    return plain(
        {
            "summary": in_every_language(summary(found)) if found else {},
            "places": [_place(place) for place in found if place.judgement.is_known],
            "kinds": [
                {
                    "kind": in_every_language(kind.label),
                    "open": sum(sign.is_open for sign in items),
                    "closed": sum(not sign.is_open for sign in items),
                }
                for kind, items in kinds
                if items
            ],
        }
    )


def _place(place: Place) -> dict[str, Any]:
    tone, words = place.standing
    return {
        "department": place.department.name,
        "cells": [{"words": in_every_language(cell.shown), "low": cell.is_low} for cell in place.cells],
        "signs": place.signs,
        "tone": tone,
        "words": in_every_language(words),
        "step": in_every_language(place.warning.get_state_display()) if place.warning else None,
    }


@registry.events
def happened(programme: Programme, since, until):
    raised = EarlyWarning.objects.filter(programme=programme, raised_on__range=(since, until))
    for warning in raised.select_related("department"):
        text = say(
            _("{department} became low in adoption, readiness and training."), department=warning.department.name
        )
        yield registry.Event(warning.raised_on, in_every_language(text))
    over = EarlyWarning.objects.filter(programme=programme, ended_on__range=(since, until))
    for warning in over.select_related("department"):
        text = say(_("The early warning of {department} is over."), department=warning.department.name)
        yield registry.Event(warning.ended_on, in_every_language(text))

"""Signs of resistance as a workbook, as the list is filtered."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from change_mgmt.resistance.models import Sign
from core.sheets import Column, Page, write_xlsx


def workbook(signs: Iterable[Sign]) -> bytes:
    """Without names of persons: a file travels further than a page."""
    columns = [
        Column(_("Number"), 10),
        Column(_("Kind"), 24),
        Column(_("State"), 22),
        Column(_("Department"), 24),
        Column(_("Level"), 20),
        Column(_("What was seen"), 60),
        Column(_("The concern behind it"), 50),
        Column(_("How often"), 14),
        Column(_("First seen"), 14),
        Column(_("Module"), 24),
        Column(_("Pilot"), 24),
        Column(_("Owner"), 22),
        Column(_("Next step"), 44),
        Column(_("Due"), 14),
        Column(pgettext("sign of resistance", "What came of it"), 50),
        Column(_("Closed on"), 14),
    ]
    return write_xlsx([Page(_("Signs of resistance"), columns, (_row(sign) for sign in signs), frozen=2)])


def _row(sign: Sign) -> list:
    return [
        sign.code,
        str(sign.get_kind_display()),
        str(sign.get_state_display()),
        sign.department.name if sign.department else str(_("The whole organisation")),
        str(sign.get_level_display()) if sign.level else None,
        sign.seen,
        sign.concern or None,
        str(sign.get_how_often_display()),
        sign.first_seen,
        str(sign.module.name) if sign.module else None,
        sign.pilot.name if sign.pilot else None,
        sign.owner.name if sign.owner else None,
        sign.next_step or None,
        sign.next_step_due,
        sign.outcome or None,
        sign.closed_on,
    ]

from collections.abc import Iterable

from django.utils.translation import gettext as _

from change_mgmt.voice.models import Ask
from core.sheets import Column, Page, write_xlsx


def workbook(asks: Iterable[Ask]) -> bytes:
    """What was asked for, with where it was heard and what became of it."""
    columns = [
        Column(_("What was asked for"), 48),
        Column(_("Theme"), 24),
        Column(_("Module"), 20),
        Column(_("Customers who said it"), 12),
        Column(_("Heard on"), 12),
        Column(_("Customers"), 28),
        Column(_("Panel"), 20),
        Column(_("Who of us"), 18),
        Column(_("State"), 14),
        Column(_("What became of it"), 48),
        Column(_("Change request"), 14),
        Column(_("Told on"), 12),
        Column(_("How they were told"), 28),
    ]
    return write_xlsx([Page(_("Customers’ voice"), columns, (_row(ask) for ask in asks), frozen=1)])


def _row(ask: Ask) -> list:
    hearing = ask.hearing
    return [
        ask.words,
        ask.get_theme_display(),
        ask.module.name if ask.module else None,
        ask.customers,
        hearing.on,
        hearing.customers,
        hearing.panel.name if hearing.panel else None,
        hearing.by.name,
        ask.get_state_display(),
        ask.reason or None,
        ask.change.code if ask.change else None,
        ask.told_on,
        ask.told_how or None,
    ]

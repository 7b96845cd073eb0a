"""What a catalogue offers, whether the product's own or a firm's, in one shape; and how a risk taken from it differs since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.models import User
from implementation.programme.models import Programme
from risks.catalogue import STARTERS, Starter
from risks.models import CatalogueRisk, Risk, Treatment
from risks.models.catalogue import TEXTS
from risks.models.scales import Confidence

LABELS = {
    "title": _("Risk"),
    "cause": _("Because"),
    "event": _("it may happen that"),
    "effect": _("so that"),
    "early_sign": _("Early sign"),
}


@dataclass(frozen=True)
class Entry:
    """A risk of a catalogue in the language of a programme's reports; ``own`` is the firm's record where it is one."""

    key: str
    version: int
    category: str
    nature: str
    texts: dict[str, str]
    ways: list[tuple[str, str]]
    likelihood: int | None
    impact: int | None
    own: CatalogueRisk | None = None

    def risk_for(self, programme: Programme) -> tuple[Risk, list[Treatment]]:
        """Unsaved records: the risk, and its treatments: the first way of a starter, every way of the firm's own."""
        risk = Risk(
            programme=programme,
            catalogue_key=self.key,
            catalogue_entry=self.own,
            catalogue_version=self.version,
            catalogue_texts=self.texts,
            category=self.category,
            nature=self.nature,
            confidence=Confidence.LOW,
            inherent_likelihood=self.likelihood,
            inherent_impact=self.impact,
            current_likelihood=self.likelihood,
            current_impact=self.impact,
            **self.texts,
        )
        ways = self.ways if self.own else self.ways[:1]
        return risk, [Treatment(strategy=strategy, text=text) for strategy, text in ways]


def of_starter(starter: Starter, language: str) -> Entry:
    with translation.override(language):
        return Entry(
            key=starter.key,
            version=starter.version,
            category=starter.category,
            nature="threat",
            texts={name: str(getattr(starter, name)) for name in TEXTS},
            ways=[(str(strategy), str(text)) for strategy, text in starter.ways],
            likelihood=starter.likelihood,
            impact=starter.impact,
        )


def of_own(record: CatalogueRisk) -> Entry:
    return Entry(
        key=record.key,
        version=record.version,
        category=record.category,
        nature=record.nature,
        texts={name: getattr(record, name) for name in TEXTS},
        ways=record.ways,
        likelihood=record.likelihood,
        impact=record.impact,
        own=record,
    )


def own_risks(user: User) -> Iterable[CatalogueRisk]:
    """What the catalogues of this person's firms offer."""
    offered = CatalogueRisk.objects.filter(state=CatalogueRisk.State.OFFERED, catalogue__members__user=user)
    return offered.select_related("catalogue").order_by("catalogue__name", "category", "title", "pk")


def entries_for(programme: Programme, user: User) -> dict[str, Entry]:
    """Everything this person may take into the register of a programme, by key."""
    found = [of_starter(starter, programme.organisation.language) for starter in STARTERS]
    found += [of_own(record) for record in own_risks(user)]
    return {entry.key: entry for entry in found}


@dataclass(frozen=True)
class Difference:
    """A text as it is here and as the catalogue has it now. ``edited`` when somebody here changed what was taken."""

    name: str
    here: str
    there: str
    edited: bool

    @property
    def label(self) -> Any:
        return LABELS[self.name]


def entry_of(risk: Risk) -> Entry | None:
    """What the risk was taken from, as it is there now; None where it was taken from nowhere, or is offered no longer."""
    if risk.catalogue_entry_id:
        record = risk.catalogue_entry
        return of_own(record) if record.state == CatalogueRisk.State.OFFERED else None
    starter = next((item for item in STARTERS if item.key == risk.catalogue_key), None)
    return of_starter(starter, risk.programme.organisation.language) if starter else None


def newer(risk: Risk) -> Entry | None:
    """The catalogue's version where it is newer than the one that this risk was taken from, and says something else."""
    found = entry_of(risk)
    if found is None or found.version <= (risk.catalogue_version or 0) or not differences(risk, found):
        return None
    return found


def differences(risk: Risk, entry: Entry) -> list[Difference]:
    return [
        Difference(name, here, there, edited=here != risk.catalogue_texts.get(name, here))
        for name in TEXTS
        if (here := getattr(risk, name)) != (there := entry.texts[name])
    ]

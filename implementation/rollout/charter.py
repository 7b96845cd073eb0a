"""The charter of a pilot: what it says now, whether somebody other than its author agreed to just that, and what differs.

Nothing is stored about its standing: a charter is agreed as long as what it says is what was agreed to.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain, words_of
from core.text import names, say
from implementation.rollout.models import Charter, Pilot

#: What must be on a charter before it is put forward, and what to do where it is not.
MISSING = {
    "hypothesis": _("Say what you expect, in one sentence that the pilot can prove wrong."),
    "part": _("Name the part of the module that is tried."),
    "departments": _("Choose the departments."),
    "participants": _("Name the people who take part."),
    "measures": _("Add a measure with its exit target."),
}
LABELS = {
    "name": _("Name"),
    "module": _("Module"),
    "hypothesis": _("What you expect"),
    "way": _("Way"),
    "part": _("Which part"),
    "departments": _("Departments"),
    "users": _("Users"),
    "participants": _("Participants"),
    "not_part": _("Not part of it"),
    "start": _("Planned start"),
    "end": _("Planned end"),
    "lead": _("Lead"),
    "rollback_limit": _("Time allowed to go back, minutes"),
    "measures": _("Measures"),
    "criteria": _("Exit criteria"),
}


def _figure(value: Decimal | None) -> str:
    """One text for one number, however it was written: 40, 40.0 and 40.000 are the same."""
    return "" if value is None else format(Decimal(value).normalize(), "f")


def terms_of(pilot: Pilot) -> dict[str, Any]:
    """What is agreed to, as plain values: two charters that say the same have the same terms."""
    places = pilot.departments.order_by("name").values_list("name", flat=True)
    people = pilot.participants.order_by("department__name", "name").values_list(
        "name", "department__name", "front_line"
    )
    criteria = pilot.exit_gate.criteria.order_by("pk")
    return plain(
        {
            "name": pilot.name,
            "module": pilot.module.name,
            "hypothesis": pilot.hypothesis,
            "way": pilot.way,
            "part": pilot.part,
            "departments": list(places),
            "users": pilot.users,
            "participants": [list(person) for person in people],
            "not_part": pilot.not_part,
            "start": pilot.planned_start,
            "end": pilot.planned_end,
            "lead": pilot.lead.name,
            "rollback_limit": pilot.rollback_limit,
            "measures": [
                [item.title, item.unit, item.direction, _figure(item.baseline), _figure(item.target)]
                for item in pilot.measures.order_by("pk")
            ],
            "criteria": [[item.pk, item.check_name, item.kind] for item in criteria],
        }
    )


def facts_of(pilot: Pilot) -> dict[str, Any]:
    """The terms with the words that a reader needs, in every language."""
    criteria = pilot.exit_gate.criteria.order_by("pk")
    return plain(
        {
            "terms": terms_of(pilot),
            "way": words_of(pilot, "way"),
            "criteria": [
                {"title": in_every_language(item.shown_title), "kind": words_of(item, "kind")} for item in criteria
            ],
        }
    )


@dataclass(frozen=True)
class Standing:
    """A pilot's charter as it stands: what it says now beside its latest version."""

    pilot: Pilot
    facts: dict[str, Any]
    versions: list[Charter]

    @property
    def terms(self) -> dict[str, Any]:
        return self.facts["terms"]

    @property
    def latest(self) -> Charter | None:
        return self.versions[0] if self.versions else None

    @cached_property
    def agreed(self) -> Charter | None:
        """The latest version that somebody agreed to, whether or not the charter still says that."""
        return next((item for item in self.versions if hasattr(item, "agreement")), None)

    @property
    def is_as_put_forward(self) -> bool:
        return self.latest is not None and self.latest.facts["terms"] == self.terms

    @property
    def is_waiting(self) -> bool:
        return self.is_as_put_forward and not hasattr(self.latest, "agreement")

    @property
    def is_agreed(self) -> bool:
        return self.agreed is not None and self.agreed.facts["terms"] == self.terms

    @property
    def missing(self) -> list[Any]:
        """What the charter still lacks before it can be put forward, each with what to do."""
        lacking = [key for key in MISSING if not self.terms[key]]
        if self.pilot.way != Pilot.Way.PART and "part" in lacking:
            lacking.remove("part")
        return [MISSING[key] for key in lacking]

    @property
    def changed(self) -> list[Any]:
        """The names of what is no longer as it was agreed."""
        return differences(self.agreed.facts["terms"], self.terms) if self.agreed else []

    @property
    def tone(self) -> str:
        if self.is_agreed:
            return "ok"
        return "wait" if self.is_waiting else "partly" if self.agreed else "idle"

    @property
    def words(self):
        if self.is_agreed:
            return _("Agreed")
        if self.is_waiting:
            return _("Waits to be agreed")
        return _("Changed since it was agreed") if self.agreed else _("Draft")

    @property
    def changed_words(self):
        return say(_("Changed since: {names}."), names=names(self.changed))


def differences(was: dict[str, Any], now: dict[str, Any]) -> list[Any]:
    return [label for key, label in LABELS.items() if was.get(key) != now.get(key)]


def standing_of(pilot: Pilot) -> Standing:
    versions = pilot.charters.select_related("agreement", "programme__organisation")
    return Standing(pilot, facts_of(pilot), list(versions))

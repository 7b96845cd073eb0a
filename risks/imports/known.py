"""Which risk of the register a row of a file is about."""

import uuid
from collections import Counter

from core.models import User
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from risks.imports.reading import Line
from risks.models import ImportedRow, Risk, RiskImport


class Register:
    """The register as it is now, and by what a row may be known in it."""

    def __init__(self, programme: Programme, sources: set[str]):
        risks = Risk.objects.filter(programme=programme).select_related("owner", "programme")
        self.risks = {risk.pk: risk for risk in risks.prefetch_related("treatments__actions")}
        self.by_uuid = {str(risk.uuid): risk for risk in self.risks.values()}
        titles = Counter(same_text(risk.title).casefold() for risk in self.risks.values())
        self.by_title = {
            title: risk for risk in self.risks.values() if titles[title := same_text(risk.title).casefold()] == 1
        }
        earlier = ImportedRow.objects.filter(
            record__programme=programme, record__state=RiskImport.State.IMPORTED, source__in=sources
        ).exclude(key="")
        self.by_key, self.keys = {}, {}
        for source, key, pk in earlier.order_by("pk").values_list("source", "key", "risk"):
            if pk in self.risks:
                self.by_key[source, key] = self.risks[pk]
                self.keys[source, pk] = key
        self.people: dict[int, User] = {person.pk: person for person in people_on(programme)}

    def known(self, line: Line) -> Risk | None:
        """The risk that a row is about: by the mark of an export, by its number in an earlier file, by its title."""
        if found := self.by_uuid.get(_uuid_text(line.values.get("uuid", ""))):
            return found
        key = line.values.get("key", "")
        if key and (line.source, key) in self.by_key:
            return self.by_key[line.source, key]
        found = self.by_title.get(same_text(line.title).casefold())
        if found and key and self.keys.get((line.source, found.pk), key) != key:
            return None
        return found


def _uuid_text(text: str) -> str:
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError:
        return ""


def same_text(text: str) -> str:
    """Text as it is compared: ends of lines and outer space make no difference."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()

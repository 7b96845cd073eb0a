"""What stands beside criteria as evidence: files by name and hash, links by title and address."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType

from core.models import Attachment
from implementation.gates.models import Criterion, CriterionLink


@dataclass(frozen=True)
class Kept:
    files: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)


def evidence_of(criteria: Iterable[int]) -> dict[int, Kept]:
    """By the number of the criterion; two queries for any number of them."""
    found: dict[int, Kept] = {}
    kind = ContentType.objects.get_for_model(Criterion)
    for file in Attachment.objects.filter(content_type=kind, object_id__in=criteria):
        found.setdefault(file.object_id, Kept()).files.append({"name": file.name, "sha256": file.sha256})
    for link in CriterionLink.objects.filter(criterion__in=criteria):
        found.setdefault(link.criterion_id, Kept()).links.append({"title": link.title, "url": link.url})
    return found

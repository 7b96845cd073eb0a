"""What the report says about data: the score of each domain, and what the inventory lacks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain
from implementation.data_readiness import scores
from implementation.data_readiness.inventory import gaps
from implementation.programme import registry
from implementation.programme.models import Programme

MOST_GAPS = 8


@registry.panel("data_readiness", title=_("Customer data"), order=59, detail="data_readiness/_report.html")
def data_readiness(programme: Programme) -> dict[str, Any]:
    domains = scores.by_domain(programme)
    lacking = gaps(programme, domains)
    return plain(
        {
            "domains": [
                {
                    "name": item.domain.name,
                    "owner": item.domain.owner.name if item.domain.owner_id else "",
                    "sources": len(item.sources),
                    "profiled": len(item.latest),
                    "score": item.score.share,
                    "least": item.domain.least_score,
                    "reached": item.score.reaches(item.domain.least_score),
                }
                for item in domains
            ],
            "gaps": [in_every_language(gap.what) for gap in lacking[:MOST_GAPS]],
            "more": max(0, len(lacking) - MOST_GAPS),
        }
    )

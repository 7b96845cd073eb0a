"""What the report says of those who matter: numbers, never names, and nothing of whoever is kept to those named."""

import datetime
from collections import Counter
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import Attitude, Stakeholder
from change_mgmt.stakeholders.hints import KEY
from change_mgmt.stakeholders.standing import standings, with_facts
from core.evidence import in_every_language, plain
from implementation.programme import registry
from implementation.programme.models import Programme

DAYS = 90


@registry.panel(
    "stakeholders",
    title=_("Those who matter"),
    order=91,
    detail="change_mgmt/_report_stakeholders.html",
    brief="change_mgmt/_brief_stakeholders.html",
)
def stakeholders(programme: Programme) -> dict[str, Any]:
    everybody = Stakeholder.objects.filter(programme=programme).open_to_all()
    found = standings(with_facts(everybody, everybody), since=timezone.localdate() - datetime.timedelta(days=DAYS))
    attitudes = Counter(each.stakeholder.attitude_now for each in found)
    key = [each.stakeholder for each in found if each.stakeholder.influence >= KEY]
    facts = {
        "total": len(found),
        "days": DAYS,
        "attitudes": [{"name": in_every_language(each.label), "n": attitudes[each]} for each in Attitude],
        "key": len(key),
        "key_apart": sum(1 for each in key if each.gap),
        "key_alone": sum(1 for each in key if each.looked_after_by_id is None),
        "closer": sum(1 for each in found if each.moved > 0),
        "away": sum(1 for each in found if each.moved < 0),
    }
    return plain(facts)

"""Writing what a preview of pasted or imported lines showed: all of it, or nothing."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused, Stale
from implementation.business_case.actions.lines import save_lines
from implementation.business_case.actions.versions import locked_draft
from implementation.business_case.models import BusinessCase, Scenario

if TYPE_CHECKING:
    from implementation.business_case.grid.fates import Fate


@transaction.atomic
def bring_in(case: BusinessCase, look: Callable[[], Sequence["Fate"]], *, by: User, seen: str, verb: str) -> int:
    """Look again under the lock, and write if it is what the preview with the mark ``seen`` showed. Returns how many lines.

    One audit entry for each scenario that changes. Raises ``Stale`` where the lines changed since, ``Refused`` where
    a row is refused.
    """
    from implementation.business_case.grid.fates import REFUSED, digest

    locked_draft(case, by)
    found = look()
    if digest(found) != seen:
        raise Stale(_("The lines have changed since you looked. Look at the rows again."))
    if any(item.kind == REFUSED for item in found):
        raise Refused(_("Some cells cannot be read: mend them first. Nothing was written."))
    written = [item for item in found if item.entry is not None]
    scenarios: dict[int, Scenario] = {item.scenario.pk: item.scenario for item in written if item.scenario is not None}
    try:
        for pk, scenario in scenarios.items():
            entries = [item.entry for item in written if item.scenario.pk == pk]
            save_lines(scenario, entries, by=by, verb=verb)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return len(written)

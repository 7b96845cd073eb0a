"""The two paths that a programme can start on, with standard durations, milestones, deliverables and gates.

Small and slow is safer and mostly right for a small enterprise: a few departments first, then the others. Big and fast has
fewer rests and the greatest gain, and asks for more readiness before the first pilot. Gate criteria come from the gate
checks themselves, which say at which kinds of gate they count.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PathStage:
    """A stage of a path. ``gate`` is the kind of gate at its end; None where each pilot brings its own."""

    kind: str
    name: Any
    days: dict[str, int]
    gate: str | None
    gate_name: Any
    milestones: tuple[tuple[Any, float], ...]
    deliverables: tuple[Any, ...]


def _days(small_slow: int, big_fast: int) -> dict[str, int]:
    return {"small_slow": small_slow, "big_fast": big_fast}


#: Milestones carry the share of the stage after which they are due.
STAGES = (
    PathStage(
        "initiate",
        _("Initiate"),
        _days(28, 21),
        "initiation",
        _("Initiation"),
        ((_("Kick-off with everyone who matters"), 0.2), (_("Vision signed"), 1.0)),
        (_("Vision and goals"), _("Readiness assessment")),
    ),
    PathStage(
        "business_case",
        _("Business case"),
        _days(42, 28),
        "business_case",
        _("Business case"),
        ((_("Costs and benefits agreed with finance"), 0.7),),
        (_("Business case"), _("Budget")),
    ),
    PathStage(
        "source",
        _("Source and contract"),
        _days(70, 49),
        "contract_review",
        _("Contract review"),
        ((_("Criteria and weights fixed"), 0.2), (_("Vendor chosen"), 0.7)),
        (_("Sourcing decision"), _("Contract with service levels"), _("Exit plan")),
    ),
    PathStage(
        "prepare",
        _("Prepare"),
        _days(84, 56),
        "ready_to_pilot",
        _("Ready to pilot"),
        ((_("Customer data cleaned"), 0.6), (_("First users trained"), 0.9)),
        (_("Process blueprint"), _("Data quality report"), _("Training plan"), _("Pilot charter")),
    ),
    PathStage(
        "pilot",
        _("Pilot"),
        _days(56, 35),
        None,
        _("Pilot exit"),
        ((_("First pilot starts"), 0.05), (_("Half-time review with users"), 0.5)),
        (_("Pilot report"), _("Roll-back rehearsal")),
    ),
    PathStage(
        "roll_out",
        _("Roll out"),
        _days(126, 63),
        "acceptance",
        _("Acceptance"),
        ((_("Half of the departments live"), 0.5), (_("All departments live"), 0.95)),
        (_("Acceptance report"), _("Handover to operation")),
    ),
    PathStage(
        "operate",
        _("Operate"),
        _days(90, 90),
        "benefits_review",
        _("Benefits review"),
        ((_("Review after 30 days"), 0.33), (_("Review after 60 days"), 0.66), (_("Review after 90 days"), 1.0)),
        (_("Benefits report"), _("Lessons for the next programme")),
    ),
)

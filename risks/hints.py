"""What does not fit together in the register. Hints never block; they say where to look."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from risks.checks import checks
from risks.models import Risk, Treatment, TreatmentAction
from risks.models.scales import STRATEGIES, Nature, Strategy
from risks.scale import scale_with


def hints(risk: Risk) -> Iterator[Any]:
    """Sentences about one open risk, the most serious first. Reads only what is prefetched: treatments and their actions."""
    return (check.text for check in checks(risk))


def to_check(risks: QuerySet) -> QuerySet:
    """The open risks about which :func:`hints` says anything, as the database finds them."""
    today, State = timezone.localdate(), Risk.State
    accepts = Exists(Treatment.objects.filter(risk=OuterRef("pk"), strategy=Strategy.ACCEPT))
    done = Exists(TreatmentAction.objects.filter(treatment__risk=OuterRef("pk"), state="done"))
    ended = Q(state=State.ACCEPTED) & (Q(accepted_until=None) | Q(accepted_until__lt=today))
    by_nobody = ~Q(state__in=[State.ACCEPTED, State.OCCURRED]) & Q(accepts)
    differs = Q(current_rank__gt=F("inherent_rank")) | (Q(current_rank__lt=F("inherent_rank")) & ~Q(done))
    overdue = Q(review_due__lt=today) & ~Q(state=State.OCCURRED)
    threat, treatments = Q(nature=Nature.THREAT), Treatment.objects.filter(risk=OuterRef("pk"))
    too_low = Q(target_rank__gt=F("current_rank"))
    wrong = [
        Q(nature=nature) & Q(Exists(treatments.exclude(strategy__in=allowed))) for nature, allowed in STRATEGIES.items()
    ]
    settled = Q(state__in=[State.OCCURRED, State.ACCEPTED])
    unplanned = ~settled & Q(above_appetite(risks)) & ~Q(Exists(treatments))
    odd = (threat & (differs | too_low | unplanned)) | wrong[0] | wrong[1]
    found = risks.open().with_levels("inherent", "current", "target")
    return found.filter(Q(owner=None) | ended | by_nobody | odd | overdue)


def above_appetite(risks: QuerySet) -> Q:
    """Current level above what is borne in its category; ``risks`` are one organisation's."""
    scale = scale_with(risks.order_by().values_list("scale_hash", flat=True).first())
    own = scale.category_appetite
    within = Q(current_rank__gt=scale.appetite) & ~Q(category__in=list(own))
    for category, level in own.items():
        within |= Q(category=category, current_rank__gt=level)
    return within


def unhandled(risks: QuerySet) -> QuerySet:
    """Neither accepted by a sponsor nor with a treatment under way: the opposite of ``Risk.is_handled``."""
    State = Risk.State
    accepted = Q(state=State.ACCEPTED, accepted_until__gte=timezone.localdate())
    treated = Q(state__in=[State.IN_TREATMENT, State.MONITORED, State.OCCURRED]) & Q(
        Exists(Treatment.objects.filter(risk=OuterRef("pk")))
    )
    return risks.exclude(accepted).exclude(treated)


def unanswered(risks: QuerySet) -> QuerySet:
    """Open threats above the appetite with nothing under way, worst first: ``Risk.needs_escalation`` as the database finds it."""
    found = risks.filter(nature=Nature.THREAT).open().exclude(state=Risk.State.OCCURRED).with_levels("current")
    return unhandled(found.filter(above_appetite(risks))).order_by("-current_rank", "number")

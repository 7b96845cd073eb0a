"""The work packages of a programme with what they have earned, each by its own rule, from the records; read once."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone

from core.models import AuditEntry
from implementation.budget.earning import Change, by_count, by_weight, credited, planned_share, share_on
from implementation.budget.models import WorkPackage
from implementation.programme.models import Deliverable, Programme, Task

Rule = WorkPackage.Rule


@dataclass(frozen=True)
class Work:
    """A work package and the days on which its share changed."""

    package: WorkPackage
    changes: list[Change]

    def share(self, on: datetime.date) -> Decimal:
        return share_on(self.changes, on)

    def planned(self, on: datetime.date) -> Decimal:
        """Its budget spread evenly over its days."""
        package = self.package
        return package.budget * planned_share(package.planned_start, package.planned_end, on)

    def earned(self, on: datetime.date) -> Decimal:
        return self.package.budget * self.share(on)

    @property
    def percent(self) -> Decimal:
        return 100 * self.share(timezone.localdate())


def work_of(programme: Programme, packages: Iterable[WorkPackage] | None = None) -> list[Work]:
    """The same number of queries for one package and for a hundred."""
    if packages is None:
        packages = programme.workpackages.select_related("stage", "owner").prefetch_related(
            "progress", "milestones", "tasks"
        )
    found = list(packages)
    stages = {package.stage_id for package in found if package.rule == Rule.DELIVERABLES}
    accepted = _accepted(programme, stages) if stages else {}
    return [Work(package, _changes(package, accepted)) for package in found]


def _changes(package: WorkPackage, accepted: dict[int, list[datetime.date | None]]) -> list[Change]:
    if package.rule == Rule.MILESTONES:
        weights = ((Decimal(item.weight), item.reached_on) for item in package.milestones.all())
        return by_weight(weights, whole=Decimal(100))
    if package.rule == Rule.DELIVERABLES:
        return by_count(accepted.get(package.stage_id, []))
    if package.rule == Rule.TASKS:
        return by_count(_done(task) for task in package.tasks.all() if task.state != Task.State.DROPPED)
    told = sorted(package.progress.all(), key=lambda item: (item.on, item.pk))
    return [(item.on, credited(package.rule, Decimal(item.percent) / 100)) for item in told]


def _done(task: Task) -> datetime.date | None:
    return timezone.localdate(task.done_at) if task.state == Task.State.DONE and task.done_at else None


def _accepted(programme: Programme, stages: set[int]) -> dict[int, list[datetime.date | None]]:
    """Stage -> the day on which each deliverable that it owes was accepted, None for one that is not (any more)."""
    owed = Deliverable.objects.owed().filter(stage__in=stages).values_list("pk", "stage_id", "state")
    rows = list(owed)
    done = [pk for pk, _stage, state in rows if state == Deliverable.State.ACCEPTED]
    entries = AuditEntry.objects.filter(
        chain__scope_key=programme.scope_key,
        label=Deliverable._meta.label_lower,
        object_id__in=done,
        verb__in=("accept", "settle"),
    )
    days = dict(entries.order_by().values_list("object_id").annotate(last=Max("at")))
    found: dict[int, list[datetime.date | None]] = defaultdict(list)
    for pk, stage, _state in rows:
        found[stage].append(timezone.localdate(days[pk]) if pk in days else None)
    return found

"""How many of those affected were told, and how many have read it; for many effects in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from change_mgmt.processes.models import Effect, EffectNotice
from implementation.staff.models import Employee


@dataclass
class Telling:
    """Of one effect. ``affected`` counts the people on the list; ``people`` those whom somebody expects."""

    effect: Effect
    affected: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    read: set[int] = field(default_factory=set)

    @property
    def untold(self) -> int:
        return len(self.affected - self.told)

    @property
    def is_done(self) -> bool:
        """Everybody on the list is told in the present words; where the list knows nobody, somebody has said so."""
        return not self.untold and (bool(self.affected) or self.effect.state == Effect.State.TOLD)


@dataclass(frozen=True)
class Sum:
    """Over several effects: places told and read, one for each person and effect."""

    effects: int = 0
    affected: int = 0
    told: int = 0
    read: int = 0
    open: int = 0


def tellings(effects: Iterable[Effect]) -> list[Telling]:
    """Of effects of one programme; ``process`` must be at hand."""
    found = {effect.pk: Telling(effect) for effect in effects}
    if not found:
        return []
    programmes = {telling.effect.process.programme_id for telling in found.values()}
    people: dict[int, list[tuple]] = defaultdict(list)
    here = Employee.objects.here().filter(programme__in=programmes)
    for pk, programme, department, level, post in here.values_list("pk", "programme", "department", "level", "post"):
        people[programme].append((pk, department, level, post.casefold()))
    for telling in found.values():
        effect = telling.effect
        telling.affected = {
            pk
            for pk, department, level, post in people[effect.process.programme_id]
            if (not effect.department_id or department == effect.department_id)
            and (not effect.level or level == effect.level)
            and (not effect.post or post == effect.post.casefold())
        }
    wordings = {pk: telling.effect.wording for pk, telling in found.items()}
    notices = EffectNotice.objects.filter(effect__in=found)
    for effect, employee, wording, read_at in notices.values_list("effect", "employee", "wording", "read_at"):
        if wording == wordings[effect] and employee in found[effect].affected:
            found[effect].told.add(employee)
            if read_at:
                found[effect].read.add(employee)
    return list(found.values())


def summed(found: Iterable[Telling]) -> Sum:
    found = list(found)
    return Sum(
        effects=len(found),
        affected=sum(len(each.affected) for each in found),
        told=sum(len(each.told) for each in found),
        read=sum(len(each.read) for each in found),
        open=sum(not each.is_done for each in found),
    )

"""The profile of an upload: asked for, worked out by a worker, whole or absent."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.data_readiness.models import DataFile, Profile, QualityRule, RuleResult
from implementation.data_readiness.profiling import dates, kinds
from implementation.data_readiness.profiling import rules as rule_kinds
from implementation.data_readiness.profiling.engine import Found, Heading, Other, marks_of, profile
from implementation.data_readiness.profiling.rules import Setting
from implementation.data_readiness.rows import read_rows

EDIT = "data_readiness.edit_data"
STALE = datetime.timedelta(minutes=10)
MOST_TRIES = 3
#: Rows between two signs of life.
BEAT = 20_000
BIRTH = ("birth", "dob", "生日", "出生")
SAMPLE = 500


def ask_for_profile(found: DataFile, *, by: User) -> DataFile:
    """Queue the work; a worker takes it when this is settled."""
    from implementation.data_readiness.tasks import profile_file

    with transaction.atomic():
        done = perform(found, "queue", by=by)
        transaction.on_commit(lambda: profile_file(done.pk))
    return done


def run_profile(pk: int) -> Profile | None:
    """Work one queued file out. Asked twice, the second finds nothing to do; killed, nothing is left but the sweep's work."""
    found = _take(pk)
    if found is None:
        return None
    try:
        result = _profile(found)
    except Refused as refusal:
        _give_up(found, str(refusal))
        return None
    except (OSError, UnicodeError, ValueError):
        _give_up(found, _("The file cannot be read any more. Upload it again."))
        raise
    return _write(found, result)


def _take(pk: int) -> DataFile | None:
    try:
        with transaction.atomic():
            found = DataFile.objects.get(pk=pk, state=DataFile.State.QUEUED)
            taken = perform(found, "begin", by=None, tries=found.tries + 1, beat_at=timezone.now(), progress=0)
    except (DataFile.DoesNotExist, Refused):
        return None
    return DataFile.objects.select_related("source__domain__programme").get(pk=taken.pk)


def _mine(found: DataFile):
    """The row, as long as this very attempt is the one at work."""
    return DataFile.objects.filter(pk=found.pk, state=DataFile.State.PROFILING, tries=found.tries)


def _give_up(found: DataFile, trouble: str) -> None:
    if _mine(found).exists():
        perform(found, "fail", by=None, trouble=trouble[:300])


def _profile(found: DataFile) -> Found:
    rules = list(QualityRule.objects.filter(source=found.source_id).select_related("other"))
    headings = [
        Heading(column["name"], column["kind"], column["personal"], _is_birth(column["name"]))
        for column in found.columns
    ]

    def told(rows: int) -> None:
        if rows % BEAT == 0:
            _mine(found).update(progress=rows, beat_at=timezone.now())

    return profile(
        read_rows(found),
        headings,
        [rule.as_rule() for rule in rules],
        setting=Setting(timezone.localdate(), found.country, _orders(found)),
        others=_others(rules),
        told=told,
    )


def _is_birth(name: str) -> bool:
    return any(word in name.casefold() for word in BIRTH)


def _orders(found: DataFile) -> dict[str, str]:
    """For each column of dates, whether the day or the month comes first; told by all its rows."""
    places = [place for place, column in enumerate(found.columns) if column["kind"] == kinds.DATE]
    if not places:
        return {}
    usual = dates.MONTH_FIRST if found.country == "US" else dates.DAY_FIRST
    seen: dict[int, set[str]] = {place: set() for place in places}
    for _line, cells in read_rows(found):
        for place in places:
            if len(seen[place]) < SAMPLE and dates.is_doubtful(cells[place]):
                seen[place].add(cells[place])
        if all(len(values) >= SAMPLE for values in seen.values()):
            break
    return {found.columns[place]["name"]: dates.order_of(sorted(values), usual) for place, values in seen.items()}


def _others(rules: Iterable[QualityRule]) -> dict[int, Other]:
    """For each rule that asks another source, the marks of that source's newest file whose rows are there."""
    answers: dict[int, Other] = {}
    for rule in rules:
        if rule.kind not in rule_kinds.WITH_OTHER_FILE or rule.other is None:
            continue
        newest = rule.other.files.filter(state=DataFile.State.PROFILED).exclude(file="").order_by("-at", "-pk").first()
        if newest is None:
            continue
        names = [column["name"] for column in newest.columns]
        wanted = [rule.params.get("other_column"), rule.params.get("other_second")]
        places = {name: names.index(name) for name in wanted if name in names}
        if len(places) == len({name for name in wanted if name}):
            answers[rule.pk] = marks_of(read_rows(newest), places)
    return answers


@transaction.atomic
def _write(found: DataFile, result: Found) -> Profile | None:
    """What was found and that it is done, together."""
    from core import audit

    audit.lock(found.scope_key)
    if not _mine(found).exists():
        return None  # somebody deleted the rows, or another worker took over
    counted = [item for item in result.results if not item.missing]
    made = Profile(
        data_file=found,
        at=timezone.now(),
        rows=result.rows,
        sound=result.sound,
        checked=sum(item.checked for item in counted),
        passed=sum(item.passed for item in counted),
        columns=result.columns,
        samples=result.samples,
    )
    actions.create(made, permission=EDIT, by=None, verb="profiled")
    by_key = {rule.pk: rule for rule in QualityRule.objects.filter(source=found.source_id).select_related("other")}
    RuleResult.objects.bulk_create(_result(made, item, by_key) for item in result.results if item.rule.key in by_key)
    perform(found, "finish", by=None, progress=result.rows, row_count=result.rows)
    return made


def _result(made: Profile, item: Any, rules: dict[int, QualityRule]) -> RuleResult:
    rule = rules[item.rule.key]
    return RuleResult(
        profile=made,
        rule=rule,
        spec=rule.spec,
        target=rule.target,
        checked=item.checked,
        passed=item.passed,
        missing=item.missing,
    )


def sweep() -> int:
    """Put work back that a stopped worker left, and queue again what was lost on the way. Safe to run at any time."""
    from implementation.data_readiness.tasks import profile_file

    before, count = timezone.now() - STALE, 0
    stopped = DataFile.objects.filter(state=DataFile.State.PROFILING, beat_at__lt=before)
    for found in stopped.select_related("source__domain__programme"):
        if found.tries % 10 >= MOST_TRIES:
            perform(
                found, "fail", by=None, trouble=_("The work was stopped three times. Split the file and try again.")
            )
        else:
            perform(found, "requeue", by=None)
    for pk in DataFile.objects.filter(state=DataFile.State.QUEUED).values_list("pk", flat=True):
        profile_file(pk)
        count += 1
    return count


__all__ = ["ask_for_profile", "run_profile", "sweep"]

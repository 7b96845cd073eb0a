import datetime

from django.utils import timezone

from implementation.data_readiness.duplicates.estimate import band_of
from implementation.data_readiness.models import DuplicatePair, DuplicateRun, Rehearsal, RehearsalReject, RehearsalTotal
from tests.data_readiness.factories import domain_of, make_file
from tests.factories import user_as

PEOPLE = (
    "number,given name,surname,phone,email,city\n"
    "1,Ann,Sondergeld,0113 496 0000,ann@example.org,Leeds\n"
    "2,Ann,Sondergedl,0113 496 0000,ann@example.org,Leeds\n"
    "3,Bo,Waller,0190 449 6001,bo@example.org,York\n"
    "4,Bo,Waler,0190 449 6001,bo@example.org,York\n"
    "5,Cy,Harrington,0148 249 6002,cy@example.org,Hull\n"
)
ROLES = ["ignored", "given", "surname", "phone", "email", "city"]


def make_run(programme, *, pairs=((2, 3, 20.0), (4, 5, 12.0)), state="done", **fields) -> DuplicateRun:
    """A search that is done, with pairs of (row, row, bits)."""
    data_file = fields.pop("data_file", None) or make_file(programme, PEOPLE)
    done = state == "done"
    run = DuplicateRun.objects.create(
        data_file=data_file,
        by=user_as("manager", programme),
        state=state,
        **({"roles": ROLES, "rows": 5, "pair_count": len(pairs) if done else 0, "surplus": len(pairs)} | fields),
    )
    if done:
        for turn, (first, second, score) in enumerate(pairs):
            make_pair(run, first, second, score, turn=turn)
    return run


def make_pair(run, first, second, score=10.0, *, turn=0, verdict="", by=None) -> DuplicatePair:
    return DuplicatePair.objects.create(
        run=run,
        first_row=first,
        second_row=second,
        score=score,
        band=band_of(score),
        turn=turn,
        evidence=[["phone", 1, 9.0], ["surname", 3, 4.1], ["city", 7, -1.5]],
        verdict=verdict,
        reviewer=by,
        at=timezone.now() if verdict else None,
    )


def make_rehearsal(programme, *, state="run", kind="customer", owner=None, **fields) -> Rehearsal:
    """A rehearsal whose figures add up: totals agree, every rejected row is explained."""
    domain = domain_of(programme, kind)
    if owner:
        type(domain).objects.filter(pk=domain.pk).update(owner=owner)
    figures = {"read": 100, "loaded": 98, "rejected": 2, "minutes": 45} if state != "planned" else {}
    last = domain.rehearsals.order_by("-number").first()
    found = Rehearsal.objects.create(
        domain=domain,
        number=last.number + 1 if last else 1,
        state=state,
        ran_by=fields.pop("ran_by", None) or user_as("manager", programme),
        **({"on": datetime.date(2026, 11, 2)} | figures | fields),
    )
    if state != "planned":
        RehearsalTotal.objects.create(rehearsal=found, name="Open amounts", source_value=10, target_value=10)
        RehearsalReject.objects.create(rehearsal=found, reason="No country", rows=2, where="7, 9")
    return found

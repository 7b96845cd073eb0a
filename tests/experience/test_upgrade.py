"""A newer version under a running programme: what is offered, what is taken, what is never lost."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.experience import actions
from implementation.experience.models import ProgrammeOrigin
from implementation.experience.parts.gates import Gates
from implementation.gates.models import Criterion, Gate
from implementation.programme.models import Deliverable, Milestone, Stage
from tests.experience.factories import make_template, next_version, start_with
from tests.factories import user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(programme):
    """The programme that a template was taken from, one that started from it, and its manager."""
    manager = user_as("manager", programme)
    template = make_template(programme)
    return template, programme, start_with(template, by=manager), manager


def stage(programme, kind) -> Stage:
    return programme.stages.get(kind=kind)


def set_days(source, kind, days):
    Stage.objects.filter(programme=source, kind=kind).update(standard_days=days)


def offered(new, template):
    origin = actions.origin_of(new)
    return actions.offers(origin, template.versions.first())


def told(found):
    return {
        (one.part.name.partition(".")[2], one.change.kind, one.change.key): (one.change.edited, str(one.closed or ""))
        for one in found
    }


def _harmless(one):
    return one.is_suggested or (one.change.kind == "removed" and not one.closed and not one.change.edited)


def take(new, template, by, *, only=None):
    """Take what is suggested and what is taken away, or the changes to these keys whether suggested or not."""
    found = offered(new, template)
    wanted = {one.key for one in found if (_harmless(one) if only is None else one.change.key in only)}
    origin, version = actions.origin_of(new), template.versions.first()
    return actions.upgrade(origin, version, taken=wanted, seen=actions.digest(found), by=by)


def test_what_the_new_version_brings_is_offered(world):
    template, source, new, _manager = world
    set_days(source, "pilot", 70)
    Milestone.objects.create(
        programme=source, stage=stage(source, "pilot"), name="Users asked", due=stage(source, "pilot").planned_end
    )
    gate = source.gates.get(kind="acceptance")
    Criterion.objects.create(gate=gate, title="The works council agrees", kind="must", order=99)
    next_version(template, source)

    assert told(offered(new, template)) == {
        ("stages", "changed", "pilot"): (False, ""),
        ("milestones", "added", "pilot/Users asked"): (False, ""),
        ("criteria", "added", "roll_out/acceptance/The works council agrees"): (False, ""),
    }


def test_a_longer_stage_moves_all_that_is_still_ahead(world):
    template, source, new, manager = world
    before = {s.kind: (s.planned_start, s.planned_end) for s in new.stages.all()}
    due = {g.kind: g.due for g in new.gates.all()}
    last = {m.name: m.due for m in new.milestones.filter(stage__kind="operate")}
    set_days(source, "pilot", 70)
    next_version(template, source)

    take(new, template, manager)

    fortnight = datetime.timedelta(days=14)
    after = {s.kind: (s.planned_start, s.planned_end) for s in new.stages.all()}
    assert after["prepare"] == before["prepare"]
    assert after["pilot"] == (before["pilot"][0], before["pilot"][1] + fortnight)
    assert after["operate"] == tuple(day + fortnight for day in before["operate"])
    assert new.gates.get(kind="acceptance").due == due["acceptance"] + fortnight
    assert new.gates.get(kind="ready_to_pilot").due == due["ready_to_pilot"]
    assert {m.name: m.due for m in new.milestones.filter(stage__kind="operate")} == {
        name: day + fortnight for name, day in last.items()
    }
    assert stage(new, "pilot").standard_days == 70


def test_after_an_upgrade_nothing_more_is_offered(world):
    template, source, new, manager = world
    set_days(source, "pilot", 70)
    source.gates.filter(kind="acceptance").update(quorum=2, name="Acceptance by both")
    Criterion.objects.filter(gate__programme=source, check_name="experience.lessons").update(weight=55)
    source.milestones.get(name="Customer data cleaned").delete()
    version = next_version(template, source)

    count = take(new, template, manager)

    assert count == 4
    assert ProgrammeOrigin.objects.get(programme=new).version == version
    assert not new.milestones.filter(name="Customer data cleaned").exists()
    parts = ("experience.gates", "experience.criteria")
    assert {name: actions.facts_of(new)["parts"][name] for name in parts} == {
        name: version.parts[name] for name in parts
    }
    assert actions.newer_version(actions.origin_of(new)) is None


def test_an_edit_of_the_programmes_own_is_never_lost_by_default(world):
    template, source, new, manager = world
    set_days(source, "pilot", 70)
    set_days(new, "pilot", 63)
    new.milestones.get(name="Customer data cleaned").delete()
    Milestone.objects.filter(programme=source, name="Customer data cleaned").update(days_before="14")
    Deliverable.objects.filter(programme=source, name="Exit plan").update(max_mb=5)
    next_version(template, source)

    found = told(offered(new, template))
    take(new, template, manager)

    assert found == {
        ("stages", "changed", "pilot"): (True, ""),
        ("milestones", "added", "prepare/Customer data cleaned"): (True, ""),
        ("deliverables", "changed", "source/Exit plan"): (False, ""),
    }
    assert stage(new, "pilot").standard_days == 63
    assert not new.milestones.filter(name="Customer data cleaned").exists()
    assert new.deliverables.get(name="Exit plan").max_mb == 5


def test_nothing_is_taken_away_by_default(world):
    template, source, new, _manager = world
    source.milestones.get(name="Customer data cleaned").delete()
    next_version(template, source)

    (offer,) = offered(new, template)

    assert (offer.change.kind, offer.closed, offer.is_suggested) == ("removed", None, False)


def test_an_edit_of_ones_own_gives_way_where_that_is_ticked(world):
    template, source, new, manager = world
    set_days(source, "pilot", 70)
    set_days(new, "pilot", 63)
    next_version(template, source)

    take(new, template, manager, only={"pilot"})

    assert stage(new, "pilot").standard_days == 70


def test_a_stage_that_has_started_is_not_touched(world):
    template, source, new, manager = world
    set_days(source, "initiate", 35)
    Milestone.objects.filter(programme=source, name="Vision signed").delete()
    next_version(template, source)

    assert told(offered(new, template)) == {
        ("stages", "changed", "initiate"): (False, "This stage has started: it stays as it is."),
        ("milestones", "removed", "initiate/Vision signed"): (False, "This stage has started: it stays as it is."),
    }
    assert take(new, template, manager) == 0
    with pytest.raises(Refused, match="This stage has started"):
        next_version_again(template, source)
        take(new, template, manager, only={"initiate"})
    assert stage(new, "initiate").standard_days == 28


def next_version_again(template, source):
    set_days(source, "initiate", 42)
    next_version(template, source)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("passed", "This gate is decided"),
        ("conditional", "This gate is decided"),
        ("stopped", "This gate is decided"),
        ("requested", "A decision has been asked for"),
    ],
)
def test_a_gate_that_is_decided_or_asked_for_is_not_touched(world, state, why):
    template, source, new, _manager = world
    source.gates.filter(kind="acceptance").update(quorum=3)
    Criterion.objects.filter(gate__programme=source, gate__kind="acceptance").first().delete()
    next_version(template, source)
    Gate.objects.filter(programme=new, kind="acceptance").update(state=state)

    closed = [str(one.closed) for one in offered(new, template)]

    assert len(closed) == 2
    assert all(sentence.startswith(why) for sentence in closed)


def test_criteria_change_under_version_and_each_change_is_on_record(world):
    template, source, new, manager = world
    Criterion.objects.filter(gate__programme=source, check_name="experience.lessons").update(
        weight=55, parameters={"minimum": 5}
    )
    next_version(template, source)
    chain = AuditEntry.objects.filter(chain__scope_key=new.scope_key)
    before = chain.count()

    take(new, template, manager)

    criterion = Criterion.objects.get(gate__programme=new, check_name="experience.lessons")
    assert (criterion.weight, criterion.parameters) == (55, {"minimum": 5})
    verbs = list(chain.order_by("number").values_list("label", "verb")[before:])
    assert ("gates.criterion", "changed") in verbs
    assert ("gates.criteriaversion", "created") in verbs
    assert verbs[-1] == ("experience.programmeorigin", "upgraded")
    assert chain.order_by("-number").first().note == "1 of 1 changes taken over."


def test_a_criterion_of_ones_own_comes_and_goes(world):
    template, source, new, manager = world
    gate = source.gates.get(kind="acceptance")
    own = Criterion.objects.create(gate=gate, title="The works council agrees", kind="knock_out", weight=9, order=99)
    next_version(template, source)
    take(new, template, manager)

    found = new.gates.get(kind="acceptance").criteria.get(title="The works council agrees")
    assert (found.kind, found.weight) == ("knock_out", 9)
    own.delete()
    next_version(template, source)
    take(new, template, manager)
    assert not new.gates.get(kind="acceptance").criteria.filter(title="The works council agrees").exists()


def test_a_choice_from_an_older_page_is_refused_whole(world):
    template, source, new, manager = world
    set_days(source, "pilot", 70)
    next_version(template, source)
    found = offered(new, template)
    set_days(new, "pilot", 63)

    with pytest.raises(Stale, match="choose again"):
        actions.upgrade(
            actions.origin_of(new),
            template.versions.first(),
            taken={one.key for one in found},
            seen=actions.digest(found),
            by=manager,
        )
    assert ProgrammeOrigin.objects.get(programme=new).version.number == 1


def test_all_is_taken_or_nothing(world, monkeypatch):
    template, source, new, manager = world
    set_days(source, "pilot", 70)
    source.gates.filter(kind="acceptance").update(quorum=2)
    next_version(template, source)

    def fail(self, programme, change, *, by):
        raise ValidationError("The quorum is larger than the number of sponsors.")

    monkeypatch.setattr(Gates, "take_over", fail)

    with pytest.raises(Refused, match="Acceptance: The quorum is larger"):
        take(new, template, manager)
    assert stage(new, "pilot").standard_days == 56
    assert ProgrammeOrigin.objects.get(programme=new).version.number == 1


@pytest.mark.parametrize("role", ["sponsor", "executive", "member"])
def test_who_does_not_run_the_programme_takes_nothing_over(world, role):
    template, source, new, _manager = world
    set_days(source, "pilot", 70)
    next_version(template, source)

    with pytest.raises(PermissionDenied):
        take(new, template, user_as(role, new))


def test_a_retired_template_brings_nothing_more(world):
    template, source, new, manager = world
    set_days(source, "pilot", 70)
    next_version(template, source)
    perform(template, "retire", by=manager, note="Old.")

    with pytest.raises(Refused, match="retired or is not shared"):
        take(new, template, manager)


def test_the_programme_is_at_a_version_once(world):
    template, source, new, manager = world
    set_days(source, "pilot", 70)
    version = next_version(template, source)
    take(new, template, manager)

    with pytest.raises(Refused, match="at this version already"):
        actions.upgrade(actions.origin_of(new), version, taken=(), seen="", by=manager)


def test_durations_as_they_were_are_no_edit_of_ones_own(programme):
    from tests.experience.factories import finish_stage

    finish_stage(programme, "initiate", days=40)
    finish_stage(programme, "business_case", days=50)
    manager, template = user_as("manager", programme), make_template(programme)
    new = start_with(template, by=manager, as_they_were=True)
    finish_stage(programme, "source", days=99)
    next_version(template, programme)

    assert told(offered(new, template)) == {("stages", "changed", "source"): (False, "")}
    take(new, template, manager)
    assert stage(new, "source").standard_days == 99

"""Starting a programme from a template."""

import datetime

import pytest
from django.utils import timezone

from core.refusal import Refused
from implementation.experience import actions
from implementation.experience.models import ProgrammeOrigin
from implementation.gates.models import Criterion
from implementation.programme.models import Milestone
from implementation.programme.offers import offers_to
from risks.models import Risk
from tests.experience.factories import finish_stage, make_lesson, make_template, next_version, start_with
from tests.factories import make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


def edited(programme):
    """A programme that is not as it was laid, so that a copy of it is told from a path laid anew."""
    gate = programme.gates.get(kind="initiation")
    Criterion.objects.create(gate=gate, title="The works council has agreed", kind="must", weight=7, order=99)
    gate.criteria.filter(check_name="programme.team_named").update(kind="should", weight=3)
    programme.gates.filter(pk=gate.pk).update(quorum=2, should_floor=75)
    stage = programme.stages.get(kind="prepare")
    due = stage.planned_start + datetime.timedelta(days=10)
    Milestone.objects.create(programme=programme, stage=stage, name="Forms agreed", due=due)
    return programme


def test_the_new_programme_has_what_the_template_has(programme):
    programme.stages.filter(kind="source").update(standard_days=91)
    template = make_template(edited(programme))

    new = start_with(template, by=user_as("manager", programme))

    gate = new.gates.get(kind="initiation")
    assert (gate.quorum, gate.should_floor) == (2, 75)
    assert gate.criteria.filter(title="The works council has agreed", weight=7).count() == 1
    assert gate.criteria.get(check_name="programme.team_named").kind == "should"
    assert gate.criteria.count() == programme.gates.get(kind="initiation").criteria.count()
    assert [s.standard_days for s in new.stages.all()] == [28, 42, 91, 84, 56, 126, 90]
    assert [s.state for s in new.stages.all()] == ["under_way"] + ["not_started"] * 6
    milestone, stage = new.milestones.get(name="Forms agreed"), new.stages.get(kind="prepare")
    assert (milestone.due - stage.planned_start).days == 10
    assert new.deliverables.count() == programme.deliverables.count()
    assert ProgrammeOrigin.objects.get(programme=new).version == template.versions.first()


def test_a_template_of_a_programme_that_came_from_a_template_is_the_same_again(programme):
    template = make_template(edited(programme))

    new = start_with(template, by=user_as("manager", programme))

    assert actions.facts_of(new)["parts"] == template.versions.first().parts


def test_stages_take_the_days_they_took_where_that_is_wanted(programme):
    finish_stage(programme, "initiate", days=40)
    template, manager = make_template(programme), user_as("manager", programme)

    planned = start_with(template, by=manager)
    lasted = start_with(template, by=manager, as_they_were=True)

    assert [p.stages.first().standard_days for p in (planned, lasted)] == [28, 40]
    assert [p.stages.get(number=2).standard_days for p in (planned, lasted)] == [42, 42]
    stages = list(lasted.stages.all())
    assert (stages[0].planned_end - stages[0].planned_start).days + 1 == 40
    assert stages[1].planned_start == stages[0].planned_end + datetime.timedelta(days=1)


def test_modules_come_in_the_order_of_the_template_and_only_those_wanted():
    earlier = make_programme(modules=("master_data", "sales", "service"))
    earlier.modules.filter(key="sales").update(order=9)
    earlier.modules.get(key="sales").needs.set([earlier.modules.get(key="service")])
    template = make_template(earlier)

    new = start_with(template, by=user_as("manager", earlier), modules=("sales", "service", "marketing"))

    assert [module.key for module in new.modules.all()] == ["service", "sales", "marketing"]
    assert [module.key for module in new.modules.get(key="sales").needs.all()] == ["service"]


def test_risks_that_came_true_come_as_suggestions(programme):
    from core.workflow import perform
    from tests.risks.factories import make_risk

    risk = make_risk(programme, title="Data is wrong", likelihood=4, impact=2)
    perform(risk, "occur", by=user_as("consultant", programme), note="It came true.")

    new = start_with(make_template(programme), by=user_as("manager", programme))

    found = Risk.objects.get(programme=new)
    assert (found.title, found.state, found.current_likelihood, found.current_impact) == (
        "Data is wrong",
        "identified",
        4,
        2,
    )


def test_the_newest_version_is_offered_with_what_is_known_of_it(programme):
    template, manager = make_template(programme, name="Small firm"), user_as("manager", programme)
    finish_stage(programme, "initiate", days=40)
    next_version(template, programme)

    offer = offers_to(manager)[0]

    assert offer.key == f"template-{template.versions.first().pk}"
    assert str(offer.name) == "Small firm"
    assert offer.note == (f"{programme.organisation.name}, version 2. How long it took is known for 1 of 7 stages.")
    assert offer.stages[0].lasting(True) == 40


def test_a_retired_template_is_not_offered(programme):
    from core.workflow import perform

    manager = user_as("manager", programme)
    perform(make_template(programme), "retire", by=manager, note="Old.")

    assert offers_to(manager) == []


def test_a_template_that_is_not_shared_starts_nothing_elsewhere(programme):
    other, consultant = make_programme(), make_user("Cora")
    for one in (programme, other):
        one.memberships.create(user=consultant, role="consultant")
    template = make_template(programme)

    with pytest.raises(Refused, match="belongs to another organisation"):
        start_with(template, by=consultant, organisation=other.organisation)
    actions.share_template(template, shared=True, by=user_as("sponsor", programme))
    new = start_with(template, by=consultant, organisation=other.organisation)

    assert new.organisation == other.organisation
    assert new.started_on == timezone.localdate()


def test_a_programme_from_a_built_in_path_has_no_origin(programme):
    make_lesson(programme)

    assert actions.origin_of(programme) is None

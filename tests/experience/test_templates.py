"""Taking templates from programmes: what goes in, what stays out, and who may."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core import audit
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.experience import actions, registry, shelf
from implementation.experience.models import ProgrammeTemplate, TemplateVersion
from tests.experience.factories import finish_stage, make_lesson, make_template, next_version
from tests.factories import make_programme, make_user, user_as
from tests.risks.factories import make_risk

pytestmark = pytest.mark.django_db


def part(version, name):
    return {one["key"]: one["fields"] for one in version.parts[name]}


def entries(template, label):
    found = AuditEntry.objects.filter(chain__scope_key=template.scope_key, label=f"experience.{label}")
    return list(found.order_by("number").values_list("verb", flat=True))


def test_a_template_holds_the_path_with_days_as_planned_and_as_they_were(programme):
    finish_stage(programme, "initiate", days=33)

    version = make_template(programme).versions.get()

    assert part(version, "experience.stages")["initiate"] == {
        "name": "Initiate",
        "days": 28,
        "planned": 28,
        "lasted": 33,
    }
    assert part(version, "experience.stages")["pilot"]["lasted"] is None
    assert version.of_a_running_programme
    assert list(part(version, "experience.gates")) == [
        "initiate/initiation",
        "business_case/business_case",
        "source/contract_review",
        "prepare/ready_to_pilot",
        "roll_out/acceptance",
        "operate/benefits_review",
    ]
    assert len(version.parts["experience.criteria"]) == sum(g.criteria.count() for g in programme.gates.all())
    assert len(version.parts["experience.milestones"]) == programme.milestones.count()
    assert len(version.parts["experience.deliverables"]) == programme.deliverables.count()
    assert part(version, "rollout.modules")["sales"]["order"] == 2


def test_every_part_is_there_and_has_words_for_its_fields(programme):
    version = make_template(programme).versions.get()

    assert set(version.parts) == {one.name for one in registry.parts()}
    for one in registry.parts():
        assert set(one.upgraded) <= set(one.fields)
        for item in version.parts[one.name]:
            assert set(one.fields) <= set(item["fields"])


def test_only_agreed_lessons_and_risks_that_came_true_go_in(programme):
    make_lesson(programme, title="Agreed", agreed=True)
    make_lesson(programme, title="Draft")
    came_true = make_risk(programme, title="Data is wrong")
    make_risk(programme, title="Nothing happened")
    perform(came_true, "occur", by=user_as("consultant", programme), note="It came true.")
    perform(came_true, "close", by=user_as("consultant", programme), note="Over.")

    version = make_template(programme).versions.get()

    assert [one["title"] for one in version.parts["experience.lessons"]] == ["Agreed"]
    assert [one["title"] for one in version.parts["risks.occurred"]] == ["Data is wrong"]


def secrets_of(programme):
    make_lesson(
        programme,
        title="Ask Walter Warehouse of " + programme.organisation.name,
        what_happened="It cost €20,000; write to walter@example.org.",
        agreed=True,
    )
    user_as("member", programme, name="Walter Warehouse")


def test_names_addresses_and_amounts_stay_out(programme):
    secrets_of(programme)

    version = make_template(programme).versions.get()

    lesson = version.parts["experience.lessons"][0]
    assert lesson["title"] == "Ask [person] of [organisation]"
    assert lesson["fields"]["what_happened"] == "It cost [amount]; write to [e-mail]."
    kept = json.dumps(version.facts)
    for word in ("Walter", programme.organisation.name, "20,000", "walter@"):
        assert word not in kept
    assert (version.names_kept, version.facts["replaced"]) == (False, 2)


def test_names_stay_where_that_is_wanted_and_such_a_template_is_not_shared(programme):
    secrets_of(programme)

    template = make_template(programme, keep_names=True)

    assert "Walter Warehouse" in template.versions.get().parts["experience.lessons"][0]["title"]
    with pytest.raises(Refused, match="keeps names"):
        actions.share_template(template, shared=True, by=user_as("sponsor", programme))


def test_vendors_of_the_programme_stay_out(programme):
    from vendors.models import Vendor

    Vendor.objects.create(programme=programme, name="Kestrel Cloud")
    make_lesson(programme, title="Kestrel Cloud answers late", agreed=True)

    version = make_template(programme).versions.get()

    assert version.parts["experience.lessons"][0]["title"] == "[vendor] answers late"


def test_a_version_is_numbered_frozen_and_on_record(programme):
    template = make_template(programme)
    make_lesson(programme, agreed=True)

    version = next_version(template, programme, note="With lessons")

    assert (version.number, version.note, version.facts_hold) == (2, "With lessons", True)
    assert entries(template, "templateversion") == ["created", "created"]
    assert entries(template, "programmetemplate") == ["created"]
    version.note = "Other"
    with pytest.raises(PermissionDenied):
        version.save()
    TemplateVersion.objects.filter(pk=version.pk).update(facts={"parts": {}})
    assert [line for line in audit.broken_links() if "templateversion" in line] == [
        f"experience.templateversion {version.pk} ({template.name}, 2): its frozen facts were altered"
    ]


def test_a_version_with_nothing_new_is_refused(programme):
    template = make_template(programme)

    with pytest.raises(Refused, match="Nothing is different from version 1"):
        next_version(template, programme)


def test_a_retired_template_takes_no_version_and_can_be_used_again(programme):
    template, manager = make_template(programme), user_as("manager", programme)
    perform(template, "retire", by=manager, note="Out of date.")
    make_lesson(programme, agreed=True)

    with pytest.raises(Refused, match="retired"):
        next_version(template, programme)
    perform(template, "use_again", by=manager)

    assert next_version(template, programme).number == 2


def test_two_templates_of_one_name_are_refused(programme):
    make_template(programme, name="Small firm")

    with pytest.raises(ValidationError, match="There is a template of that name already"):
        make_template(programme, name="Small firm")


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_who_does_not_run_the_programme_takes_no_template(programme, role):
    with pytest.raises(PermissionDenied):
        make_template(programme, by=user_as(role, programme))
    assert not ProgrammeTemplate.objects.exists()


def test_no_version_is_taken_from_another_organisations_programme(programme):
    template, other = make_template(programme), make_programme()
    both = user_as("manager", programme)
    other.memberships.create(user=both, role="manager")

    with pytest.raises(PermissionDenied):
        actions.take_version(template, source=other, by=both)


def test_only_a_sponsor_shares_and_it_is_on_record(programme):
    template = make_template(programme)

    with pytest.raises(PermissionDenied):
        actions.share_template(template, shared=True, by=user_as("manager", programme))
    actions.share_template(template, shared=True, by=user_as("sponsor", programme))

    assert ProgrammeTemplate.objects.get().shared
    assert entries(template, "programmetemplate") == ["created", "shared"]


def test_a_shared_template_takes_no_version_with_names(programme):
    template = make_template(programme)
    actions.share_template(template, shared=True, by=user_as("sponsor", programme))
    make_lesson(programme, agreed=True)

    with pytest.raises(Refused, match="names stay out"):
        next_version(template, programme, keep_names=True)


@pytest.fixture
def two_clients(programme):
    """A template of one client, another client, and a consultant and a manager who serve both."""
    other, consultant, manager = make_programme(), make_user("Cora"), make_user("Mo")
    for one in (programme, other):
        one.memberships.create(user=consultant, role="consultant")
        one.memberships.create(user=manager, role="manager")
    return make_template(programme), other, consultant, manager


def test_nothing_crosses_from_one_client_to_another_by_itself(two_clients):
    template, other, consultant, _manager = two_clients

    assert not shelf.may_use(consultant, template, other.organisation)
    assert not shelf.shared_with(consultant, other.organisation).exists()


def test_what_a_sponsor_shares_crosses_for_the_consultant_alone(programme, two_clients):
    template, other, consultant, manager = two_clients
    actions.share_template(template, shared=True, by=user_as("sponsor", programme))

    used = {
        (who.name, organisation): shelf.may_use(who, template, organisation)
        for who in (consultant, manager, user_as("consultant", other))
        for organisation in (other.organisation, None)
    }

    assert [allowed for (name, _where), allowed in used.items() if name == "Cora"] == [True, True]
    assert [allowed for (name, _where), allowed in used.items() if name != "Cora"] == [False] * 4
    assert shelf.may_use(manager, template, programme.organisation)


def test_a_vendor_contact_sees_no_template(programme):
    template, vendor = make_template(programme), user_as("vendor_contact", programme)

    assert not shelf.may_use(vendor, template, programme.organisation)
    assert list(shelf.on_the_shelf(vendor)) == []

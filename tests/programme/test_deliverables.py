"""Handing in: what is kept, what is told, what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.programme import actions
from implementation.programme.models import Deliverable, DeliverableVersion, Stage, VersionFile
from tests.factories import user_as
from tests.programme.factories import in_days, submit, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def charter(programme):
    return programme.deliverables.get(name="Pilot charter")


def verbs(record):
    return list(AuditEntry.objects.filter(label=record.label, object_id=record.pk).values_list("verb", flat=True))


def test_a_charter_is_asked_for_in_its_format(charter):
    assert (charter.file_kinds, charter.sections.splitlines()) == (
        "docx, md, pdf",
        ["Hypothesis", "Users", "Dates", "Measures", "Exit criteria"],
    )


def test_formats_are_in_the_language_of_the_organisation():
    from tests.factories import make_programme

    programme = make_programme(language="zh-hans")
    stage = programme.stages.get(kind="prepare")

    assert stage.deliverables.exclude(sections="", columns="").count() == 4


def test_a_hand_in_is_kept_as_a_version(charter):
    manager = user_as("manager", charter.programme)
    text = b"# Hypothesis\nMore.\n"

    version = actions.submit_deliverable(charter, by=manager, note="First.", files=[upload("c.md", text)])

    charter.refresh_from_db()
    kept = version.files.get()
    with kept.file.open() as stream:
        content = stream.read()
    assert (charter.state, version.number, version.by_name, version.note) == ("submitted", 1, "Manager", "First.")
    assert (kept.name, kept.size, content) == ("c.md", len(text), text)
    assert version.facts["files"] == [{"name": "c.md", "size": len(text), "sha256": kept.sha256}]
    assert next(finding["en"] for finding in version.findings) == (
        "The section “Users” is missing in c.md: add it as a heading after “Hypothesis”."
    )
    assert (verbs(version), verbs(charter)) == (["created"], ["submit"])
    assert list(broken_links()) == []


def test_findings_are_kept_in_every_language(charter):
    version = submit(charter, upload("c.md", b"# Hypothesis\nMore.\n"))

    assert set(version.findings[0]) == {"en", "zh-hans", "zh-hant"}


def test_a_note_alone_is_not_checked(charter):
    manager = user_as("manager", charter.programme)

    version = actions.submit_deliverable(charter, by=manager, note="On the shared drive.")

    assert (version.was_checked, version.findings, version.files.count()) == (False, [], 0)


def test_nothing_to_look_at_is_refused(charter):
    with pytest.raises(Refused, match="Add the file"):
        actions.submit_deliverable(charter, by=user_as("manager", charter.programme), note="  ")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("c.exe", b"MZ")], "“c.exe” is not the kind of file asked for here. Hand in one of: docx, md, pdf."),
        ([("c.md", b"")], "“c.md” is empty. Choose the file again."),
        ([("c.md", b"# Hypothesis\nx"), ("d.docx", b"x")], "“d.docx” cannot be read as what its name says."),
    ],
)
def test_what_is_not_taken_keeps_nothing(charter, files, sentence):
    with pytest.raises(ValidationError) as refused:
        submit(charter, *(upload(name, content) for name, content in files))

    charter.refresh_from_db()
    assert refused.value.messages[0].startswith(sentence)
    assert (charter.state, DeliverableVersion.objects.count(), VersionFile.objects.count()) == ("due", 0, 0)


def test_where_everything_must_fit_a_missing_section_is_refused(charter):
    Deliverable.objects.filter(pk=charter.pk).update(must_fit=True)
    charter.refresh_from_db()
    manager = user_as("manager", charter.programme)

    with pytest.raises(ValidationError, match="The section “Users” is missing"):
        submit(charter)
    with pytest.raises(ValidationError, match="No text to look into"):
        actions.submit_deliverable(charter, by=manager, note="On the drive.")


def test_more_than_ten_files_are_refused(charter):
    with pytest.raises(Refused, match="more than 10 files"):
        submit(charter, *(upload(f"{n}.md") for n in range(11)))


def test_a_folder_in_the_name_of_a_file_is_left_out(charter):
    version = submit(charter, upload("..\\..\\c.md"))

    assert version.files.get().name == "c.md"


@pytest.mark.parametrize("role", ["vendor_contact"])
def test_an_outsider_hands_in_nothing(charter, role):
    with pytest.raises(PermissionDenied):
        submit(charter, by=user_as(role, charter.programme))


def test_what_waits_for_review_is_not_handed_in_again(charter):
    submit(charter)

    with pytest.raises(Refused, match="“Hand in” is not possible"):
        submit(charter)
    assert charter.versions.count() == 1


def test_a_version_and_its_files_are_never_changed(charter):
    version = submit(charter)
    kept = version.files.get()

    for change in (version.save, version.delete, kept.save, kept.delete):
        with pytest.raises(PermissionDenied):
            change()


def test_an_altered_version_is_named(charter):
    version = submit(charter)
    DeliverableVersion.objects.filter(pk=version.pk).update(facts={"files": [], "findings": []})

    assert list(broken_links()) == [
        f"programme.deliverableversion {version.pk} (Pilot charter 1): its frozen facts were altered"
    ]


def test_reviewers_hear_of_a_hand_in(charter):
    consultant = user_as("consultant", charter.programme)
    actions.name_reviewers(charter, [consultant], by=user_as("manager", charter.programme))

    submit(charter)

    assert list(Notification.objects.filter(text__contains="waits for your review").values_list("user", flat=True)) == [
        consultant.pk
    ]


def make(programme, **fields):
    stage = Stage.objects.filter(programme=programme).first()
    return Deliverable(programme=programme, stage=stage, name="Guide", due=in_days(5), **fields)


def test_a_deliverable_is_added_with_its_reason(programme):
    manager, consultant = user_as("manager", programme), user_as("consultant", programme)

    added = actions.add_deliverable(make(programme), by=manager, reviewers=[consultant], note="Users asked.")

    entries = AuditEntry.objects.filter(label=added.label, object_id=added.pk).order_by("number")
    assert [(entry.verb, entry.note) for entry in entries] == [("created", "Users asked."), ("reviewers named", "")]
    assert list(added.reviewers.all()) == [consultant]


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_who_plans_adds(programme, role):
    with pytest.raises(PermissionDenied):
        actions.add_deliverable(make(programme), by=user_as(role, programme))


def test_unknown_kinds_of_file_are_refused(programme):
    with pytest.raises(ValidationError, match="“exe” is no kind of file"):
        actions.add_deliverable(make(programme, file_kinds="docx, exe"), by=user_as("manager", programme))


def test_nobody_owns_or_reviews_what_their_role_may_not_read(programme):
    manager, member = user_as("manager", programme), user_as("member", programme)

    with pytest.raises(ValidationError, match="may not read this"):
        actions.add_deliverable(make(programme, owner=member, members_read=False), by=manager)
    with pytest.raises(ValidationError, match="may not read this"):
        actions.add_deliverable(make(programme, members_read=False), reviewers=[member], by=manager)


def test_a_change_keeps_its_reason_in_one_entry(charter):
    actions.change_deliverable(charter, by=user_as("manager", charter.programme), due=in_days(9), note="Later.")

    entry = AuditEntry.objects.get(label=charter.label, object_id=charter.pk)
    assert (entry.verb, entry.note, entry.after) == ("changed", "Later.", {"due": in_days(9).isoformat()})


def test_the_consultant_does_not_say_who_reads(charter):
    with pytest.raises(PermissionDenied):
        actions.change_deliverable(charter, by=user_as("consultant", charter.programme), members_read=False)


def test_what_is_not_needed_is_dropped_with_a_reason_and_comes_back(charter):
    manager = user_as("manager", charter.programme)

    with pytest.raises(Refused, match="Say why"):
        perform(charter, "drop", by=manager)
    perform(charter, "drop", by=manager, note="Merged into another.")
    assert list(Deliverable.objects.owed().filter(pk=charter.pk)) == []
    perform(charter, "restore", by=manager, note="Needed after all.")

    assert (charter.state, verbs(charter)) == ("due", ["restore", "drop"])


@pytest.mark.parametrize("role", ["consultant", "executive", "member", "vendor_contact"])
def test_only_who_runs_or_decides_drops(charter, role):
    with pytest.raises(PermissionDenied):
        perform(charter, "drop", by=user_as(role, charter.programme), note="No.")

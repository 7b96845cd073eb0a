"""The pages of deliverables: lists, hand-in, comparison, downloads, conditions."""

import pytest
from django.urls import reverse

from implementation.programme import actions
from implementation.programme.models import Deliverable, VersionFile
from tests.factories import make_programme, user_as
from tests.programme.factories import docx, in_days, queries, submit, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(programme):
    return programme.deliverables.first()


def at(name, paper, *more):
    return reverse(name, args=[paper.programme_id, paper.pk, *more])


def names(client, programme, **asked):
    answer = client.get(reverse("deliverables", args=[programme.pk]), asked)
    return [item.name for item in answer.context["page"]]


def test_the_list_is_filtered_and_sorted_by_its_address(programme, as_role, paper):
    client = as_role("manager")
    Deliverable.objects.filter(pk=paper.pk).update(owner=user_as("member", programme))
    submit(paper, by=user_as("consultant", programme))

    assert names(client, programme)[:2] == ["Vision and goals", "Readiness assessment"]
    assert names(client, programme, sort="name")[0] == "Acceptance report"
    assert names(client, programme, state="submitted") == ["Vision and goals"]
    assert names(client, programme, owner=user_as("member", programme).pk) == ["Vision and goals"]
    assert names(client, programme, stage=programme.stages.get(number=2).pk) == ["Business case", "Budget"]
    assert names(client, programme, q="charter") == ["Pilot charter"]
    assert names(client, programme, q="no such") == []


def test_the_list_asks_as_often_for_thirty_as_for_one(programme, as_role):
    client, address = as_role("manager"), reverse("deliverables", args=[programme.pk])
    Deliverable.objects.exclude(pk=programme.deliverables.first().pk).delete()
    one = queries(client, address)
    stage = programme.stages.first()
    for number in range(29):
        Deliverable.objects.create(
            programme=programme,
            stage=stage,
            name=f"Paper {number}",
            due=in_days(90),
            owner=user_as("member", programme),
        )

    assert queries(client, address) == one


def test_the_page_asks_as_often_for_many_versions_as_for_one(paper, as_role):
    client = as_role("sponsor")
    submit(paper)
    actions.send_back(paper, by=user_as("sponsor", paper.programme), note="Again.")
    one = queries(client, paper.get_absolute_url())
    for _number in range(9):
        submit(paper)
        actions.send_back(paper, by=user_as("sponsor", paper.programme), note="Again.")

    assert queries(client, paper.get_absolute_url()) == one


def test_files_are_handed_in_on_the_page(paper, as_role):
    answer = as_role("manager").post(
        at("submit_deliverable", paper), {"files": [upload("a.md"), upload("b.docx", docx())], "note": "Both."}
    )

    assert answer.status_code == 302
    assert [file.name for file in paper.versions.get().files.all()] == ["a.md", "b.docx"]


def test_what_is_not_taken_is_said_beside_the_field(paper, as_role):
    answer = as_role("manager").post(at("submit_deliverable", paper), {"files": [upload("a.exe", b"MZ")], "note": "x"})

    assert answer.context["form"].errors["files"] == [
        "“a.exe” is not the kind of file asked for here. Hand in one of: docx, md, pdf."
    ]
    assert not paper.versions.exists()


def test_a_file_is_given_out_as_it_was(paper, as_role):
    kept = submit(paper, upload("a.md", b"# Vision\nx")).files.get()

    answer = as_role("member").get(at("version_file", paper, kept.pk))

    assert (b"".join(answer), answer["X-Content-Type-Options"]) == (b"# Vision\nx", "nosniff")
    assert answer["Content-Disposition"] == 'attachment; filename="a.md"'


def test_an_altered_file_is_not_given_out(paper, as_role):
    kept = submit(paper).files.get()
    with open(kept.file.path, "wb") as stream:
        stream.write(b"something else")

    answer = as_role("member").get(at("version_file", paper, kept.pk))

    assert (answer.status_code, "altered" in answer.content.decode()) == (409, True)


def test_a_file_of_another_deliverable_is_not_there(paper, as_role):
    other = submit(paper.programme.deliverables.last())
    elsewhere = submit(make_programme().deliverables.first())
    client = as_role("member")

    for version in (other, elsewhere):
        assert client.get(at("version_file", paper, version.files.get().pk)).status_code == 404
    assert VersionFile.objects.count() == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (upload("a.md", b"# Vision\nOld <b>\n"), upload("a.md", b"# Vision\nNew <b>\n")),
        (
            upload("a.docx", docx(("Heading1", "Vision"), ("", "Old &lt;b&gt;"))),
            upload("a.docx", docx(("Heading1", "Vision"), ("", "New &lt;b&gt;"))),
        ),
    ],
    ids=["Markdown", "Word"],
)
def test_two_versions_are_compared_line_by_line(paper, as_role, old, new):
    submit(paper, old)
    actions.send_back(paper, by=user_as("sponsor", paper.programme), note="Again.")
    submit(paper, new)

    answer = as_role("member").get(at("compare_version", paper, 2))

    rows = answer.context["texts"][0]["rows"]
    assert [(row.kind, row.text) for row in rows] == [
        ("same", rows[0].text),
        ("removed", "Old <b>"),
        ("added", "New <b>"),
    ]
    assert "<ins>New &lt;b&gt;</ins>" in answer.content.decode()


@pytest.mark.parametrize("number", [1, 2, 99])
def test_what_has_nothing_before_it_is_not_compared(paper, as_role, number):
    submit(paper)

    assert as_role("member").get(at("compare_version", paper, number)).status_code == 404


def conditions(paper, **changes):
    people = {"owner": user_as("manager", paper.programme).pk, "verifier": user_as("consultant", paper.programme).pk}
    asked = {"text": "Add the dates", "due": in_days(3).isoformat(), **people} | changes
    return {f"c1-{name}": value for name, value in asked.items()} | {"seen": "submitted"}


def test_conditions_are_written_on_their_page(paper, as_role):
    submit(paper)

    answer = as_role("sponsor").post(at("accept_with_conditions", paper), conditions(paper))

    paper.refresh_from_db()
    assert (answer.status_code, paper.state, paper.conditions.get().text) == (302, "conditional", "Add the dates")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": ""}, "text"), ({"due": "soon"}, "due"), ({"owner": "²"}, "owner"), ({"verifier": None}, "verifier")],
)
def test_a_condition_that_lacks_something_is_shown_again(paper, as_role, changes, field):
    submit(paper)
    if "verifier" in changes:
        changes = {"verifier": user_as("manager", paper.programme).pk}

    answer = as_role("sponsor").post(at("accept_with_conditions", paper), conditions(paper, **changes))

    paper.refresh_from_db()
    assert (list(answer.context["forms"][0].errors), paper.state) == ([field], "submitted")


def test_a_stale_page_accepts_nothing(paper, as_role):
    submit(paper)
    actions.send_back(paper, by=user_as("sponsor", paper.programme), note="Again.")

    answer = as_role("sponsor").post(at("accept_with_conditions", paper), conditions(paper))

    assert "Someone else was first" in answer.context["refusal"]
    assert not paper.conditions.exists()


def form(paper, **changes):
    return {
        "name": paper.name,
        "stage": paper.stage_id,
        "due": paper.due.isoformat(),
        "owner": "",
        "max_mb": 5,
        "file_kinds": "md",
        "sections": "Vision",
        "columns": "",
        "consultants_read": "on",
        "executives_read": "on",
        "note": "Agreed.",
        "revision": paper.revision,
    } | changes


def test_a_deliverable_is_changed_on_its_page(paper, as_role):
    as_role("manager").post(at("edit_deliverable", paper), form(paper, name="Vision"))

    paper.refresh_from_db()
    assert (paper.name, paper.members_read, paper.max_mb, paper.sections) == ("Vision", False, 5, "Vision")


def test_a_change_without_its_reason_is_not_saved(paper, as_role):
    answer = as_role("manager").post(at("edit_deliverable", paper), form(paper, name="Vision", note=" "))

    assert list(answer.context["form"].errors) == ["note"]


def test_a_stage_of_another_programme_is_not_offered(paper, as_role):
    stage = make_programme().stages.first()

    answer = as_role("manager").post(at("edit_deliverable", paper), form(paper, stage=stage.pk))

    assert list(answer.context["form"].errors) == ["stage"]


def test_a_deliverable_is_added_on_its_page(paper, as_role):
    client = as_role("consultant")

    client.post(reverse("new_deliverable", args=[paper.programme_id]), form(paper, name="Guide", revision=""))

    assert Deliverable.objects.get(name="Guide").members_read is True

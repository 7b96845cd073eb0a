import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from implementation.programme.models import ExceptionAnswer, ExceptionNote, StatusOverride, Tolerance
from tests.factories import make_programme, user_as
from tests.programme.status_factories import days, make_late, make_note, make_override

pytestmark = pytest.mark.django_db


def at(name, programme, *more):
    return reverse(name, args=[programme.pk, *more])


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def closed_notes(programme, n):
    """Notes of before, with their answers."""
    note = make_note(programme, state="rejected")
    for _each in range(n):
        ExceptionNote.objects.filter(pk=note.pk).update(state="closed")
        note = make_note(programme, state="rejected")
    ExceptionNote.objects.filter(pk=note.pk).update(state="closed")


@pytest.mark.parametrize("name", ["status", "dimension", "exception_notes"])
def test_a_page_asks_the_same_with_many_notes_and_overrides(programme, as_role, name):
    client = as_role("manager")
    address = at(name, programme, "schedule") if name == "dimension" else at(name, programme)
    make_late(programme)
    closed_notes(programme, 0)
    make_override(programme)
    one = queries(client, address)
    closed_notes(programme, 10)
    for _each in range(10):
        StatusOverride.objects.update(state="withdrawn")
        make_override(programme)

    assert queries(client, address) == one


def test_the_status_page_says_level_reason_and_tolerance(programme, as_role):
    make_late(programme, 40)

    page = as_role("member").get(at("status", programme)).text

    assert "<b>40 days</b> late" in page
    assert "Days late: on track up to 5, at risk up to 15" in page
    assert "beyond its tolerance" in page
    assert "Override" not in page


@pytest.mark.parametrize("name", ["path", "status", "dimension"])
def test_an_override_is_shown_everywhere_with_what_was_computed(programme, as_role, name):
    make_late(programme)
    make_override(programme, level="on_track")

    more = ["schedule"] if name == "dimension" else []
    page = as_role("executive").get(at(name, programme, *more)).text

    assert "Overridden by Manager until" in page
    assert "“The vendor has promised it.”" in page
    assert "Off track" in page


@pytest.mark.parametrize("name", ["dimension", "new_exception_note", "set_tolerance", "override_status"])
def test_a_dimension_that_is_none_is_not_found(programme, as_role, name):
    assert as_role("manager").get(at(name, programme, "weather")).status_code == 404


def test_the_manager_sets_a_tolerance_with_a_reason(programme, as_role):
    client, address = as_role("manager"), at("set_tolerance", programme, "schedule")

    without = client.post(address, {"inner": "3", "outer": "9", "reason": ""})
    crossed = client.post(address, {"inner": "9", "outer": "3", "reason": "x"})
    client.post(address, {"inner": "3", "outer": "9", "reason": "Tight."})
    client.post(address, {"inner": "4", "outer": "9", "reason": "A day more.", "revision": "0"})

    assert (list(without.context["form"].errors), list(crossed.context["form"].errors)) == (["reason"], ["outer"])
    assert list(Tolerance.objects.values_list("dimension", "inner", "outer")) == [("schedule", 4, 9)]
    history = client.get(at("dimension", programme, "schedule")).text
    assert "Tight." in history
    assert "A day more." in history


def test_two_figures_need_no_order(programme, as_role):
    as_role("manager").post(at("set_tolerance", programme, "risk"), {"inner": "3", "outer": "0", "reason": "Few."})

    assert list(Tolerance.objects.values_list("inner", "outer")) == [(3, 0)]


def test_the_manager_overrides_and_withdraws(programme, as_role):
    client = as_role("manager")
    form = {"level": "at_risk", "reason": "The vendor is bought up.", "until": days(5).isoformat()}

    client.post(at("override_status", programme, "vendor_service"), form)
    second = client.post(at("override_status", programme, "vendor_service"), form)
    page = client.get(at("dimension", programme, "vendor_service")).text

    assert "withdraw it first" in second.text
    assert "Withdraw the override" in page
    assert StatusOverride.objects.count() == 1


def test_an_exception_goes_from_draft_to_answer(programme, client):
    make_late(programme)
    manager, sponsor = user_as("manager", programme), user_as("sponsor", programme)
    form = {
        "cause": "Two people left.",
        "consequence": "Late.",
        "options": "Wait\nHire",
        "recommendation": "Hire",
        "until": days(20).isoformat(),
    }
    client.force_login(manager)
    client.post(at("new_exception_note", programme, "schedule"), form)
    note = ExceptionNote.objects.get()
    client.post(at("edit_exception_note", programme, note.pk), form | {"cause": "Three people left.", "revision": "0"})
    client.post(at("submit_exception", programme, note.pk))
    client.force_login(sponsor)
    address = at("answer_exception", programme, note.pk)
    without = client.post(address, {"reason": "Yes."})
    client.post(address, {"answer": "2", "reason": "Yes."})

    note = ExceptionNote.objects.get()
    assert (note.cause, note.state) == ("Three people left.", "accepted")
    assert list(without.context["form"].errors) == ["answer"]
    assert (ExceptionAnswer.objects.get().option, ExceptionAnswer.objects.get().by) == ("Hire", sponsor)
    assert "Hire" in client.get(note.get_absolute_url()).text


def test_a_sponsor_rejects_with_a_reason(programme, as_role):
    note = make_note(programme, state="submitted")
    client = as_role("sponsor")

    client.post(at("answer_exception", programme, note.pk), {"answer": "no", "reason": "Not convincing."})

    assert ExceptionNote.objects.get().state == "rejected"
    assert "Not convincing." in client.get(note.get_absolute_url()).text


def test_the_form_to_answer_is_for_a_sponsor_who_did_not_submit(programme, as_role):
    note = make_note(programme, state="submitted")

    assert "Record the answer" in as_role("sponsor").get(note.get_absolute_url()).text
    assert "Record the answer" not in as_role("manager").get(note.get_absolute_url()).text


def test_a_submitted_note_is_not_edited(programme, as_role):
    note = make_note(programme, state="submitted")

    page = as_role("manager").post(at("edit_exception_note", programme, note.pk), {"cause": "Other"})

    assert page.status_code == 409
    assert ExceptionNote.objects.get().cause == "Two people left."


def test_a_note_of_another_programme_is_not_found(programme, as_role):
    other = make_note(make_programme(), state="submitted")

    assert as_role("sponsor").get(at("exception_note", programme, other.pk)).status_code == 404
    assert as_role("sponsor").post(at("answer_exception", programme, other.pk), {"answer": "1"}).status_code == 404


def test_notes_stand_in_the_report_with_their_answer(programme):
    from implementation.programme import panels

    make_note(programme, state="accepted")

    found = panels.exceptions(programme)["notes"][0]

    assert (found["dimension"]["en"], found["words"]["en"], found["answer"]["option"]) == (
        "Schedule",
        "Accepted",
        "Hire two people",
    )

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import audit
from core.models import AuditEntry
from core.refusal import Refused
from risks.actions import enter_risk
from risks.models import RatingChange, RegisterChange, Risk
from risks.register.saving import save_cells
from risks.register.table import choices_for
from risks.register.undoing import KEPT, keep_made, undo_last
from tests.factories import user_as
from tests.risks.factories import make_risk, make_treatment

pytestmark = pytest.mark.django_db


@pytest.fixture
def risk(programme):
    return make_risk(programme)


@pytest.fixture
def ann(programme):
    return user_as("consultant", programme)


def save(risk, by, **values):
    fresh = Risk.objects.get(pk=risk.pk)
    return save_cells(fresh, by=by, choices=choices_for(risk.programme), seen_revision=fresh.revision, **values)


def test_the_last_change_is_put_back_with_one_entry(programme, risk, ann):
    save(risk, ann, current_likelihood=4)
    save(risk, ann, current_impact=5)
    entries = AuditEntry.objects.count()

    undo_last(programme, by=ann)

    fresh = Risk.objects.get()
    assert (fresh.current_likelihood, fresh.current_impact) == (4, 3)
    assert AuditEntry.objects.count() == entries + 1
    assert RatingChange.objects.filter(kind="current").first().impact == 3
    assert list(audit.broken_links()) == []


def test_undo_walks_back_one_change_at_a_time(programme, risk, ann):
    save(risk, ann, current_likelihood=4)
    save(risk, ann, title="Other")

    undo_last(programme, by=ann)
    undo_last(programme, by=ann)

    fresh = Risk.objects.get()
    assert (fresh.title, fresh.current_likelihood) == ("Data is wrong", 3)
    with pytest.raises(Refused, match="nothing of yours"):
        undo_last(programme, by=ann)


def test_a_step_is_undone_with_what_it_set(programme, ann):
    risk = make_risk(programme, likelihood=None)
    save(risk, ann, current_likelihood=3)
    save(risk, ann, current_impact=3)
    assert Risk.objects.get().state == "assessed"

    undo_last(programme, by=ann)

    fresh = Risk.objects.get()
    assert (fresh.state, fresh.review_due, fresh.current_impact) == ("identified", None, None)


def test_a_field_that_somebody_changed_since_refuses_the_undo(programme, risk, ann):
    save(risk, ann, current_likelihood=4)
    save(risk, user_as("manager", programme), current_likelihood=5)

    with pytest.raises(Refused, match="R-001 was changed again since"):
        undo_last(programme, by=ann)

    assert Risk.objects.get().current_likelihood == 5


def test_another_field_that_somebody_changed_since_stays(programme, risk, ann):
    save(risk, ann, title="Mine")
    save(risk, user_as("manager", programme), cause="Theirs")

    undo_last(programme, by=ann)

    fresh = Risk.objects.get()
    assert (fresh.title, fresh.cause) == ("Data is wrong", "Theirs")


def test_a_new_row_goes_again_unless_something_followed(programme, ann):
    def make(title):
        return keep_made(programme, ann, lambda: enter_risk(Risk(programme=programme, title=title), by=ann))

    make("First")
    undo_last(programme, by=ann)
    assert not Risk.objects.exists()

    kept = make("Second")
    make_treatment(kept)
    with pytest.raises(Refused, match="has treatments"):
        undo_last(programme, by=ann)
    assert Risk.objects.get() == kept


def test_each_person_undoes_their_own(programme, risk, ann):
    save(risk, ann, current_likelihood=4)

    with pytest.raises(Refused):
        undo_last(programme, by=user_as("manager", programme))
    with pytest.raises(PermissionDenied):
        undo_last(programme, by=user_as("member", programme))


def test_only_so_many_changes_are_kept(programme, risk, ann):
    for n in range(KEPT + 2):
        save(risk, ann, title=f"Title {n}")

    assert RegisterChange.objects.count() == KEPT


def test_the_button_says_what_was_undone_or_why_not(programme, risk, ann, as_role):
    save(risk, ann, current_likelihood=4)
    address = reverse("undo_risk_change", args=[programme.pk])

    first = as_role("consultant").post(address, headers={"X-Register": "/"}).content.decode()
    second = as_role("consultant").post(address, headers={"X-Register": "/"}).content.decode()

    assert "Undone: R-001." in first
    assert "There is nothing of yours to undo" in second

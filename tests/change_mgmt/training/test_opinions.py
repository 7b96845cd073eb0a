"""Opinions are tied to nobody, and hidden below five."""

import pytest
from django.db import connection

from change_mgmt.actions.opinions import say_how_it_was
from change_mgmt.models import Enrolment, SessionOpinion
from change_mgmt.opinions import opinions_of
from core.models import AuditEntry
from core.refusal import Refused
from tests.change_mgmt.factories import departments_of, make_course, make_held_session, make_session
from tests.change_mgmt.training.factories import make_attended, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(programme):
    return make_held_session(make_course(programme), departments_of(programme)[0], came=6)


def test_an_answer_leaves_no_time_no_name_and_no_entry(programme):
    seat, before = make_attended(make_course(programme)), AuditEntry.objects.count()

    say_how_it_was(seat, rating=4, words=" Good examples. ")

    columns = {
        column.name
        for column in connection.introspection.get_table_description(connection.cursor(), SessionOpinion._meta.db_table)
    }
    assert columns == {"id", "session_id", "rating", "words"}
    assert list(SessionOpinion.objects.values_list("session", "rating", "words")) == [
        (seat.session_id, 4, "Good examples.")
    ]
    assert AuditEntry.objects.count() == before
    assert Enrolment.objects.get().revision == seat.revision


def test_everybody_speaks_once(programme):
    seat = make_attended(make_course(programme))
    say_how_it_was(seat, rating=4)

    with pytest.raises(Refused, match="already"):
        say_how_it_was(seat, rating=1)

    assert SessionOpinion.objects.count() == 1


def test_only_who_attended_speaks(programme):
    with pytest.raises(Refused, match="Only who attended"):
        say_how_it_was(make_seat(make_session(make_course(programme))), rating=4)


def test_answers_show_from_five_up_in_an_order_that_tells_nothing(session):
    seats = list(session.enrolments.all())
    for place, seat in enumerate(seats[:4]):
        say_how_it_was(seat, rating=5, words=f"{9 - place} words")
    assert opinions_of(session) is None

    say_how_it_was(seats[4], rating=3)

    found = opinions_of(session)
    assert (found.answers, float(found.average)) == (5, 4.6)
    assert found.words == ["6 words", "7 words", "8 words", "9 words"]


def test_numbers_of_answers_do_not_tell_which_came_first(session):
    for seat in session.enrolments.all():
        say_how_it_was(seat, rating=3)

    numbers = list(SessionOpinion.objects.values_list("pk", flat=True))
    assert max(numbers) - min(numbers) > 1000

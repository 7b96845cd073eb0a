"""The pages that open without an account: what they show, what they tell nobody, and what they refuse."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from change_mgmt import certificate_paper
from change_mgmt.actions import door
from change_mgmt.actions.certificates import certify
from change_mgmt.models import Attempt, Certificate, Enrolment, PersonalLink, SessionOpinion
from core.workflow import perform
from tests.change_mgmt.factories import departments_of, make_course, make_session
from tests.change_mgmt.training.factories import (
    make_attended,
    make_own_link,
    make_question,
    make_seat,
    make_sign_up_link,
)
from tests.factories import user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-TW"}


@pytest.fixture
def joining(programme):
    """A link to a course with one session ahead."""
    course = make_course(programme)
    make_session(course)
    return make_sign_up_link(course)


def page_of(link, name="own_training", *more):
    return reverse(name, args=[link.token, *more])


def join(link, client=None, **data):
    session = link.course.sessions.get()
    address = reverse("sign_up", args=[link.token])
    return (client or Client()).post(address, {"session": session.pk, "stamp": "s" * 32, **data})


class TestSignUp:
    def test_known_and_unknown_addresses_get_the_same_answer(self, programme, joining):
        known = make_employee(programme)

        answers = [join(joining, email=email) for email in (known.email, "nobody@example.org")]

        assert {(answer.status_code, answer["Location"]) for answer in answers} == {
            (302, f"{reverse('sign_up', args=[joining.token])}?sent=1")
        }
        assert [seat.employee for seat in Enrolment.objects.all()] == [known]

    def test_a_name_leads_to_a_page_of_ones_own(self, programme, joining):
        sales = departments_of(programme)[0]

        answer = join(joining, name=" Ann  Lee ", department=sales.pk)

        link = PersonalLink.objects.get()
        assert answer["Location"] == page_of(link)
        assert (link.name, Enrolment.objects.get().link) == ("Ann Lee", link)

    @pytest.mark.parametrize(
        "data", [{}, {"name": "Ann"}, {"email": "no address"}, {"email": "a@b.cd", "session": "9"}]
    )
    def test_what_is_missing_is_said_and_nothing_written(self, joining, data):
        assert join(joining, **data).status_code == 200
        assert not Enrolment.objects.exists()

    def test_a_full_session_is_told_before_with_its_waiting_list(self, programme, joining):
        session = joining.course.sessions.get()
        joining.course.sessions.update(seats=1)
        make_seat(session)

        page = Client().get(reverse("sign_up", args=[joining.token])).content.decode()

        assert "full, with a waiting list" in page

    def test_a_link_that_is_guessed_or_withdrawn_shows_a_clear_page(self, programme, joining):
        from change_mgmt.actions.sign_up import withdraw_link

        withdraw_link(joining, by=user_as("manager", programme))

        assert Client().get(reverse("sign_up", args=[joining.token])).status_code == 410
        assert Client().get(reverse("sign_up", args=["x" * 64])).status_code == 404

    def test_a_flood_is_turned_away(self, joining, monkeypatch):
        monkeypatch.setitem(__import__("change_mgmt.limits", fromlist=["RATES"]).RATES, "sign_up", "2/m/key")

        codes = [join(joining, email=f"a{place}@example.org").status_code for place in range(3)]

        assert codes == [302, 302, 429]

    def test_the_page_speaks_the_language_of_the_phone(self, joining):
        page = Client().get(reverse("sign_up", args=[joining.token]), **CHINESE)

        assert 'lang="zh-Hant"' in page.content.decode()

    def test_the_page_is_not_found_by_search_engines_nor_kept(self, joining):
        page = Client().get(reverse("sign_up", args=[joining.token]))

        assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert "no-store" in page["Cache-Control"]


class TestOwnPage:
    def test_it_speaks_the_language_of_its_owner(self, programme):
        link = make_own_link(make_course(programme), make_employee(programme, language="zh-hant"))

        assert 'lang="zh-Hant"' in Client().get(page_of(link)).content.decode()

    def test_a_seat_is_taken_and_given_back(self, programme):
        session = make_session(make_course(programme))
        link = make_own_link(session.course)

        Client().post(page_of(link, "own_seat"), {"session": session.pk})
        taken = Enrolment.objects.get()
        Client().post(page_of(link, "own_seat"), {"leave": taken.pk})

        assert taken.link == link
        assert not Enrolment.objects.exists()

    def test_nobody_gives_back_the_seat_of_somebody_else(self, programme):
        session = make_session(make_course(programme))
        other, link = make_seat(session), make_own_link(session.course)

        answer = Client().post(page_of(link, "own_seat"), {"leave": other.pk})

        assert answer.status_code == 409
        assert Enrolment.objects.get() == other

    @pytest.mark.parametrize("data", [{}, {"session": "²"}, {"leave": "9" * 40}, {"session": "x"}])
    def test_nonsense_is_refused_in_words(self, programme, data):
        link = make_own_link(make_course(programme))

        assert Client().post(page_of(link, "own_seat"), data).status_code == 409

    def test_the_page_of_who_has_left_is_closed(self, programme):
        employee = make_employee(programme)
        link = make_own_link(make_course(programme), employee)
        employee.has_left = True
        employee.save()

        assert Client().get(page_of(link)).status_code == 410

    def test_the_calendar_entry_is_cancelled_with_the_session(self, programme):
        seat = make_seat(make_session(make_course(programme)))
        before = Client().get(page_of(seat.link, "own_entry", seat.pk)).content

        perform(seat.session, "cancel", by=user_as("manager", programme), note="Ill.")
        after = Client().get(page_of(seat.link, "own_entry", seat.pk)).content

        old, new = Calendar.from_ical(before), Calendar.from_ical(after)
        assert (old["method"], new["method"]) == ("PUBLISH", "CANCEL")
        assert new.walk("VEVENT")[0]["sequence"] > old.walk("VEVENT")[0]["sequence"]
        assert new.walk("VEVENT")[0]["uid"] == old.walk("VEVENT")[0]["uid"]

    def test_the_entry_of_somebody_else_is_not_there(self, programme):
        session = make_session(make_course(programme))
        other, link = make_seat(session), make_own_link(session.course)

        assert Client().get(page_of(link, "own_entry", other.pk)).status_code == 404

    def test_a_test_is_begun_and_handed_in_on_the_phone(self, programme):
        course = make_course(programme, pass_mark=60)
        make_question(course)
        make_question(course, kind="multiple", right=2)
        seat, client = make_attended(course), Client()

        client.post(page_of(seat.link, "own_test"), {"begin": "1"})
        sheet = client.get(page_of(seat.link, "own_test"))
        attempt = Attempt.objects.get()
        given = {
            f"q_{item['id']}": [option["id"] for option in item["options"] if option["right"]] for item in attempt.paper
        }
        half = client.post(page_of(seat.link, "own_test"), dict(list(given.items())[:1]))
        client.post(page_of(seat.link, "own_test"), given)

        attempt.refresh_from_db()
        assert (sheet.status_code, half.status_code, attempt.score) == (200, 200, 100)
        assert "Passed" in client.get(page_of(seat.link)).content.decode()

    def test_the_sheet_does_not_tell_what_is_right(self, programme):
        course = make_course(programme)
        make_question(course)
        seat, client = make_attended(course), Client()
        client.post(page_of(seat.link, "own_test"), {"begin": "1"})

        page = client.get(page_of(seat.link, "own_test")).content.decode()

        assert "Answer 0" in page
        assert "right" not in page.partition("<form")[2].partition("</form>")[0].replace("bright", "")

    def test_an_opinion_is_given_once(self, programme):
        seat, client = make_attended(make_course(programme)), Client()

        codes = [
            client.post(page_of(seat.link, "own_opinion"), {"rating": rating}).status_code for rating in ("7", "4", "2")
        ]

        assert codes == [422, 302, 409]
        assert list(SessionOpinion.objects.values_list("rating", flat=True)) == [4]

    def test_the_certificate_is_one_tagged_page(self, programme):
        seat = make_attended(make_course(programme))

        answer = Client().post(page_of(seat.link, "own_certificate"), follow=True)
        paper = certificate_paper.pdf(Certificate.objects.get(), "zh-hans")

        assert answer["Content-Type"] == "application/pdf"
        assert (paper.tagged, paper.pages) == (True, 1)

    def test_who_did_not_attend_has_no_certificate(self, programme):
        seat = make_seat(make_session(make_course(programme)))

        assert Client().post(page_of(seat.link, "own_certificate")).status_code == 404

    def test_queries_do_not_grow_with_seats_and_sessions(self, programme):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        course, employee = make_course(programme), make_employee(programme)
        seat = make_attended(course, employee, days=-3)
        make_session(course)

        def count():
            with CaptureQueriesContext(connection) as found:
                assert Client().get(page_of(seat.link)).status_code == 200
            return len(found)

        count()  # kinds of record are remembered from now on
        few = count()
        for days in range(4, 12):
            make_attended(course, employee, days=-days)
            make_session(course, days=days)

        assert count() == few


class TestCheck:
    def test_a_certificate_is_confirmed_with_its_name(self, programme):
        certificate = certify(make_attended(make_course(programme), make_employee(programme, name="Ann Lee")))

        page = Client().get(reverse("check_certificate", args=[certificate.code])).content.decode()

        assert "Ann Lee" in page
        assert certificate.spelt in page
        assert "Issued by us" in page

    def test_one_that_was_never_issued_is_said_to_be_none(self):
        answer = Client().get(reverse("check_certificate", args=["made-up"]))

        assert answer.status_code == 404
        assert "no such certificate" in answer.content.decode()

    def test_one_whose_list_was_put_right_no_longer_holds(self, programme):
        seat = make_attended(make_course(programme))
        certificate = certify(seat)
        perform(seat, "miss", by=user_as("manager", programme))

        page = Client().get(reverse("check_certificate", args=[certificate.code])).content.decode()

        assert "No longer holds" in page
        assert "Issued by us" not in page


class TestDoor:
    @pytest.fixture
    def seat(self, programme):
        session = make_session(make_course(programme), days=1 / 48)
        return make_seat(session)

    def here(self, seat):
        return reverse("be_here", args=[door.code_now(seat.session)])

    def test_a_phone_that_opened_the_own_page_needs_one_press(self, seat):
        client = Client()
        client.get(page_of(seat.link))

        page = client.get(self.here(seat)).content.decode()
        client.post(self.here(seat), {"me": "1"})

        seat.refresh_from_db()
        assert f"I am here: {seat.name}" in page
        assert seat.state == "attended"

    def test_any_address_gets_the_same_answer(self, seat):
        answers = {
            Client().post(self.here(seat), {"email": email}).content.decode().count("Thank you")
            for email in (seat.employee.email, "nobody@example.org")
        }

        seat.refresh_from_db()
        assert (answers, seat.state) == ({1}, "attended")

    def test_a_stranger_sees_no_name(self, seat):
        assert seat.name not in Client().get(self.here(seat)).content.decode()

    def test_a_cookie_that_was_made_up_is_nobody(self, seat):
        client = Client()
        client.cookies["training"] = f"[{seat.link.pk}]"

        assert seat.name not in client.get(self.here(seat)).content.decode()

    def test_a_code_that_ran_out_says_so(self, seat, monkeypatch):
        address = self.here(seat)
        later = timezone.now() + datetime.timedelta(minutes=20)
        monkeypatch.setattr("django.utils.timezone.now", lambda: later)

        answer = Client().post(address, {"email": seat.employee.email})

        assert answer.status_code == 410
        assert "run out" in answer.content.decode()

    def test_the_wall_fetches_its_code_again_by_itself(self, programme, seat, as_role):
        page = as_role("manager").get(reverse("session_wall", args=[programme.pk, seat.session_id]))

        assert 1 <= int(page["Refresh"]) <= 60
        assert door.code_now(seat.session) in page.content.decode()

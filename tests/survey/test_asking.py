"""Links by mail, once each, and a reminder that tells nobody how many have answered."""

import datetime

import pytest
import time_machine
from django.core import mail

from change_mgmt.survey import actions
from change_mgmt.survey.asked import in_steps, mails_of, participation
from change_mgmt.survey.models import Invitation
from change_mgmt.survey.tasks import keep_days_of_surveys
from core.models import AuditEntry, OutgoingMail
from core.refusal import Refused
from tests.factories import user_as
from tests.staff.factories import make_employee
from tests.survey.factories import answer_as, days, make_open_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(django_capture_on_commit_callbacks):
    """Run what waits for the end of the transaction: the mails leave."""

    def run(work):
        with django_capture_on_commit_callbacks(execute=True):
            return work()

    return run


def noon(offset: int) -> datetime.datetime:
    return datetime.datetime.combine(days(offset), datetime.time(4), datetime.UTC)


def test_everybody_with_an_address_has_one_mail_with_a_link_of_their_own(programme, posted):
    survey = posted(lambda: make_open_survey(programme))

    links = [line for letter in mail.outbox for line in letter.body.splitlines() if "/survey/" in line]
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        survey.invitations.values_list("employee__email", flat=True)
    )
    assert sorted(links) == sorted(link.address for link in survey.invitations.all())
    assert mail.outbox[0].subject == "Two minutes on the new CRM: Before the pilot"


def test_the_text_of_a_mail_is_forgotten_once_it_left(programme, posted):
    posted(lambda: make_open_survey(programme))

    assert set(OutgoingMail.objects.filter(secret=True).values_list("state", "body")) == {("sent", "")}


def test_mails_speak_the_language_of_their_reader(programme, posted):
    make_employee(programme, language="zh-hant", email="hant@example.org")
    posted(lambda: make_open_survey(programme))

    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert "/survey/" in letters["hant@example.org"].body


def test_who_has_no_address_has_a_link_on_paper_that_is_nobodys(programme, posted):
    for _each in range(3):
        make_employee(programme, email="")
    survey = posted(lambda: make_open_survey(programme, {"Sales": 6}))

    on_paper = Invitation.objects.filter(survey=survey, employee=None)
    assert (on_paper.count(), len(mail.outbox), set(on_paper.values_list("mail", flat=True))) == (3, 6, {None})
    assert mails_of(survey) == {
        "by_mail": 6,
        "on_paper": 3,
        "sent": 6,
        "on_the_way": 0,
        "failed": 0,
        "not_reached": [],
    }


def test_mails_leave_on_the_first_day_and_not_twice(programme, posted):
    survey = posted(lambda: make_open_survey(programme, opens_on=days(2)))
    assert mail.outbox == []

    with time_machine.travel(noon(1), tick=False):
        posted(keep_days_of_surveys.call_local)
    assert mail.outbox == []
    with time_machine.travel(noon(2), tick=False):
        posted(keep_days_of_surveys.call_local)
        posted(keep_days_of_surveys.call_local)

    assert (len(mail.outbox), Invitation.objects.filter(survey=survey, mail=None).count()) == (6, 0)


def test_a_reminder_goes_to_those_who_have_not_answered_with_the_same_link(programme, posted):
    survey = posted(lambda: make_open_survey(programme))
    answer_as(survey, "Sales", 3, 3)
    left = {link.employee.email: link.address for link in survey.invitations.filter(state="asked")}
    mail.outbox.clear()

    with time_machine.travel(noon(1), tick=False):
        posted(lambda: actions.remind(survey, by=user_as("manager", programme)))

    assert {letter.to[0] for letter in mail.outbox} == set(left)
    assert all(left[letter.to[0]] in letter.body for letter in mail.outbox)
    assert mail.outbox[0].subject == "Reminder: Two minutes on the new CRM: Before the pilot"


def test_one_reminder_is_one_entry_that_says_no_number(programme):
    survey = make_open_survey(programme)

    with time_machine.travel(noon(1), tick=False):
        actions.remind(survey, by=user_as("manager", programme))

    entry = AuditEntry.objects.get(verb="reminded")
    assert (set(entry.after), entry.note) == ({"reminded_on"}, "")


def test_the_post_does_not_tell_how_many_have_not_answered(programme, posted):
    """Of a reminder that is on its way the page shows nothing: it goes to those only who have not answered."""
    survey = posted(lambda: make_open_survey(programme))
    answer_as(survey, "Sales", 3, 3)
    before = mails_of(survey)

    with time_machine.travel(noon(1), tick=False):
        actions.remind(survey, by=user_as("manager", programme))  # its mails are still queued

    assert (mails_of(survey), OutgoingMail.objects.filter(state="queued").count()) == (before, 4)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "They have had a mail today. Remind them tomorrow."),
        ({"opens_on": days(3)}, "Nobody has had a link yet: they leave on the first day."),
    ],
)
def test_when_nobody_is_reminded(programme, fields, why):
    survey = make_open_survey(programme, **fields)

    with pytest.raises(Refused, match=why):
        actions.remind(survey, by=user_as("manager", programme))


def test_who_has_left_is_not_written_to(programme, posted):
    survey = posted(lambda: make_open_survey(programme))
    gone = survey.invitations.first().employee
    type(gone).objects.filter(pk=gone.pk).update(has_left=True)
    mail.outbox.clear()

    with time_machine.travel(noon(1), tick=False):
        posted(lambda: actions.remind(survey, by=user_as("manager", programme)))

    assert (len(mail.outbox), gone.email in [letter.to[0] for letter in mail.outbox]) == (5, False)


def test_a_mail_that_failed_is_followed_anew(programme, posted):
    survey = posted(lambda: make_open_survey(programme))
    link = survey.invitations.first()
    OutgoingMail.objects.filter(pk=link.mail_id).update(state="failed")
    assert (mails_of(survey)["failed"], mails_of(survey)["not_reached"]) == (1, [link.employee.name])

    with time_machine.travel(noon(1), tick=False):
        posted(lambda: actions.remind(survey, by=user_as("manager", programme)))

    assert (mails_of(survey)["failed"], mails_of(survey)["sent"]) == (0, 6)


@pytest.mark.parametrize(("answers", "told"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_participation_is_told_in_steps_of_five(answers, told):
    assert in_steps(answers) == told


def test_participation_says_nothing_of_groups(programme):
    survey = make_open_survey(programme, {"Sales": 6, "Service": 5})
    answer_as(survey, "Sales", *[3] * 6)
    answer_as(survey, "Service", 3)

    assert participation(survey) == {"at_least": 5, "invited": 11, "share": pytest.approx(100 * 5 / 11)}

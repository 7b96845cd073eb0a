"""The link of a vendor without an account: what it opens, and that nothing else of it opens anything."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry, OutgoingMail
from core.workflow import perform
from tests.factories import user_as
from tests.vendors.questionnaire_factories import (
    VERA,
    fill,
    in_days,
    link_of,
    make_questionnaire,
    make_reply,
    question,
    send,
)
from vendors.actions import questionnaire_clarifications as talking
from vendors.actions import questionnaire_links as links
from vendors.actions.questionnaire_handing_in import hand_in
from vendors.models import Answer, ReplyLink, ReplyVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(programme):
    return send(make_questionnaire(programme))


def opened(token) -> Client:
    client = Client()
    client.get(reverse("open_reply", args=[token]))
    return client


def page_of(token, page="linked_reply", *more) -> str:
    return reverse(page, args=[link_of(token).pk, *more])


def posted(reply, **values) -> dict[str, str]:
    """What a browser sends back: the marks of the page and the answers by kind."""
    marks = {answer.question_id: answer for answer in reply.answers.all()}
    from vendors.actions.questionnaire_answers import Entry

    data = {}
    for asked in reply.questionnaire.questions.all():
        answer = marks.get(asked.pk) or Answer(question=asked)
        data[f"seen_{asked.pk}"] = f"{answer.revision}:{Entry(answer.value, answer.remark).mark}"
        if asked.kind in values:
            data[f"value_{asked.pk}"] = values[asked.kind]
    return data


def test_the_link_opens_the_questions_and_leaves_its_token_behind(sent):
    client = Client()

    answer = client.get(reverse("open_reply", args=[sent.token]))
    page = client.get(answer.url)

    assert (answer.status_code, page.status_code) == (302, 200)
    assert sent.token not in answer.url and sent.token not in page.content.decode()
    assert [page[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")] == [
        "noindex, nofollow, noarchive",
        "same-origin",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    ]


def neutral(client, address) -> tuple[int, str]:
    answer = client.get(address)
    return answer.status_code, re.sub(
        r'value="[\w-]{64}"|"X-CSRFToken": "\w+"|value="/questionnaire/.*?"', "", answer.content.decode()
    )


def test_whatever_does_not_open_looks_the_same(programme, django_assert_num_queries):
    manager = user_as("manager", programme)
    tokens = {"guessed": "A" * 43}
    ended, withdrawn, used, closed, no_more = (send(make_questionnaire(programme, ("text",))) for _n in range(5))
    ReplyLink.objects.filter(pk=link_of(ended.token).pk).update(expires_at=timezone.now())
    links.withdraw_link(link_of(withdrawn.token), by=manager)
    fill(used.reply)
    hand_in(used.reply, name="Vera", declared=True, writer=VERA)
    perform(closed.reply.questionnaire, "close", by=manager)
    perform(no_more.reply, "withdraw", by=manager, note="So.")
    tokens |= {"ended": ended, "withdrawn": withdrawn, "passed on": used, "closed": closed, "not asked": no_more}

    pages = {}
    for name, token in tokens.items():
        with django_assert_num_queries(1):
            pages[name] = neutral(Client(), reverse("open_reply", args=[getattr(token, "token", token)]))

    assert {status for status, _page in pages.values()} == {404}
    assert len({page for _status, page in pages.values()}) == 1
    assert programme.organisation.name not in pages["passed on"][1]


def test_the_number_of_a_link_opens_nothing(sent):
    for page in ("linked_reply", "linked_code", "linked_hand_in", "linked_workbook"):
        answer = Client().get(page_of(sent.token, page))

        assert (answer.status_code, sent.reply.vendor.name in answer.content.decode()) == (404, False)


def test_a_link_that_is_withdrawn_while_it_is_open_closes(sent):
    client = opened(sent.token)
    links.withdraw_link(link_of(sent.token), by=user_as("manager", sent.reply.programme))

    answer = client.post(page_of(sent.token), posted(sent.reply, text="Too late"))

    assert (answer.status_code, Answer.objects.count()) == (404, 0)


def test_one_link_opens_no_other_vendors_page(programme):
    one, other = send(make_questionnaire(programme)), send(make_questionnaire(programme))

    assert opened(one.token).get(page_of(other.token)).status_code == 404


def test_tokens_are_kept_hashed_and_written_into_no_log(sent, caplog):
    Client().get(reverse("open_reply", args=["B" * 43]))
    Client().post(reverse("open_reply", args=[sent.token]))

    assert "B" * 43 not in caplog.text and sent.token not in caplog.text
    assert not ReplyLink.objects.filter(token_sha256=sent.token).exists()
    trail = AuditEntry.objects.values_list("before", "after", "note", "title")
    assert sent.token not in str(list(trail)) and link_of(sent.token).token_sha256 not in str(list(trail))


def test_guessing_is_slowed_down(sent):
    client = Client()
    for n in range(30):
        client.get(reverse("open_reply", args=[f"guess{n}"]))

    assert client.get(reverse("open_reply", args=[sent.token])).status_code == 404


def test_answers_are_saved_and_handed_in_over_the_link(sent):
    client = opened(sent.token)

    saved = client.post(page_of(sent.token), posted(sent.reply, text="We do.", number="7") | {"then": "hand_in"})
    before = client.get(saved.url)
    done = client.post(saved.url, {"name": "Vera", "function": "Sales", "declared": "on"})
    receipt = client.get(done.url).content.decode()

    version = ReplyVersion.objects.get()
    assert (saved.url, before.status_code) == (page_of(sent.token, "linked_hand_in"), 200)
    assert (version.name, version.facts["answers"][0]["value"]) == ("Vera", "We do.")
    assert version.facts_sha256 in receipt and "We do." not in receipt


def test_a_replayed_form_changes_nothing_after_handing_in(sent):
    client = opened(sent.token)
    data = posted(sent.reply, text="We do.")
    client.post(page_of(sent.token), data)
    declared = {"name": "Vera", "declared": "on"}
    client.post(page_of(sent.token, "linked_hand_in"), declared)

    again = client.post(page_of(sent.token), data | {f"value_{question(sent.reply, 'text').pk}": "Other"})
    twice = client.post(page_of(sent.token, "linked_hand_in"), declared)

    assert (again.status_code, twice.status_code, ReplyVersion.objects.count()) == (200, 302, 1)
    assert question(sent.reply, "text").answers.get().value == "We do."


def test_forms_of_other_sites_are_refused(sent):
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("open_reply", args=[sent.token]))

    assert client.post(page_of(sent.token), posted(sent.reply, text="Forged")).status_code == 403
    assert Answer.objects.count() == 0


def test_of_two_tabs_the_second_is_told_and_keeps_its_words(sent):
    client, text = opened(sent.token), question(sent.reply, "text")
    old = posted(sent.reply, text="From the second tab")
    client.post(page_of(sent.token), posted(sent.reply, text="From the first tab"))

    page = client.post(page_of(sent.token), old).content.decode()

    assert "From the second tab" in page and "“From the first tab”" in page
    assert text.answers.get().value == "From the first tab"


def test_what_another_tab_did_not_touch_is_left_alone(sent):
    client = opened(sent.token)
    old = posted(sent.reply, text="", number="7")
    client.post(page_of(sent.token), posted(sent.reply, text="From the first tab"))

    client.post(page_of(sent.token), old)

    assert dict(sent.reply.answers.values_list("question__kind", "value")) == {
        "text": "From the first tab",
        "number": "7",
    }


@pytest.mark.parametrize(
    ("values", "status"), [({"text": "x" * 5000}, 200), ({"number": "9" * 5000}, 200), ({"text": "a\0b"}, 400)]
)
def test_what_cannot_be_kept_is_told_and_nothing_is_written(sent, values, status):
    client = opened(sent.token)
    client.raise_request_exception = False

    answer = client.post(page_of(sent.token), posted(sent.reply, **values))

    assert (answer.status_code, Answer.objects.count()) == (status, 0)


def test_answers_are_kept_by_themselves_too(sent):
    answer = opened(sent.token).post(
        page_of(sent.token), posted(sent.reply, text="We do."), headers={"HX-Request": "true"}
    )

    body = answer.content.decode()
    assert "Kept" in body and "<html" not in body
    assert f'name="seen_{question(sent.reply, "text").pk}"' in body


def bound(programme):
    return send(make_questionnaire(programme), bound=True)


def the_code() -> str:
    return re.search(r"\d{6}", OutgoingMail.objects.latest("pk").subject)[0]


def test_a_bound_link_shows_nothing_before_the_code(programme):
    sent = bound(programme)
    client = opened(sent.token)

    for page in ("linked_reply", "linked_hand_in", "linked_workbook"):
        answer = client.get(page_of(sent.token, page), follow=True)
        assert answer.redirect_chain[-1][0] == page_of(sent.token, "linked_code")
        assert sent.reply.vendor.name not in answer.content.decode()

    client.post(page_of(sent.token, "linked_code"), {"what": "mail"})
    client.post(page_of(sent.token, "linked_code"), {"what": "check", "code": the_code()})

    assert client.get(page_of(sent.token)).status_code == 200
    assert opened(sent.token).get(page_of(sent.token)).status_code == 302


def test_a_code_counts_five_times_and_a_quarter_of_an_hour(programme):
    sent = bound(programme)
    link = link_of(sent.token)
    links.mail_code(link)
    code = the_code()
    wrong = "000000" if code != "000000" else "111111"

    assert [links.code_fits(link, wrong) for _n in range(5)] == [False] * 5
    assert links.code_fits(link, code) is False

    links.mail_code(link)
    ReplyLink.objects.filter(pk=link.pk).update(code_until=timezone.now())
    assert links.code_fits(link, the_code()) is False


def test_a_code_is_used_up_and_kept_hashed(programme):
    link = link_of(bound(programme).token)
    links.mail_code(link)
    code = the_code()

    assert code not in str(ReplyLink.objects.values().get(pk=link.pk)["code_sha256"])
    assert [links.code_fits(link, code), links.code_fits(link, code)] == [True, False]


def test_more_than_five_codes_an_hour_are_not_mailed(programme):
    sent = bound(programme)
    client = opened(sent.token)
    OutgoingMail.objects.all().delete()

    pages = [client.post(page_of(sent.token, "linked_code"), {"what": "mail"}) for _n in range(6)]

    assert OutgoingMail.objects.count() == 5
    assert "Too many codes" in pages[-1].content.decode()


def test_a_question_back_is_answered_over_its_link(programme):
    reply = make_reply(programme, submitted=True)
    manager = user_as("manager", programme)
    point = talking.ask_back(reply, question=question(reply, "text"), text="Which standard?", by=manager)
    token = OutgoingMail.objects.latest("pk").body.split("/questionnaire/")[1].split("/")[0]
    client = opened(token)

    page = client.get(page_of(token)).content.decode()
    client.post(page_of(token, "linked_clarify", point.pk), {"text": "The usual one."})

    assert "Which standard?" in page and "We follow a standard." not in page
    assert point.notes.last().text == "The usual one."


def test_a_new_link_ends_the_one_before(programme):
    from vendors.actions.questionnaire_replies import change_address

    sent = send(make_questionnaire(programme))
    client = opened(sent.token)

    token = change_address(sent.reply, email="new@vendor.example", until=in_days(5), by=user_as("manager", programme))

    assert client.get(page_of(sent.token)).status_code == 404
    assert opened(token).get(page_of(token)).status_code in (200, 302)

"""As somebody with the whole database would look: nothing kept ties an answer to a link, to a person or to a time."""

import itertools

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models

from change_mgmt.survey import actions
from change_mgmt.survey.models import Answer, Invitation, Remark
from change_mgmt.survey.tasks import mix_answers
from core.models import Record
from tests.factories import user_as
from tests.survey.factories import answer_as, make_open_survey

pytestmark = pytest.mark.django_db

#: Every answer of five numbers is another, so that each can be told from all.
PATTERNS = [list(values) for values in itertools.islice(itertools.product(range(1, 6), repeat=5), 60)]


@pytest.fixture
def answered(programme):
    """Forty answers, given in the order of ``PATTERNS``."""
    survey = make_open_survey(programme, {"Sales": 40})
    answer_as(survey, "Sales", *PATTERNS[:40], remarks=[f"Remark {n:02}" for n in range(40)])
    return survey


def test_an_answer_has_nothing_but_survey_group_and_values():
    assert {field.name for field in Answer._meta.get_fields()} == {"id", "survey", "group", "values"}
    assert {field.name for field in Remark._meta.get_fields()} == {"id", "survey", "text"}


def test_a_link_does_not_know_when_it_was_used():
    times = [field.name for field in Invitation._meta.get_fields() if isinstance(field, models.DateField)]

    assert (times, Invitation._meta.get_field("mail").related_model._meta.label) == ([], "core.OutgoingMail")


def test_neither_is_a_record_of_the_trail_nor_in_the_admin_pages():
    kinds = (Answer, Remark, Invitation)

    assert [kind for kind in kinds if issubclass(kind, Record)] == []
    assert [kind for kind in kinds if kind in admin.site._registry] == []


def test_nothing_else_points_to_an_answer_or_a_link():
    pointing = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in (Answer, Remark, Invitation)
    ]

    assert pointing == []


def test_keys_are_of_chance_and_are_the_place_of_the_row(answered):
    keys = [answer.pk for answer in Answer.objects.all()]

    assert (len(set(keys)), max(keys) > 2**55) == (40, True)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid, id FROM {Answer._meta.db_table}")
            assert [row for row in cursor.fetchall() if row[0] != row[1]] == []


def test_the_order_of_the_rows_is_not_the_order_of_answering(answered):
    """Whatever the database gives first: by its key, by its place, as it comes."""
    orders = [list(Answer.objects.order_by("pk").values_list("values", flat=True))]
    orders.append(list(Answer.objects.values_list("values", flat=True)))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT "values" FROM {Answer._meta.db_table} ORDER BY rowid')
            orders.append([row[0] for row in cursor.fetchall()])

    assert PATTERNS[:40] not in orders
    assert sorted(orders[0]) == sorted(PATTERNS[:40])


def test_mixing_keeps_every_answer_and_gives_each_another_key(answered):
    before = dict(Answer.objects.values_list("pk", "values"))
    remarks = set(Remark.objects.values_list("pk", flat=True))

    mix_answers.call_local()

    after = dict(Answer.objects.values_list("pk", "values"))
    assert sorted(after.values()) == sorted(before.values())
    assert (set(after) & set(before), set(Remark.objects.values_list("pk", flat=True)) & remarks) == (set(), set())
    assert sorted(Remark.objects.values_list("text", flat=True)) == [f"Remark {n:02}" for n in range(40)]


def test_mixing_touches_open_surveys_only(answered, programme):
    actions.close_survey(answered, by=user_as("manager", programme))
    before = set(Answer.objects.values_list("pk", flat=True))

    mix_answers.call_local()

    assert set(Answer.objects.values_list("pk", flat=True)) == before


def test_closing_writes_all_answers_anew(answered, programme):
    before = set(Answer.objects.values_list("pk", flat=True))

    actions.close_survey(answered, by=user_as("manager", programme))

    assert set(Answer.objects.values_list("pk", flat=True)) & before == set()


def snapshot(but: set[str]) -> dict[str, list]:
    """Every row of every table, but of those named."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.label not in but and not model._meta.proxy
    }


def test_an_answer_changes_no_other_table(programme, client):
    """Neither the trail, nor a session, nor the cache, nor the survey itself: only the answers and the mark of the link."""
    survey = make_open_survey(programme)
    link = survey.invitations.first()
    touched = {"survey.Answer", "survey.Remark", "survey.Invitation"}
    client.force_login(user_as("manager", programme))
    before, links = snapshot(touched), dict(Invitation.objects.values_list("pk", "state"))

    reply = client.post(f"/survey/{link.token}/", {f"q{n}": "4" for n in range(5)} | {"remark": "Mine"})

    assert (reply.status_code, Answer.objects.count()) == (302, 1)
    assert snapshot(touched) == before
    assert dict(Invitation.objects.values_list("pk", "state")) == links | {link.pk: "answered"}


def test_no_cookie_is_set_but_the_one_of_the_form(programme, client):
    link = make_open_survey(programme).invitations.first()

    shown = client.get(f"/survey/{link.token}/")
    sent = client.post(f"/survey/{link.token}/", {f"q{n}": "4" for n in range(5)})

    assert (set(shown.cookies), set(sent.cookies)) == ({"csrftoken"}, set())


def test_links_are_made_in_an_order_of_chance_and_not_of_names(programme, monkeypatch):
    """Else the fifth card would be that of the fifth person without an address."""
    dealt = []
    monkeypatch.setattr("change_mgmt.survey.actions.surveys._chance.shuffle", lambda made: dealt.append(made.reverse()))

    survey = make_open_survey(programme)

    names = list(survey.invitations.order_by("pk").values_list("employee__name", flat=True))
    assert (len(dealt), names) == (1, sorted(names, reverse=True))

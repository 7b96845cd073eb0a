import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry
from risks.models import Risk
from risks.register.saving import Conflict, save_cells
from risks.register.table import choices_for
from tests.factories import make_programme, make_user, user_as
from tests.risks.factories import make_risk

pytestmark = pytest.mark.django_db
TABLE = {"X-Register": "/programmes/1/risks/?likelihood=3&impact=3"}


@pytest.fixture
def risk(programme):
    return make_risk(programme)


def url(risk):
    return reverse("edit_risk_cell", args=[risk.programme_id, risk.pk])


def send(client, risk, *, headers=TABLE, **data):
    return client.post(url(risk), {"revision": risk.revision, **data}, headers=headers)


def save(risk, **values):
    return save_cells(risk, choices=choices_for(risk.programme), **values)


def test_a_cell_is_saved_at_once_and_said(risk, as_role):
    answer = send(as_role("consultant"), risk, current_likelihood="4").content.decode()

    risk.refresh_from_db(fields=["current_likelihood"])
    assert risk.current_likelihood == 4
    assert "R-001 saved: Likelihood: 3 Possible to 4 Likely." in answer
    assert f'<tr id="row-{risk.pk}"' in answer
    assert 'id="overview"' in answer
    assert AuditEntry.objects.filter(label="risks.risk", verb="rated").count() == 1


def test_two_people_on_one_cell_lose_nothing(programme, risk):
    one, two = Client(), Client()
    one.force_login(user_as("consultant", programme, name="Ann"))
    two.force_login(user_as("consultant", programme, name="Ben"))
    send(one, risk, current_likelihood="4")

    answer = send(two, risk, current_likelihood="2").content.decode()

    assert Risk.objects.get().current_likelihood == 4
    assert "Ann saved this row first." in answer
    assert "Likelihood: theirs “4 Likely”, yours “2 Unlikely”." in answer
    fresh = Risk.objects.get()
    assert "2 Unlikely to" not in answer

    send(two, fresh, current_likelihood="2")

    assert Risk.objects.get().current_likelihood == 2


def test_ones_own_quick_edits_are_no_conflict(risk, programme):
    consultant, seen = user_as("consultant", programme), risk.revision
    save(risk, by=consultant, seen_revision=seen, current_likelihood=4)

    save(risk, by=consultant, seen_revision=seen, current_impact=4)

    fresh = Risk.objects.get()
    assert (fresh.current_likelihood, fresh.current_impact) == (4, 4)


def test_different_fields_of_two_people_merge(programme, risk):
    seen, manager = risk.revision, user_as("manager", programme)
    save(risk, by=manager, seen_revision=seen, current_likelihood=4)

    save(risk, by=user_as("consultant", programme), seen_revision=seen, owner=manager, current_impact=5)

    fresh = Risk.objects.get()
    assert (fresh.current_likelihood, fresh.current_impact, fresh.owner) == (4, 5, manager)


def test_the_same_value_from_two_people_is_no_conflict(programme, risk):
    seen = risk.revision
    save(risk, by=user_as("manager", programme), seen_revision=seen, current_likelihood=4)

    assert save(risk, by=user_as("consultant", programme), seen_revision=seen, current_likelihood=4) == []


def test_a_conflict_names_every_difference(risk, programme):
    seen = risk.revision
    save(risk, by=user_as("consultant", programme), seen_revision=seen, current_likelihood=4)

    with pytest.raises(Conflict) as caught:
        save(risk, by=user_as("manager", programme), seen_revision=seen, owner=None, current_likelihood=1)

    assert [(str(d.theirs), str(d.yours)) for d in caught.value.differences] == [("4 Likely", "1 Rare")]


def test_the_owner_is_told(risk, as_role, programme):
    member = user_as("member", programme)

    send(as_role("consultant"), risk, owner=str(member.pk))

    assert Risk.objects.get().owner == member
    assert member.notifications.get().text == "You own a risk: R-001 Data is wrong"


def test_a_state_changes_by_its_step(risk, as_role):
    answer = send(as_role("manager"), risk, step="watch").content.decode()

    assert Risk.objects.get().state == "monitored"
    assert "State: Assessed to Monitored" in answer


def test_a_closed_step_is_refused_with_its_reason(risk, as_role):
    answer = send(as_role("manager"), risk, step="plan_treatment").content.decode()

    assert "Add a treatment first" in answer
    assert Risk.objects.get().state == "assessed"


@pytest.mark.parametrize(
    "data",
    [
        {"current_likelihood": "9"},
        {"owner": "stranger"},
        {"step": "no_such_step"},
        {"revision": "x", "current_likelihood": "1"},
    ],
)
def test_what_is_not_on_the_list_is_refused(risk, as_role, data):
    make_programme()
    if data.get("owner") == "stranger":
        data = {"owner": str(make_user().pk)}

    answer = send(as_role("consultant"), risk, **data)

    assert "This cannot be saved" in answer.content.decode()
    fresh = Risk.objects.get()
    assert (fresh.current_likelihood, fresh.owner, fresh.state, fresh.revision) == (3, None, "assessed", risk.revision)


def test_without_script_it_goes_back_to_the_register(risk, as_role):
    answer = send(
        as_role("consultant"), risk, headers={}, current_likelihood="4", current_impact="3", owner="", step=""
    )

    assert (answer.status_code, answer.url) == (302, reverse("risks", args=[risk.programme_id]))
    assert Risk.objects.get().current_likelihood == 4


def test_without_script_a_conflict_has_its_page(programme, risk):
    other, client = user_as("manager", programme), Client()
    client.force_login(user_as("consultant", programme))
    save(risk, by=other, seen_revision=risk.revision, current_likelihood=4)
    risk.revision -= 1

    answer = send(client, risk, headers={}, current_likelihood="2")

    assert answer.status_code == 409
    assert "Save “2 Unlikely”" in answer.content.decode()


def test_a_risk_of_another_programme_is_not_found(programme, as_role):
    other = make_risk(make_programme())

    answer = as_role("consultant").post(reverse("edit_risk_cell", args=[programme.pk, other.pk]), {"revision": 1})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "raw", "kept"),
    [
        ("title", "Data is worse", "Data is worse"),
        ("category", "people", "people"),
        ("proximity", "month", "month"),
        ("confidence", "high", "high"),
        ("target_impact", "2", 2),
        ("cause", "Lists are kept twice", "Lists are kept twice"),
    ],
)
def test_other_cells_are_saved_each_with_one_entry(risk, as_role, name, raw, kept):
    before = AuditEntry.objects.count()

    send(as_role("consultant"), risk, **{name: raw})

    assert getattr(Risk.objects.get(), name) == kept
    assert AuditEntry.objects.count() == before + 1


def test_a_title_cannot_be_emptied(risk, as_role):
    assert "A risk needs a title." in send(as_role("consultant"), risk, title=" ").content.decode()
    assert Risk.objects.get().title == "Data is wrong"


def test_the_row_as_a_form_works_without_script(risk, as_role):
    answer = as_role("consultant").get(url(risk)).content.decode()

    assert 'name="current_likelihood"' in answer
    assert 'name="step"' in answer


def test_a_new_row_is_a_risk_by_its_title(programme, as_role):
    address = reverse("add_risk_row", args=[programme.pk])

    answer = as_role("consultant").post(address, {"title": "New one"}, headers=TABLE).content.decode()
    refused = as_role("consultant").post(address, {"title": " "}, headers=TABLE).content.decode()

    risk = Risk.objects.get()
    assert (risk.title, risk.state) == ("New one", "identified")
    assert f'id="row-{risk.pk}"' in answer
    assert "A risk needs a title." in refused


def test_the_table_hears_what_others_changed_since_its_mark(programme, risk):
    one, two = Client(), Client()
    one.force_login(user_as("consultant", programme, name="Ann"))
    two.force_login(user_as("consultant", programme, name="Ben"))
    mark = AuditEntry.objects.filter(chain__scope_key=programme.scope_key).count()
    send(one, risk, current_likelihood="4")

    address = reverse("risk_news", args=[programme.pk])
    news = two.get(f"{address}?since={mark}", headers=TABLE).content.decode()
    own = one.get(f"{address}?since={mark}", headers=TABLE).content.decode()
    later = two.get(f"{address}?since={mark + 1}", headers=TABLE).content.decode()

    assert "Ann changed this row just now." in news
    assert ("<tr" in own, "<tr" in later) == (False, False)
    assert f'data-mark="{mark + 1}"' in later

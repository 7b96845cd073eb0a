"""Pages of experience: constant questions, filters, what crosses and what does not, the wizard."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.workflow import perform
from implementation.experience import actions
from implementation.experience.models import Lesson, ProgrammeOrigin, ProgrammeTemplate
from implementation.programme.models import Programme
from tests.experience.factories import (
    finish_stage,
    make_lesson,
    make_template,
    next_version,
    start_from,
    start_with,
)
from tests.factories import make_programme, make_user, user_as
from tests.risks.factories import make_risk

pytestmark = pytest.mark.django_db


def count(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def text(answer) -> str:
    return answer.content.decode()


def lessons(programme):
    make_lesson(programme, stage=programme.stages.first())


def templates(programme):
    make_template(programme)


def versions(programme):
    template = programme.organisation.programme_templates.first() or make_template(programme)
    make_lesson(programme, agreed=True)
    next_version(template, programme)


def past(programme):
    other = make_programme()
    other.memberships.create(user=user_as("manager", programme), role="manager")
    finish_stage(other, "pilot", days=60)


@pytest.mark.parametrize(
    ("name", "more"),
    [("lessons", lessons), ("templates", templates), ("template", versions), ("forecast", past)],
)
def test_pages_ask_as_many_questions_with_2_and_with_12_rows(programme, as_role, name, more):
    client = as_role("manager")
    more(programme), more(programme)
    template = programme.organisation.programme_templates.first()
    address = reverse(name, args=[programme.pk, template.pk] if name == "template" else [programme.pk])
    few = count(client, address)

    for _time in range(10):
        more(programme)

    assert count(client, address) == few


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"Ask first", "Train late"}),
        ("q=warehouse", {"Ask first"}),
        ("category=pilots", {"Train late"}),
        ("state=agreed", {"Train late"}),
        ("state=all", {"Ask first", "Train late", "No lesson"}),
        ("advice=keep", {"Train late"}),
        ("q=&category=²&state=none&sort=none&page=99999999999", {"Ask first", "Train late"}),
    ],
)
def test_lessons_are_filtered(programme, as_role, asked, shown):
    make_lesson(programme, title="Ask first")
    make_lesson(programme, title="Train late", category="pilots", advice="keep", what_happened="x", why="", agreed=True)
    aside = make_lesson(programme, title="No lesson")
    perform(aside, "set_aside", by=user_as("sponsor", programme), note="Not one.")

    answer = as_role("member").get(f"{reverse('lessons', args=[programme.pk])}?{asked}")

    assert {item.title for item in answer.context["page"]} == shown


def test_the_list_turns_its_pages_and_says_what_an_empty_filter_means(programme, as_role):
    for n in range(31):
        make_lesson(programme, title=f"Lesson {n}")
    client, address = as_role("member"), reverse("lessons", args=[programme.pk])

    assert len(client.get(address).context["page"]) == 30
    assert len(client.get(f"{address}?page=2").context["page"]) == 1
    assert "No lesson is like that." in text(client.get(f"{address}?q=nowhere"))


def test_an_empty_list_says_what_to_do(programme, as_role):
    client = as_role("member")

    assert "Write the first lesson" in text(client.get(reverse("lessons", args=[programme.pk])))
    assert "No template yet" in text(client.get(reverse("templates", args=[programme.pk])))


def test_a_lesson_is_written_on_its_page(programme, as_role):
    values = {"title": "Ask first", "category": "data", "advice": "keep", "weight": "3", "what_happened": "So.", "next_time": "Do."}  # fmt: skip

    answer = as_role("member").post(reverse("new_lesson", args=[programme.pk]), values)

    lesson = Lesson.objects.get()
    assert answer.url == lesson.get_absolute_url()
    assert (lesson.written_by, lesson.weight) == (user_as("member", programme), 3)


def test_the_stage_of_another_programme_is_refused(programme, as_role):
    values = {"title": "Ask first", "category": "data", "advice": "keep", "weight": "3", "what_happened": "So.", "next_time": "Do."}  # fmt: skip
    other = make_programme().stages.first()

    answer = as_role("member").post(reverse("new_lesson", args=[programme.pk]), values | {"stage": other.pk})

    assert answer.context["form"].errors["stage"]
    assert not Lesson.objects.exists()


def test_a_stale_lesson_keeps_its_entries(programme, as_role):
    client, lesson = as_role("manager"), make_lesson(programme)
    address = reverse("edit_lesson", args=[programme.pk, lesson.pk])
    values = {"category": "data", "advice": "keep", "weight": "3", "what_happened": "So.", "next_time": "Do.", "revision": 0}  # fmt: skip
    client.post(address, values | {"title": "First"})

    page = text(client.post(address, values | {"title": "Second"}))

    assert "Someone else saved this first" in page
    assert 'value="Second"' in page
    assert Lesson.objects.get().title == "First"


def test_lessons_that_are_due_stand_over_the_list_with_their_step(programme, as_role):
    actions.ask_for_lessons(programme, reason="stopped", about="Initiation")

    page = text(as_role("manager").get(reverse("lessons", args=[programme.pk])))

    assert "The programme was stopped: Initiation." in page
    assert "No lesson is agreed yet" in page


def test_a_template_is_taken_with_all_that_is_kept_on_the_page(programme, as_role):
    client, address = as_role("manager"), reverse("new_template", args=[programme.pk])

    page = text(client.get(address))
    answer = client.post(address, {"name": "Small firm", "description": "For 50 people", "version-note": "First"})

    template = ProgrammeTemplate.objects.get()
    assert "Customer data cleaned" in page
    assert "The programme is still under way" in page
    assert answer.url == reverse("template", args=[programme.pk, template.pk])
    assert template.versions.get().note == "First"


def test_a_preview_freezes_nothing(programme, as_role):
    address = reverse("new_template", args=[programme.pk])

    answer = as_role("manager").post(address, {"name": "Small firm", "version-keep_names": "on", "preview": "1"})

    assert "Names and amounts stay in the texts, on purpose" in text(answer)
    assert not ProgrammeTemplate.objects.exists()


def test_a_name_that_is_taken_is_told_on_the_form_and_nothing_is_half_written(programme, as_role):
    template = make_template(programme, name="Small firm")

    page = text(as_role("manager").post(reverse("new_template", args=[programme.pk]), {"name": "Small firm"}))

    assert "There is a template of that name already." in page
    assert list(ProgrammeTemplate.objects.all()) == [template]


def test_a_version_with_nothing_new_is_told_on_the_form(programme, as_role):
    template = make_template(programme)

    page = text(as_role("manager").post(reverse("new_template_version", args=[programme.pk, template.pk]), {}))

    assert "Nothing is different from version 1" in page


def test_risks_of_a_template_are_for_the_steering_alone(programme, as_role):
    risk = make_risk(programme, title="Data is wrong")
    perform(risk, "occur", by=user_as("consultant", programme), note="It came true.")
    template = make_template(programme)
    address = reverse("template_version", args=[programme.pk, template.pk, 1])

    assert "Data is wrong" in text(as_role("executive").get(address))
    assert "Data is wrong" not in text(as_role("member").get(address))


def test_two_versions_are_compared(programme, as_role):
    template = make_template(programme)
    finish_stage(programme, "initiate", days=40)
    make_lesson(programme, title="Ask the warehouse", agreed=True)
    next_version(template, programme)
    new, old = template.versions.all()
    address = reverse("compare_versions", args=[programme.pk])

    answer = as_role("member").get(f"{address}?old={old.pk}&new={new.pk}")

    found = [
        (item.part.name, [(r.kind, r.title, r.fields) for r in item.rows]) for item in answer.context["differences"]
    ]
    assert found == [
        ("experience.stages", [("changed", "Initiate", [("As it was, days", "–", "40")])]),
        ("experience.lessons", [("added", "Ask the warehouse", [])]),
    ]


@pytest.mark.parametrize("asked", ["old={0}&new={0}", "old={0}", "old=²&new=x", "old=99999999999999999999&new={0}"])
def test_a_comparison_that_makes_no_sense_says_so(programme, as_role, asked):
    template = make_template(programme)
    make_lesson(programme, agreed=True)
    next_version(template, programme)

    answer = as_role("member").get(
        f"{reverse('compare_versions', args=[programme.pk])}?{asked.format(template.versions.first().pk)}"
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["differences"] is None


def test_another_organisations_template_is_not_there(programme, as_role):
    other = make_programme()
    template = make_template(other)
    version, client = template.versions.get(), as_role("manager")

    statuses = [
        client.get(reverse(name, args=[programme.pk, template.pk])).status_code
        for name in ("template", "edit_template", "new_template_version")
    ]
    compared = client.get(f"{reverse('compare_versions', args=[programme.pk])}?old={version.pk}&new={version.pk}")

    assert statuses == [404, 404, 404]
    assert client.get(reverse("template_version", args=[programme.pk, template.pk, 1])).status_code == 404
    assert not compared.context["enough"]


def test_a_shared_template_is_read_by_the_consultant_of_both_and_changed_by_nobody(programme, as_role):
    other, consultant = make_programme(), user_as("consultant", programme)
    other.memberships.create(user=consultant, role="consultant")
    template = make_template(other, name="Elsewhere")
    actions.share_template(template, shared=True, by=user_as("sponsor", other))
    client = as_role("consultant")

    listed = text(client.get(reverse("templates", args=[programme.pk])))
    page = client.get(reverse("template", args=[programme.pk, template.pk]))

    assert "Elsewhere" in listed
    assert page.status_code == 200
    assert other.name not in text(page)
    assert client.get(reverse("edit_template", args=[programme.pk, template.pk])).status_code == 404
    assert as_role("manager").get(reverse("template", args=[programme.pk, template.pk])).status_code == 404


def test_the_address_without_a_programme_leads_to_one(programme, as_role):
    template = make_template(programme)

    answer = as_role("member").get(template.get_absolute_url())

    assert answer.url == reverse("template", args=[programme.pk, template.pk])


def test_the_upgrade_page_offers_and_takes(programme, as_role):
    template = make_template(programme)
    start_from(template, programme)
    programme.stages.filter(kind="pilot").update(standard_days=70)
    elsewhere = start_with(template, by=user_as("manager", programme))
    elsewhere.stages.filter(kind="pilot").update(standard_days=84)
    next_version(template, elsewhere)
    client, address = as_role("manager"), reverse("upgrade", args=[programme.pk])

    page = client.get(address)
    row = page.context["groups"][0].rows[0]
    body = text(page)
    client.post(address, {"seen": page.context["seen"], "take": [row.offer.key]})

    assert "you have edited this" in body
    assert f'value="{row.offer.key}" id="take-{row.offer.key}">' in body  # offered, not ticked
    assert programme.stages.get(kind="pilot").standard_days == 84
    assert ProgrammeOrigin.objects.get(programme=programme).version.number == 2
    assert "There is no newer version" in text(client.get(address))


def test_an_older_page_of_an_upgrade_is_refused(programme, as_role):
    template = make_template(programme)
    start_from(template, programme)
    make_lesson(programme, agreed=True)
    next_version(template, programme)

    answer = as_role("manager").post(reverse("upgrade", args=[programme.pk]), {"seen": "older"})

    assert answer.status_code == 409
    assert ProgrammeOrigin.objects.get().version.number == 1


def test_the_forecast_opens_its_formula_and_inputs(programme, as_role):
    for _time in range(3):
        past(programme)

    page = text(as_role("manager").get(reverse("forecast", args=[programme.pk])))

    assert "20,000 trials with a fixed seed" in page
    assert "1.07; 1.07; 1.07" in page
    assert "3 stages that you may see" in page
    assert "data-chart" in page


def test_a_forecast_from_nothing_says_so_and_draws_no_picture(programme, as_role):
    page = text(as_role("manager").get(reverse("forecast", args=[programme.pk])))

    assert "too few to forecast from" in page
    assert "data-chart" not in page


def wizard(programme, **values):
    return {
        "name": "Second CRM",
        "organisation": programme.organisation_id,
        "new_organisation": "",
        "language": "en",
        "currency": "EUR",
        "time_zone": "Europe/Berlin",
        "departments": "",
        "role": "manager",
        "started_on": "2027-01-04",
        "strategy": "small_slow",
        "modules_wanted": ["master_data", "sales"],
    } | values


def template_key(template) -> str:
    return f"template-{template.versions.first().pk}"


def test_the_wizard_previews_the_dates_and_starts_nothing(programme, as_role):
    finish_stage(programme, "initiate", days=40)
    template = make_template(programme)
    values = wizard(programme, strategy=template_key(template), durations="lasted", preview="1")

    answer = as_role("manager").post(reverse("start_programme"), values)

    assert answer.context["stages"][0].end == datetime.date(2027, 1, 4) + datetime.timedelta(days=39)
    assert "What earlier programmes say" in text(answer)
    assert Programme.objects.count() == 1


def test_the_wizard_starts_from_a_template(programme, as_role):
    finish_stage(programme, "initiate", days=40)
    template = make_template(programme)
    values = wizard(programme, strategy=template_key(template), durations="lasted")

    answer = as_role("manager").post(reverse("start_programme"), values)

    new = Programme.objects.exclude(pk=programme.pk).get()
    assert answer.url == new.get_absolute_url()
    assert new.stages.first().standard_days == 40
    assert ProgrammeOrigin.objects.get(programme=new).as_they_were


def test_the_wizard_refuses_a_template_for_an_organisation_that_it_is_not_for(programme, as_role):
    template = make_template(programme)
    values = wizard(programme, organisation="", new_organisation="Another", strategy=template_key(template))

    page = text(as_role("manager").post(reverse("start_programme"), values))

    assert "This template may not be used for that organisation" in page
    assert Programme.objects.count() == 1


def test_a_template_that_is_not_offered_cannot_be_chosen(programme, client):
    template, stranger = make_template(programme), make_user()
    client.force_login(stranger)
    values = wizard(programme, organisation="", new_organisation="Another", strategy=template_key(template))

    answer = client.post(reverse("start_programme"), values)

    assert answer.context["form"].errors["strategy"]
    assert Programme.objects.count() == 1

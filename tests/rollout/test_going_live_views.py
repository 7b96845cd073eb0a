import pytest
from django.urls import reverse

from implementation.programme.models import Department
from implementation.rollout.models import AdoptionFigure, AdoptionImport, Pilot, Run, Runbook, Wave
from tests.factories import make_programme, user_as
from tests.rollout.factories import days, make_module, make_running_pilot
from tests.rollout.going_live import (
    a_file,
    bring,
    make_import,
    make_run,
    make_runbook,
    make_step,
    make_wave,
    press,
    rows,
    settle,
    week,
)

pytestmark = pytest.mark.django_db


def url(name, programme, pk=None):
    return reverse(name, args=[programme.pk] + ([pk] if pk else []))


def text(page) -> str:
    return page.content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("adoption", "No week is recorded yet"),
        ("runbooks", "No checklist yet"),
        ("waves", "No wave planned yet"),
    ],
)
def test_an_empty_page_says_what_to_do(programme, as_role, name, said):
    assert said in text(as_role("member").get(url(name, programme)))


def test_adoption_is_shown_by_module_and_department_and_filtered(programme, as_role):
    bring(programme, *rows(9, 18), *rows(5, 5, department="Service"))
    client = as_role("executive")

    page = text(client.get(url("adoption", programme)))
    assert "58 %" in page and "By department" in page
    service = Department.objects.get(name="Service")
    assert "25 %" in text(client.get(url("adoption", programme), {"department": service.pk}))
    master = programme.modules.get(key="master_data")
    assert "No week is on record for this choice" in text(client.get(url("adoption", programme), {"module": master.pk}))


def test_a_file_is_brought_looked_at_mapped_imported_and_undone(programme, as_role):
    client = as_role("consultant")
    answer = client.post(url("import_adoption", programme), {"file": a_file(*rows(9, module="CRM 1"))})
    batch = AdoptionImport.objects.get()
    assert answer.url == batch.get_absolute_url()
    assert "1 row cannot be used" in text(client.get(answer.url))

    columns = {f"column_{name}": place for name, place in batch.mapping["columns"].items()}
    sent = columns | {"sheet": 0, "header": 1, "order": "day", "name_module_0": programme.modules.get(key="sales").pk}
    client.post(answer.url, sent | {"look": "1"})
    assert 'name="import"' in text(client.get(answer.url))
    client.post(answer.url, {"import": "1"})
    assert AdoptionFigure.objects.count() == 1
    client.post(answer.url, {"undo": "1"})

    assert (AdoptionFigure.objects.count(), AdoptionImport.objects.get().state) == (0, "undone")


def test_a_file_that_cannot_be_read_says_so_beside_the_field(programme, as_role):
    page = as_role("manager").post(url("import_adoption", programme), {"file": a_file(name="a.exe")})

    assert "Choose a CSV, TSV or TXT file" in text(page)


def test_a_mapping_that_no_list_offers_changes_nothing(programme, as_role):
    batch = make_import(programme)

    as_role("manager").post(batch.get_absolute_url(), {"sheet": "7", "header": "0", "column_week": "999", "look": "1"})

    assert AdoptionImport.objects.get().mapping == batch.mapping


def test_an_export_is_a_file_with_every_week(programme, as_role):
    bring(programme, *rows(9))
    client = as_role("member")

    answer = client.get(url("adoption_csv", programme))

    assert answer["Content-Disposition"] == f'attachment; filename="adoption-{programme.pk}.csv"'
    assert f"{week(1)},Sales,Sales,,9,20,81,36" in answer.content.decode("utf-8-sig")
    assert client.get(url("adoption_xlsx", programme)).content.startswith(b"PK")


def test_a_week_of_one_department_is_recorded_through_the_form(programme, as_role):
    pilot = make_running_pilot(programme, departments=programme.organisation.departments.all())
    place = Department.objects.get(name="Service")
    sent = {"week": week(1).isoformat(), "department": place.pk, "active_users": 4, "staff": 9, "logins": 30}
    client = as_role("member")

    client.post(url("record_adoption", programme, pilot.pk), sent)
    client.post(url("record_adoption", programme, pilot.pk), sent | {"department": "", "active_users": 11, "staff": 18})

    found = AdoptionFigure.objects.order_by("pk").values_list("department__name", "active_users", "logins")
    assert list(found) == [("Service", 4, 30), (None, 11, 30)]


def test_a_checklist_is_written_changed_and_run_through_its_pages(programme, as_role):
    client, pilot = as_role("manager"), make_running_pilot(programme)
    client.post(url("new_runbook", programme), {"kind": "roll_back", "module": pilot.module_id, "pilot": pilot.pk})
    book = Runbook.objects.get()
    last = book.steps.last()
    client.post(url("move_runbook_step", programme, last.pk), {"way": "up"})
    client.post(url("remove_runbook_step", programme, last.pk))
    client.post(url("new_runbook_step", programme, book.pk), {"text": "Ring the bell", "planned_minutes": 1})

    client.post(url("start_run", programme, book.pk), {"nature": "rehearsal"})

    run = Run.objects.get()
    assert [step.text for step in run.steps.all()][-1] == "Ring the bell"
    assert "Step 1 of 8" in text(client.get(run.get_absolute_url()))


def test_a_checklist_of_a_kind_that_exists_is_refused(programme, as_role):
    book = make_runbook(programme)

    page = as_role("manager").post(url("new_runbook", programme), {"kind": book.kind, "module": book.module_id})

    assert "There is such a checklist already" in text(page)


def test_a_step_is_pressed_and_the_second_press_is_told_kindly(programme, as_role):
    run = make_run(programme)
    first, client = run.steps.first(), as_role("member")
    client.post(url("press_step", programme, first.pk), {"press": "done", "seen": "waiting"})

    page = client.post(url("press_step", programme, first.pk), {"press": "done", "seen": "waiting"}, follow=True)

    assert "Someone else was first" in text(page)
    assert "1 of 2 steps settled" in text(page)


def test_a_run_that_did_not_move_sends_nothing_to_those_who_watch(programme, as_role):
    run, client = make_run(programme), as_role("executive")
    mark = client.get(run.get_absolute_url()).context["mark"]

    still = client.get(run.get_absolute_url(), {"seen": mark}, headers={"HX-Request": "true"})
    press(run)
    moved = client.get(run.get_absolute_url(), {"seen": mark}, headers={"HX-Request": "true"})

    assert (still.status_code, still.content) == (204, b"")
    assert "1 of 2 steps settled" in text(moved) and "<html" not in text(moved)


def test_a_failed_cut_over_offers_three_ways_on(programme, as_role):
    run = make_run(programme, rehearsal=False)
    press(run, "fail", note="The data does not load.")

    page = text(as_role("manager").get(run.get_absolute_url()))
    assert all(words in page for words in ("Try again", "Go on all the same", url("go_back_run", programme, run.pk)))
    assert url("go_back_run", programme, run.pk) not in text(as_role("member").get(run.get_absolute_url()))

    as_role("manager").post(url("go_back_run", programme, run.pk), {"note": "The data does not load."})
    assert Run.objects.filter(runbook__kind="roll_back", state="under_way").count() == 1


def test_a_real_way_back_is_finished_and_the_pilot_with_it(programme, as_role):
    pilot = make_running_pilot(programme)
    run = settle(make_run(programme, kind="roll_back", pilot=pilot, rehearsal=False, why="Orders were lost."))

    page = as_role("manager").post(url("finish_run", programme, run.pk), follow=True)

    assert "Pilot rolled back." in text(page) and Pilot.objects.get().state == "rolled_back"
    assert "SHA-256" in text(page)


def test_a_wave_is_planned_through_the_form_and_refused_beyond_the_capacity(programme, as_role):
    client, place = as_role("manager"), Department.objects.get(name="Sales")
    sent = {
        "name": "First",
        "modules": [programme.modules.first().pk],
        "lead": user_as("manager", programme).pk,
        "start": days(7).isoformat(),
        "go_live": days(14).isoformat(),
        "end": days(30).isoformat(),
        f"people_{place.pk}": 9,
    }

    page = text(client.post(url("new_wave", programme), sent))
    assert "Sales: 9 people would be in change in the week from" in page and 'value="First"' in page
    client.post(url("new_wave", programme), sent | {f"people_{place.pk}": 4})
    wave = Wave.objects.get()
    client.post(url("edit_wave", programme, wave.pk), sent | {f"people_{place.pk}": 3, "name": "One", "revision": 0})

    assert (Wave.objects.get().name, Wave.objects.get().people) == ("One", 3)


def test_another_programmes_records_are_not_found(programme, as_role):
    other, client = make_programme(), as_role("manager")
    run = make_run(other)
    foreign = {
        "adoption_import": make_import(other),
        "runbook": run.runbook,
        "edit_runbook_step": run.runbook.steps.first(),
        "run": run,
        "wave": make_wave(other),
        "propose_waves": other.modules.first(),
        "set_capacity": other.organisation.departments.first(),
    }

    assert {client.get(url(name, programme, record.pk)).status_code for name, record in foreign.items()} == {404}
    assert client.post(url("press_step", programme, run.steps.first().pk), {"press": "done"}).status_code == 404


def asked(client, address, assert_max) -> int:
    client.get(address)
    with assert_max(1000) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_adoption_asks_the_database_no_more_for_many_weeks(programme, as_role, django_assert_max_num_queries):
    bring(programme, *rows(9))
    client, address = as_role("manager"), url("adoption", programme)
    one = asked(client, address, django_assert_max_num_queries)
    for number in range(30):
        Department.objects.create(organisation=programme.organisation, name=f"D {number}", headcount=20)
        bring(programme, *rows(*([7] * 10), department=f"D {number}"))

    assert asked(client, address, django_assert_max_num_queries) == one


def test_a_checklist_and_its_run_ask_no_more_for_many_steps(programme, as_role, django_assert_max_num_queries):
    client, book = as_role("manager"), make_runbook(programme, steps=1)
    run = make_run(programme)
    pages = [book.get_absolute_url(), run.get_absolute_url(), url("runbooks", programme)]
    one = [asked(client, page, django_assert_max_num_queries) for page in pages]
    many = make_runbook(programme, module=programme.modules.last(), steps=0)
    for _number in range(30):
        make_step(many, responsible=user_as("consultant", programme), confirmer=user_as("sponsor", programme))
    long_run = make_run(programme, module=programme.modules.last())
    pages = [many.get_absolute_url(), long_run.get_absolute_url(), url("runbooks", programme)]

    assert [asked(client, page, django_assert_max_num_queries) for page in pages] == one


def test_waves_ask_no_more_for_many(programme, as_role, django_assert_max_num_queries):
    client, address = as_role("manager"), url("waves", programme)
    make_wave(programme)
    one = asked(client, address, django_assert_max_num_queries)
    make_module(programme, "service")
    for number in range(19):
        place = Department.objects.create(organisation=programme.organisation, name=f"D {number}", headcount=20)
        make_wave(programme, places={place: 2})

    assert asked(client, address, django_assert_max_num_queries) == one

"""The pages of processes: what they show, what they take, and that they cost the same for one row and for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from change_mgmt.processes import actions
from change_mgmt.processes.models import Effect, Fate, Flow, Process, Step
from tests.factories import make_programme, user_as
from tests.processes.factories import (
    AS_IS,
    TO_BE,
    make_drawn,
    make_effect,
    make_process,
    make_signed,
    make_step,
    make_waiting,
)
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def steps_address(process, side=AS_IS):
    return reverse("process_steps", args=[process.programme_id, process.pk, side])


def table(process, side=AS_IS, **new) -> dict:
    """What the table of steps sends when nobody has touched it, but for the last line."""
    sent = {"do": "save"}
    for step in Step.objects.filter(process=process, side=side).select_related("lane"):
        sent |= {
            f"s{step.pk}-{name}": value
            for name, value in {
                "revision": step.revision,
                "lane_name": step.lane.name,
                "what": step.what,
                "kind": step.kind,
                "system": step.system,
                "minutes": f"{step.minutes} min",
                "waiting": "",
                "times": step.times or "",
                "pain_level": "",
                "pain": "",
            }.items()
        }
    blank = dict.fromkeys(["lane_name", "what", "system", "minutes", "waiting", "times", "pain_level", "pain"], "")
    return sent | {f"new-{name}": value for name, value in (blank | {"kind": "task"} | new).items()}


def shown(process, side=AS_IS) -> list[str]:
    return list(Step.objects.filter(process=process, side=side).values_list("what", flat=True))


def test_the_last_line_adds_a_step_and_waits_for_the_next(as_role, programme):
    process, client = make_process(programme), as_role("consultant")
    new = {"lane_name": "Desk", "what": "Notes it", "minutes": "1 h 30", "waiting": "2 d"}

    answer = client.post(steps_address(process), table(process, **new))

    assert answer.url == f"{steps_address(process)}?added=1#new"
    step = Step.objects.get()
    assert (step.what, step.lane.name, step.minutes, step.waiting) == ("Notes it", "Desk", 90, 2880)
    assert "autofocus" in client.get(answer.url).content.decode()


def test_an_untouched_table_changes_nothing(as_role, programme):
    process = make_process(programme)
    step = make_step(process)

    as_role("consultant").post(steps_address(process), table(process, lane_name="Sales"))

    assert Step.objects.get().revision == step.revision


def test_a_bad_cell_keeps_the_whole_table(as_role, programme):
    process = make_process(programme)
    step = make_step(process)
    sent = table(process, what="New", lane_name="Desk") | {f"s{step.pk}-minutes": "soon"}

    answer = as_role("consultant").post(steps_address(process), sent)

    assert answer.status_code == 200
    assert "Write a time like 45, 2 h or 3 d, up to a year." in answer.content.decode()
    assert shown(process) == [step.what]


def test_a_stale_table_says_who_was_first_and_keeps_the_entries(as_role, programme):
    process = make_process(programme)
    step = make_step(process)
    sent = table(process) | {f"s{step.pk}-what": "Mine"}
    actions.change_step(step, what="Theirs", by=user_as("manager", programme))

    answer = as_role("consultant").post(steps_address(process), sent)

    assert "Someone else saved this first." in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    assert shown(process) == ["Theirs"]


def test_buttons_move_remove_and_put_back(as_role, programme):
    process, client = make_process(programme), as_role("consultant")
    a, b = make_step(process, what="A"), make_step(process, what="B")

    client.post(steps_address(process), table(process) | {"do": f"up:{b.pk}"})
    assert shown(process) == ["B", "A"]

    client.post(steps_address(process), table(process) | {"do": f"remove:{a.pk}"})
    assert shown(process) == ["B"]
    assert "“A” was removed." in client.get(steps_address(process)).content.decode()

    back = reverse("put_back_step", args=[programme.pk, process.pk])
    client.post(back)
    assert shown(process) == ["B", "A"]
    assert client.post(back).status_code == 409


def test_a_button_for_a_step_of_another_process_does_nothing(as_role, programme):
    process, other = make_process(programme), make_step(make_process(programme))

    as_role("consultant").post(steps_address(process), {"do": f"remove:{other.pk}"})

    assert Step.objects.filter(pk=other.pk).exists()


def test_a_side_that_is_none_is_not_found(as_role, programme):
    address = steps_address(make_process(programme)).replace("as_is", "sideways")

    assert as_role("consultant").get(address).status_code == 404


def test_exits_are_set_on_the_page_of_a_step(as_role, programme):
    process = make_process(programme)
    steps = [make_step(process, what=name) for name in "ABC"]
    sent = {
        **{"lane_name": "Sales", "what": "A?", "kind": "decision", "minutes": "10", "revision": steps[0].revision},
        **{"exit0-to": steps[1].pk, "exit0-label": "yes", "exit1-to": "end", "exit1-label": "no", "exit2-to": ""},
    }

    answer = as_role("consultant").post(reverse("edit_process_step", args=[programme.pk, steps[0].pk]), sent)

    assert answer.status_code == 302
    assert list(Flow.objects.values_list("target", "label")) == [(steps[1].pk, "yes"), (None, "no")]


def test_an_exit_to_elsewhere_is_refused(as_role, programme):
    process, stranger = make_process(programme), make_step(make_process(make_programme()))
    step = make_step(process)
    sent = {"lane_name": "Sales", "what": "A", "kind": "task", "minutes": "10", "exit0-to": stranger.pk}

    answer = as_role("consultant").post(reverse("edit_process_step", args=[programme.pk, step.pk]), sent)

    assert answer.status_code == 200
    assert not Flow.objects.exists()


def test_judging_goes_on_to_the_next_step(as_role, programme):
    process = make_process(programme)
    steps, new = [make_step(process), make_step(process)], make_step(process, TO_BE)

    sent = {"what": "improved", "becomes": [new.pk]}
    answer = as_role("consultant").post(reverse("judge_step", args=[programme.pk, steps[0].pk]), sent)

    assert answer.url == reverse("judge_step", args=[programme.pk, steps[1].pk])
    assert Fate.objects.get().what == "improved"


def test_the_comparison_opens_its_formulas(as_role, programme):
    page = as_role("member").get(reverse("process_compare", args=[programme.pk, make_drawn(programme).pk]))

    words = page.content.decode()
    assert "1: 10 min × 20 + 2: 10 min × 20 = 6.7 h" in words
    assert "1: 10 min + 2: 10 min = 20 min" in words
    assert "Nothing is lost on the way, as far as the figures show." in words


def test_handing_in_and_signing_by_the_pages(as_role, programme):
    process = make_drawn(programme)
    at = [programme.pk, process.pk]

    as_role("consultant").post(reverse("hand_in_process", args=at))
    assert Process.objects.get(pk=process.pk).state == "waiting"
    as_role("executive").post(reverse("sign_process", args=at), {"version": "1"})
    assert Process.objects.get(pk=process.pk).state == "signed"


def test_what_changed_since_the_signature(as_role, programme):
    process = make_signed(programme)
    step = process.steps.filter(side=TO_BE).last()
    actions.change_step(step, minutes=90, by=user_as("manager", programme))

    words = as_role("member").get(process.versions.get().get_absolute_url()).content.decode()

    assert "1 h 30 min" in words
    assert "Changed since" in words


def test_a_process_that_waits_shows_no_way_to_change_it(as_role, programme):
    process = make_waiting(programme)

    words = as_role("consultant").get(process.get_absolute_url()).content.decode()

    assert reverse("edit_process", args=[programme.pk, process.pk]) not in words
    assert steps_address(process) not in words


def test_names_are_shown_to_those_who_tell_them_only(as_role, programme):
    make_employee(programme, name="Ann Affected")
    effect = make_effect(make_process(programme))

    assert "Ann Affected" in as_role("manager").get(effect.get_absolute_url()).content.decode()
    assert "Ann Affected" not in as_role("member").get(effect.get_absolute_url()).content.decode()


def test_people_are_marked_as_told_on_the_page(as_role, programme):
    ann = make_employee(programme)
    effect = make_effect(make_process(programme))
    address = reverse("tell_in_person", args=[programme.pk, effect.pk])

    as_role("manager").post(address, {"people": [ann.pk], "told_on": effect.from_day, "told_by": "Eva"})
    assert Effect.objects.get().state == "to_tell"
    as_role("manager").post(address, {"people": [ann.pk], "told_on": "2020-01-02", "told_by": "Eva"})
    assert Effect.objects.get().state == "told"


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_list_costs_the_same_for_one_process_and_for_thirty(as_role, programme):
    client, address = as_role("consultant"), reverse("processes", args=[programme.pk])
    make_effect(make_drawn(programme))
    one = queries(client, address)

    for _more in range(15):
        process = make_process(programme)
        make_step(process)
        make_effect(process)

    assert queries(client, address) == one


@pytest.mark.parametrize("name", ["process", "process_steps", "process_compare"])
def test_a_process_costs_the_same_with_one_step_and_with_thirty(as_role, programme, name):
    client, process = as_role("consultant"), make_process(programme)
    side = [AS_IS] if name == "process_steps" else []
    address = reverse(name, args=[programme.pk, process.pk, *side])
    by = user_as("consultant", programme)

    def draw():
        old, new = make_step(process, kind="touch"), make_step(process, TO_BE)
        actions.set_fate(old, what="kept", becomes=[new], gain="Good.", by=by)

    draw()
    one = queries(client, address)
    for _more in range(10):
        draw()

    assert queries(client, address) == one


def test_the_effects_cost_the_same_for_one_and_for_many(as_role, programme):
    client, process = as_role("manager"), make_process(programme)
    make_employee(programme)
    effect = make_effect(process)
    actions.tell_by_mail(effect, by=user_as("manager", programme))
    pages = [reverse("process_effects", args=[programme.pk, process.pk]), effect.get_absolute_url()]
    one = [queries(client, page) for page in pages]

    for _more in range(10):
        make_employee(programme)
        make_effect(process)
    actions.tell_by_mail(effect, by=user_as("manager", programme))

    assert [queries(client, page) for page in pages] == one

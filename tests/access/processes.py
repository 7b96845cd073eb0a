"""Who may open which page of processes and take which step."""

from change_mgmt.processes import actions
from change_mgmt.processes.models import Lane, WarningAnswer
from core.roles import CONSULTANT, EDITORS, EXECUTIVE, INSIDERS, MANAGER, MEMBER, SPONSOR
from tests.factories import user_as
from tests.processes.factories import make_drawn, make_effect, make_process, make_signed, make_step, make_waiting
from tests.staff.factories import make_employee


def programme_only(programme):
    return {"programme": programme.pk}


def of(make):
    def kwargs(programme):
        return {"programme": programme.pk, "pk": make(programme).pk}

    return kwargs


def unowned(programme):
    """Nobody answers for it, so that only editors change it."""
    return make_process(programme, owner=None)


def of_side(programme):
    return {"programme": programme.pk, "pk": unowned(programme).pk, "side": "as_is"}


def step(programme):
    return make_step(unowned(programme))


def lane(programme):
    return Lane.objects.get(pk=step(programme).lane_id)


def empty_lane(programme):
    return Lane.objects.create(process=unowned(programme), name="Nobody")


def warned(programme):
    process = unowned(programme)
    kept = make_step(process, "to_be")
    return {"programme": programme.pk, "pk": process.pk, "code": "lane_without_owner", "subject": kept.lane_id}


def answer(programme):
    kwargs = warned(programme)
    process = WarningAnswer.process.field.related_model.objects.select_related("programme").get(pk=kwargs["pk"])
    by = user_as("consultant", programme)
    return actions.answer_warning(process, code=kwargs["code"], subject=kwargs["subject"], reason="So it is.", by=by)


def to_hand_in(programme):
    """The executive answers for it."""
    return make_drawn(programme)


def as_it_is(programme):
    process = unowned(programme)
    make_step(process)
    return process


def version(programme):
    return make_signed(programme).versions.first()


def effect(programme):
    return make_effect(unowned(programme))


def effect_on_somebody(programme):
    make_employee(programme)
    return effect(programme)


PAGES = {
    "processes": (INSIDERS, programme_only),
    "new_process": (EDITORS, programme_only),
    "process": (INSIDERS, of(make_drawn)),
    "edit_process": (EDITORS, of(unowned)),
    "process_steps": (EDITORS, of_side),
    "import_process_steps": (EDITORS, of_side),
    "put_back_step": (EDITORS, of(unowned), "post"),
    "copy_process": (EDITORS, of(as_it_is), "post"),
    "process_compare": (INSIDERS, of(make_drawn)),
    "answer_process_warning": (EDITORS, warned),
    "take_back_process_answer": (EDITORS, of(answer), "post"),
    # Its owner may too.
    "hand_in_process": (EDITORS | {EXECUTIVE}, of(to_hand_in)),
    # The owner signs what somebody else handed in.
    "sign_process": ({EXECUTIVE}, of(make_waiting)),
    "process_version": (INSIDERS, of(version)),
    "process_pdf": (INSIDERS, of(unowned)),
    "process_xlsx": (INSIDERS, of(make_drawn)),
    "edit_process_step": (EDITORS, of(step)),
    "judge_step": (EDITORS, of(step)),
    "edit_lane": (EDITORS, of(lane)),
    "remove_lane": (EDITORS, of(empty_lane), "post"),
    "process_effects": (INSIDERS, of(make_drawn)),
    "new_effect": (EDITORS, of(unowned)),
    "effect": (INSIDERS, of(effect_on_somebody)),
    "edit_effect": (EDITORS, of(effect)),
    "remove_effect": (EDITORS, of(effect), "post"),
    "tell_effect": (EDITORS, of(effect_on_somebody), "post"),
    "tell_in_person": (EDITORS, of(effect_on_somebody)),
}
SIGN = {SPONSOR, MANAGER, CONSULTANT, EXECUTIVE, MEMBER}
OWNERS = EDITORS | {SPONSOR, EXECUTIVE, MEMBER}
STEPS = {
    "processes.process.hand_in": OWNERS,
    # The owner, whatever role that is; in the owner's place the sponsor and the manager.
    "processes.process.sign": SIGN,
    "processes.process.send_back": SIGN,
    "processes.process.take_back": OWNERS,
    "processes.process.reopen": OWNERS,
    "processes.process.drop": EDITORS,
    "processes.process.take_up": EDITORS,
    "processes.effect.finish_telling": EDITORS,
    "processes.effect.tell_again": EDITORS,
}

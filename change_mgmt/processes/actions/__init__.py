from change_mgmt.processes.actions.effects import (
    acknowledge,
    change_effect,
    create_effect,
    notice_behind,
    remove_effect,
    tell_by_mail,
    tell_in_person,
)
from change_mgmt.processes.actions.fates import answer_warning, set_fate, take_back_answer
from change_mgmt.processes.actions.processes import change_process, create_process
from change_mgmt.processes.actions.sheets import import_steps
from change_mgmt.processes.actions.signing import hand_in, sign
from change_mgmt.processes.actions.steps import (
    Row,
    change_lane,
    change_step,
    copy_to_be,
    lane_named,
    move_step,
    put_back,
    remove_lane,
    remove_step,
    save_rows,
)

__all__ = [
    "Row",
    "acknowledge",
    "answer_warning",
    "change_effect",
    "change_lane",
    "change_process",
    "change_step",
    "copy_to_be",
    "create_effect",
    "create_process",
    "hand_in",
    "import_steps",
    "lane_named",
    "move_step",
    "notice_behind",
    "put_back",
    "remove_effect",
    "remove_lane",
    "remove_step",
    "save_rows",
    "set_fate",
    "sign",
    "take_back_answer",
    "tell_by_mail",
    "tell_in_person",
]

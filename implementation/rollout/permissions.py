from core.access import allow
from core.roles import EDITORS, INSIDERS, MANAGER, MEMBER, SPONSOR

for kind in ("module", "pilot", "pilotmeasure", "measurevalue", "adoptionfigure"):
    allow(f"rollout.view_{kind}", INSIDERS)
allow("rollout.edit_module", EDITORS)
allow("rollout.close_module", {SPONSOR, MANAGER})
allow("rollout.edit_pilot", EDITORS)
allow("rollout.run_pilot", EDITORS)
allow("rollout.record_figures", EDITORS | {MEMBER})
allow("rollout.roll_back", {SPONSOR, MANAGER})
allow("rollout.decide_pilot", {SPONSOR})

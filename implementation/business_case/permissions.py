from core.access import allow
from core.roles import EDITORS, SPONSOR, STEERING

for kind in ("businesscase", "scenario", "line", "confirmation"):
    allow(f"business_case.view_{kind}", STEERING)
allow("business_case.edit_case", EDITORS)
allow("business_case.confirm_case", {SPONSOR})

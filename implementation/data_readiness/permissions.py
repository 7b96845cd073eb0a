from core.access import allow
from core.roles import EDITORS, INSIDERS, MANAGER, SPONSOR

for kind in ("datadomain", "datasource", "datafile", "sampleaccess", "qualityrule", "profile"):
    allow(f"data_readiness.view_{kind}", INSIDERS)
allow("data_readiness.edit_data", EDITORS)
#: Values of uploaded rows; figures alone are open to all insiders.
allow("data_readiness.see_samples", EDITORS)
allow("data_readiness.keep_rows", (MANAGER, SPONSOR))

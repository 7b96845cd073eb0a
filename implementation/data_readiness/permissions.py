from core.access import allow
from core.roles import EDITORS, INSIDERS, MANAGER, SPONSOR


def owns_domain(user, record) -> bool:
    """A rehearsal's domain answers to this person."""
    domain = getattr(record, "domain", None)
    return domain is not None and domain.owner_id == user.pk


for kind in ("datadomain", "datasource", "datafile", "sampleaccess", "qualityrule", "profile"):
    allow(f"data_readiness.view_{kind}", INSIDERS)
allow("data_readiness.edit_data", EDITORS)
#: Values of uploaded rows; figures alone are open to all insiders.
allow("data_readiness.see_samples", EDITORS)
allow("data_readiness.keep_rows", (MANAGER, SPONSOR))
for kind in ("duplicaterun", "rehearsal", "rehearsaltotal", "rehearsalreject"):
    allow(f"data_readiness.view_{kind}", INSIDERS)
#: Pairs are looked at by who may see the rows; everyone sees the figures of a search.
allow("data_readiness.view_duplicatepair", EDITORS)
allow("data_readiness.find_duplicates", EDITORS)
allow("data_readiness.edit_rehearsal", EDITORS)
#: Nobody by role alone: the owner of the domain.
allow("data_readiness.sign_rehearsal", (), only=dict.fromkeys(INSIDERS, owns_domain))

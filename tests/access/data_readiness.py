from core.roles import EDITORS, INSIDERS, MANAGER, SPONSOR
from tests.data_readiness.duplicate_factories import make_rehearsal, make_run
from tests.data_readiness.factories import domain_of, make_file, make_profiled, make_rule, make_source
from tests.factories import user_as


def nothing(programme):
    return {"programme": programme.pk}


def a_domain(programme):
    return {"programme": programme.pk, "pk": domain_of(programme).pk}


def a_source(programme):
    return {"programme": programme.pk, "pk": make_source(programme).pk}


def a_file(programme):
    return {"programme": programme.pk, "pk": make_file(programme).pk}


def an_upload(programme):
    return {"programme": programme.pk, "pk": make_file(programme, state="uploaded").pk}


def a_profile(programme):
    return {"programme": programme.pk, "pk": make_profiled(programme).data_file_id}


def a_rule(programme):
    return {"programme": programme.pk, "pk": make_rule(programme).pk}


def a_run(programme):
    return {"programme": programme.pk, "pk": make_run(programme).pk}


def a_rehearsal(programme):
    return {"programme": programme.pk, "pk": make_rehearsal(programme).pk}


def a_planned_rehearsal(programme):
    return {"programme": programme.pk, "pk": make_rehearsal(programme, state="planned").pk}


def a_rehearsal_of_the_sponsor(programme):
    """Reconciled, in the domain that the sponsor owns."""
    owner = user_as("sponsor", programme)
    return {"programme": programme.pk, "pk": make_rehearsal(programme, state="reconciled", owner=owner).pk}


def a_total(programme):
    return {"programme": programme.pk, "pk": make_rehearsal(programme).totals.get().pk}


def a_reject(programme):
    return {"programme": programme.pk, "pk": make_rehearsal(programme).rejects.get().pk}


PAGES = {
    "data_inventory": (INSIDERS, nothing),
    "furnish_data_domains": (EDITORS, nothing, "post"),
    "data_matrix": (INSIDERS, nothing),
    "data_quality": (INSIDERS, nothing),
    "data_quality_pdf": (INSIDERS, nothing),
    "new_data_domain": (EDITORS, nothing),
    "data_domain": (INSIDERS, a_domain),
    "edit_data_domain": (EDITORS, a_domain),
    "remove_data_domain": (EDITORS, a_domain),
    "new_data_source": (EDITORS, nothing),
    "data_source": (INSIDERS, a_source),
    "edit_data_source": (EDITORS, a_source),
    "remove_data_source": (EDITORS, a_source),
    "upload_data": (EDITORS, a_source),
    "new_quality_rule": (EDITORS, a_source),
    "suggest_quality_rules": (EDITORS, a_source),
    "edit_quality_rule": (EDITORS, a_rule),
    "remove_quality_rule": (EDITORS, a_rule, "post"),
    "data_file": (INSIDERS, an_upload),
    "read_data_otherwise": (EDITORS, an_upload, "post"),
    "profile_data": (EDITORS, an_upload, "post"),
    "delete_data_rows": (EDITORS, a_file),
    "keep_data_rows": ({SPONSOR, MANAGER}, a_file),
    "data_bad_rows": (EDITORS, a_profile),
    "data_bad_rows_xlsx": (EDITORS, a_profile),
    "duplicate_runs": (INSIDERS, nothing),
    "find_duplicates": (EDITORS, a_file),
    "duplicate_run": (INSIDERS, a_run),
    "duplicate_threshold": (EDITORS, a_run, "post"),
    "duplicate_review": (EDITORS, a_run),
    "undo_verdict": (EDITORS, a_run, "post"),
    "duplicate_clusters": (EDITORS, a_run),
    "merge_plan_xlsx": (EDITORS, a_run),
    "merge_plan_csv": (EDITORS, a_run),
    "rehearsals": (INSIDERS, nothing),
    "rehearsal_pdf": (INSIDERS, a_rehearsal),
    "rehearsals_xlsx": (INSIDERS, nothing),
    "plan_rehearsal": (EDITORS, nothing),
    "rehearsal": (INSIDERS, a_rehearsal),
    "enter_rehearsal": (EDITORS, a_planned_rehearsal),
    "sign_rehearsal": ({SPONSOR}, a_rehearsal_of_the_sponsor),
    "new_rehearsal_total": (EDITORS, a_rehearsal),
    "edit_rehearsal_total": (EDITORS, a_total),
    "remove_rehearsal_total": (EDITORS, a_total),
    "new_rehearsal_reject": (EDITORS, a_rehearsal),
    "edit_rehearsal_reject": (EDITORS, a_reject),
    "remove_rehearsal_reject": (EDITORS, a_reject),
    "import_rehearsal_rejects": (EDITORS, a_rehearsal),
}
STEPS = {
    f"data_readiness.datafile.{step}": EDITORS
    for step in ("queue", "begin", "requeue", "finish", "fail", "delete_rows")
}
STEPS |= {f"data_readiness.duplicaterun.{step}": EDITORS for step in ("begin", "requeue", "finish", "fail")}
STEPS |= {f"data_readiness.rehearsal.{step}": EDITORS for step in ("record", "reconcile", "give_up", "reopen")}
STEPS |= {"data_readiness.rehearsal.sign": INSIDERS}

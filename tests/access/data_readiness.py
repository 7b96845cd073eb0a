from core.roles import EDITORS, INSIDERS, MANAGER, SPONSOR
from tests.data_readiness.factories import domain_of, make_file, make_profiled, make_rule, make_source


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


PAGES = {
    "data_inventory": (INSIDERS, nothing),
    "furnish_data_domains": (EDITORS, nothing, "post"),
    "data_matrix": (INSIDERS, nothing),
    "data_quality": (INSIDERS, nothing),
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
}
STEPS = {
    f"data_readiness.datafile.{step}": EDITORS
    for step in ("queue", "begin", "requeue", "finish", "fail", "delete_rows")
}

from core.roles import EDITORS, INSIDERS
from tests.data_readiness.factories import domain_of, make_file, make_source


def nothing(programme):
    return {"programme": programme.pk}


def a_domain(programme):
    return {"programme": programme.pk, "pk": domain_of(programme).pk}


def a_source(programme):
    return {"programme": programme.pk, "pk": make_source(programme).pk}


def a_file(programme):
    return {"programme": programme.pk, "pk": make_file(programme).pk}


PAGES = {
    "data_inventory": (INSIDERS, nothing),
    "data_domain": (INSIDERS, a_domain),
    "data_source": (INSIDERS, a_source),
    "data_file": (INSIDERS, a_file),
}
STEPS = {
    f"data_readiness.datafile.{step}": EDITORS
    for step in ("queue", "begin", "requeue", "finish", "fail", "delete_rows")
}

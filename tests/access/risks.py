"""Who opens which page of the risk register, and who takes which step."""

from core.roles import CONSULTANT, EDITORS, INSIDERS, MANAGER, MEMBER, SPONSOR, STEERING
from risks.actions import link_risk
from tests.factories import user_as
from tests.risks.factories import (
    make_action,
    make_catalogue,
    make_contributor,
    make_entry,
    make_estimate,
    make_issue,
    make_limit,
    make_request,
    make_risk,
    make_treatment,
    make_view,
)
from tests.risks.imports.factories import make_draft, make_imported


def _issue(programme):
    """Owned by the member of the cast, who deals with it."""
    return _programme(programme) | {"pk": make_issue(programme, owner=user_as("member", programme)).pk}


def _contributor(programme):
    return _programme(programme) | {"pk": make_contributor(make_risk(programme), user_as("member", programme)).pk}


def _link(programme):
    risk = make_risk(programme)
    return _programme(programme) | {"pk": link_risk(risk, make_risk(programme), by=user_as("consultant", programme)).pk}


def _catalogue(programme):
    """Begun by the consultant of the cast, who alone is a member."""
    return _programme(programme) | {"pk": make_catalogue(programme).pk}


def _entry(programme):
    return _programme(programme) | {"pk": make_entry(make_catalogue(programme)).pk}


def _member(programme):
    return _programme(programme) | {"pk": make_catalogue(programme).members.get().pk}


def _programme(programme):
    return {"programme": programme.pk}


def _risk(programme):
    """Owned by the member of the cast, who sees it for that reason."""
    return _programme(programme) | {"pk": make_risk(programme, owner=user_as("member", programme)).pk}


def _treatment(programme):
    return _programme(programme) | {"pk": make_treatment(make_risk(programme)).pk}


def _action(programme):
    return _programme(programme) | {"pk": make_action(make_treatment(make_risk(programme))).pk}


def _request(programme):
    return _programme(programme) | {"pk": make_request(programme).pk}


def _estimate(programme):
    return _programme(programme) | {"pk": make_estimate(make_risk(programme)).pk}


def _limit(programme):
    return _programme(programme) | {"pk": make_limit(programme).pk}


def _draft(programme):
    """Uploaded by the manager, who alone sees it until it is imported."""
    return _programme(programme) | {"pk": make_draft(programme).pk}


def _imported(programme):
    return _programme(programme) | {"pk": make_imported(programme).pk}


def _view(programme):
    """Made and shared by the manager, who alone renames it."""
    return _programme(programme) | {"pk": make_view(programme).pk}


PAGES = {
    "risk_scale": (INSIDERS, _programme),
    "edit_risk_scale": ({SPONSOR, MANAGER}, _programme),
    "risk_checks": (INSIDERS, _programme),
    "mend_risk": (EDITORS, _risk, "post"),
    "risk_issues": (INSIDERS, _programme),
    "risk_issue": (INSIDERS, _issue),
    "risk_occurred": (EDITORS, _risk),
    "edit_risk_issue": (EDITORS | {MEMBER}, _issue),
    "new_contributor": (EDITORS, _risk),
    "drop_contributor": (EDITORS, _contributor, "post"),
    "new_risk_link": (EDITORS, _risk),
    "drop_risk_link": (EDITORS, _link, "post"),
    "risk_newer": (EDITORS, _risk),
    "own_catalogues": ({CONSULTANT}, _programme),
    "new_catalogue": ({CONSULTANT}, _programme),
    "own_catalogue": ({CONSULTANT}, _catalogue),
    "new_catalogue_risk": ({CONSULTANT}, _catalogue),
    "new_catalogue_member": ({CONSULTANT}, _catalogue),
    "edit_catalogue_risk": ({CONSULTANT}, _entry),
    "offer_catalogue_risk": ({CONSULTANT}, _entry, "post"),
    "drop_catalogue_member": ({CONSULTANT}, _member, "post"),
    "risk_news": (INSIDERS, _programme),
    "add_risk_row": (EDITORS, _programme, "post"),
    "undo_risk_change": (EDITORS, _programme, "post"),
    "bulk_risks": (EDITORS, _programme, "post"),
    "paste_risks": (EDITORS, _programme),
    "risk_trends": (INSIDERS, _programme),
    "risk_look": (INSIDERS, _programme, "post"),
    "risk_views": (INSIDERS, _programme),
    "keep_risk_view": (INSIDERS, _programme, "post"),
    "edit_risk_view": ({MANAGER}, _view),
    "drop_risk_view": ({MANAGER}, _view, "post"),
    "open_with_view": (INSIDERS, _view, "post"),
    "risks_csv": (INSIDERS, _programme),
    "risk_imports": (EDITORS, _programme),
    "risk_import": (EDITORS, _imported),
    "risk_import_sheets": ({MANAGER}, _draft),
    "risk_import_columns": ({MANAGER}, _draft),
    "risk_import_values": ({MANAGER}, _draft),
    "risk_import_rows": ({MANAGER}, _draft),
    "discard_risk_import": ({MANAGER}, _draft, "post"),
    "undo_risk_import": (EDITORS, _imported),
    "risk_money": (STEERING, _programme),
    "estimate_risk": (EDITORS, lambda programme: _risk(programme) | {"phase": "now"}),
    "drop_estimate": (EDITORS, _estimate, "post"),
    "new_limit": ({SPONSOR, MANAGER}, _programme),
    "drop_limit": ({SPONSOR, MANAGER}, _limit, "post"),
    "risks": (INSIDERS, _programme),
    "risks_xlsx": (INSIDERS, _programme),
    "risk": (INSIDERS, _risk),
    "new_risk": (EDITORS, _programme),
    "risk_catalogue": (EDITORS, _programme),
    "edit_risk": (EDITORS, _risk),
    "edit_risk_cell": (EDITORS, _risk),
    "rate_risk": (EDITORS, _risk),
    "new_treatment": (EDITORS, _risk),
    "edit_treatment": (EDITORS, _treatment),
    "new_treatment_action": (EDITORS, _treatment),
    "edit_treatment_action": (EDITORS, _action),
    "request_acceptance": (EDITORS, _risk),
    "decide_acceptance": ({SPONSOR}, _request),
}
STEPS = {
    "risks.riskissue.resolve": INSIDERS,
    "risks.riskissue.close": EDITORS,
    "risks.riskissue.reopen": INSIDERS,
    "risks.cataloguerisk.withdraw": {CONSULTANT},
    "risks.cataloguerisk.offer": {CONSULTANT},
    "risks.riskimport.bring_in": EDITORS,
    "risks.riskimport.take_back": EDITORS,
    "risks.risk.assess": EDITORS,
    "risks.risk.plan_treatment": EDITORS,
    "risks.risk.start_treatment": EDITORS,
    "risks.risk.monitor": EDITORS,
    "risks.risk.watch": EDITORS,
    "risks.risk.accept": {SPONSOR},
    "risks.risk.end_acceptance": EDITORS,
    "risks.risk.occur": EDITORS,
    "risks.risk.close": EDITORS,
    "risks.risk.reopen": EDITORS,
    "risks.treatmentaction.complete": INSIDERS,
    "risks.treatmentaction.drop": EDITORS,
    "risks.treatmentaction.reopen": EDITORS,
    "risks.acceptancerequest.accept": {SPONSOR},
    "risks.acceptancerequest.refuse": {SPONSOR},
    "risks.acceptancerequest.withdraw": EDITORS,
}

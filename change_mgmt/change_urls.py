"""Changes, the provider's side of them, and the decision log."""

from django.urls import path

from change_mgmt.views import decision_log
from change_mgmt.views.changes import change, deciding, limits, listing, provider, steps

pages = [
    path("changes/", listing.changes, name="changes"),
    path("changes/changes.xlsx", listing.export_changes, name="export_changes"),
    path("changes/new/", change.new_change, name="new_change"),
    path("changes/limits/", limits.change_limits, name="change_limits"),
    path("changes/<int:pk>/", change.change, name="change"),
    path("changes/<int:pk>/change.pdf", change.change_pdf, name="change_pdf"),
    path("changes/<int:pk>/assess/", deciding.assess_change, name="assess_change"),
    path("changes/<int:pk>/decide/", deciding.decide_change, name="decide_change"),
    path("changes/<int:pk>/finish/", deciding.finish_change, name="finish_change"),
    path("changes/<int:pk>/told/", change.tell_people, name="tell_people_of_change"),
    path("changes/<int:pk>/risk/", change.change_risk, name="change_risk"),
    path("changes/<int:pk>/steps/new/", steps.add_change_step, name="add_change_step"),
    path("changes/steps/<int:pk>/remove/", steps.remove_change_step, name="remove_change_step"),
    path("provider/changes/", provider.provider_changes, name="provider_changes"),
    path("provider/changes/<int:pk>/", provider.provider_change, name="provider_change"),
    path("decisions/log/", decision_log.decision_log, name="decision_log"),
    path("decisions/log/decisions.xlsx", decision_log.export_decision_log, name="export_decision_log"),
    path("decisions/log/decisions.pdf", decision_log.decision_log_pdf, name="decision_log_pdf"),
    path("decisions/log/new/", decision_log.note_decision, name="note_decision"),
    path("decisions/log/<int:pk>/", decision_log.noted_decision, name="noted_decision"),
    path("decisions/log/<int:pk>/review/", decision_log.review_decision, name="review_decision"),
]

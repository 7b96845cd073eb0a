from django.urls import path

from implementation.gates import views

GATE = "programmes/<int:programme>/gates/<int:pk>"
CRITERION = "programmes/<int:programme>/criteria/<int:pk>"

urlpatterns = [
    path("programmes/<int:programme>/gates/", views.gates, name="gates"),
    path("programmes/<int:programme>/delegations/", views.delegations, name="delegations"),
    path(f"{GATE}/", views.gate, name="gate"),
    path(f"{GATE}/edit/", views.edit_gate, name="edit_gate"),
    path(f"{GATE}/approvers/", views.approvers, name="approvers"),
    path(f"{GATE}/request/", views.request_decision, name="request_decision"),
    path(f"{GATE}/abstain/", views.abstain, name="abstain"),
    path(f"{GATE}/criteria/", views.criteria, name="criteria"),
    path(f"{GATE}/criteria/new/", views.new_criterion, name="new_criterion"),
    path(f"{CRITERION}/", views.criterion, name="criterion"),
    path(f"{CRITERION}/verify/", views.verify, name="verify_criterion"),
    path(f"{CRITERION}/edit/", views.edit_criterion, name="edit_criterion"),
    path(f"{CRITERION}/move/", views.move_criterion, name="move_criterion"),
    path(f"{CRITERION}/remove/", views.remove_criterion, name="remove_criterion"),
    path(f"{CRITERION}/put-back/", views.put_back_criterion, name="put_back_criterion"),
    path(f"{CRITERION}/links/", views.add_link, name="add_link"),
    path("programmes/<int:programme>/evidence-links/<int:pk>/remove/", views.remove_link, name="remove_link"),
    path("programmes/<int:programme>/decisions/<int:pk>/", views.decision, name="decision"),
    path("programmes/<int:programme>/decisions/<int:pk>/pdf/", views.decision_pdf, name="decision_pdf"),
    path("programmes/<int:programme>/conditions/<int:pk>/confirm/", views.confirm_condition, name="confirm_condition"),
]

from django.urls import path

from sla import views

HERE = "programmes/<int:programme>"

urlpatterns = [
    path(f"{HERE}/agreements/", views.agreements, name="agreements"),
    path(f"{HERE}/agreements/new/", views.new_agreement, name="new_agreement"),
    path(f"{HERE}/agreements/<int:pk>/", views.agreement, name="agreement"),
    path(f"{HERE}/agreements/<int:pk>/edit/", views.edit_agreement, name="edit_agreement"),
    path(f"{HERE}/agreements/<int:pk>/force/", views.put_in_force, name="put_in_force"),
    path(f"{HERE}/agreements/<int:pk>/tiers/", views.edit_tiers, name="edit_tiers"),
    path(f"{HERE}/agreements/<int:pk>/objectives/new/", views.new_objective, name="new_objective"),
    path(f"{HERE}/agreements/<int:pk>/exclusions/new/", views.new_exclusion, name="new_exclusion"),
    path(f"{HERE}/agreements/<int:pk>/import/", views.import_events, name="import_events"),
    path(f"{HERE}/objectives/<int:pk>/edit/", views.edit_objective, name="edit_objective"),
    path(f"{HERE}/exclusions/<int:pk>/remove/", views.remove_exclusion, name="remove_exclusion"),
    path(f"{HERE}/imports/<int:pk>/", views.import_preview, name="import_preview"),
    path(f"{HERE}/breaches/<int:pk>/", views.breach, name="breach"),
    path(f"{HERE}/breaches/<int:pk>/answer/", views.explain_breach, name="explain_breach"),
    path(f"{HERE}/credits/<int:pk>/claim/", views.claim_credit, name="claim_credit"),
    path(f"{HERE}/credits/<int:pk>/settle/", views.settle_credit, name="settle_credit"),
]

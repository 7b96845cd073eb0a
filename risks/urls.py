from django.urls import include, path

from risks import views

urlpatterns = [
    path("programmes/<int:programme>/risks/new/", views.new_risk, name="new_risk"),
    path("programmes/<int:programme>/risks/catalogue/", views.catalogue, name="risk_catalogue"),
    path("programmes/<int:programme>/risks/register.xlsx", views.export, name="risks_xlsx"),
    path("programmes/<int:programme>/risks/register.csv", views.export_csv, name="risks_csv"),
    path("", include("risks.import_urls")),
    path("", include("risks.record_urls")),
    path("", include("risks.register_urls")),
    path("programmes/<int:programme>/risks/money/", views.risk_money, name="risk_money"),
    path("programmes/<int:programme>/risks/money/limits/new/", views.new_limit, name="new_limit"),
    path("programmes/<int:programme>/risks/money/limits/<int:pk>/remove/", views.drop_limit, name="drop_limit"),
    path("programmes/<int:programme>/risks/<int:pk>/estimate/<str:phase>/", views.estimate_risk, name="estimate_risk"),
    path("programmes/<int:programme>/estimates/<int:pk>/remove/", views.drop_estimate, name="drop_estimate"),
    path("programmes/<int:programme>/risks/<int:pk>/", views.risk, name="risk"),
    path("programmes/<int:programme>/risks/<int:pk>/edit/", views.edit_risk, name="edit_risk"),
    path("programmes/<int:programme>/risks/<int:pk>/rate/", views.rate_risk, name="rate_risk"),
    path("programmes/<int:programme>/risks/<int:pk>/treatments/new/", views.new_treatment, name="new_treatment"),
    path("programmes/<int:programme>/risks/<int:pk>/acceptance/", views.request_acceptance, name="request_acceptance"),
    path("programmes/<int:programme>/treatments/<int:pk>/edit/", views.edit_treatment, name="edit_treatment"),
    path(
        "programmes/<int:programme>/treatments/<int:pk>/actions/new/",
        views.new_treatment_action,
        name="new_treatment_action",
    ),
    path(
        "programmes/<int:programme>/treatment-actions/<int:pk>/edit/",
        views.edit_treatment_action,
        name="edit_treatment_action",
    ),
    path("programmes/<int:programme>/acceptances/<int:pk>/decide/", views.decide_acceptance, name="decide_acceptance"),
]

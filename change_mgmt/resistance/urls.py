from django.urls import include, path

from change_mgmt.resistance import views

pages = [
    path("resistance/", views.resistance, name="resistance"),
    path("resistance/signs.xlsx", views.resistance_xlsx, name="resistance_xlsx"),
    path("resistance/new/", views.report_sign, name="report_sign"),
    path("resistance/<int:pk>/", views.sign, name="sign"),
    path("resistance/<int:pk>/edit/", views.edit_sign, name="edit_sign"),
    path("resistance/<int:pk>/quick/", views.quick_sign, name="quick_sign"),
    path("resistance/<int:pk>/settle/", views.settle_sign, name="settle_sign"),
    path("resistance/<int:pk>/accept/", views.accept_sign, name="accept_sign"),
    path("resistance/<int:pk>/risk/", views.raise_sign_risk, name="raise_sign_risk"),
    path("early-warning/", views.early_warning, name="early_warning"),
    path("early-warning/limits/", views.warning_limits, name="warning_limits"),
    path("early-warning/<int:pk>/", views.early_warning_place, name="early_warning_place"),
    path("early-warning/<int:pk>/step/", views.early_warning_step, name="early_warning_step"),
]
urlpatterns = [path("programmes/<int:programme>/", include(pages))]

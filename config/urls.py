from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("core.urls")),
    path("", include("implementation.programme.urls")),
    path("", include("implementation.gates.urls")),
    path("", include("implementation.experience.urls")),
    path("", include("implementation.knowledge.urls")),
    path("", include("implementation.goals.urls")),
    path("", include("implementation.readiness.urls")),
    path("", include("implementation.data_readiness.urls")),
    path("", include("implementation.business_case.urls")),
    path("", include("implementation.budget.urls")),
    path("", include("implementation.rollout.urls")),
    path("", include("implementation.reports.urls")),
    path("", include("risks.urls")),
    path("", include("vendors.urls")),
    path("", include("sla.urls")),
    path("", include("change_mgmt.urls")),
]

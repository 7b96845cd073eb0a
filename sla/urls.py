from django.urls import include, path

from sla.views import agreements

HERE = "programmes/<int:programme>"

urlpatterns = [
    path("", include("sla.intake_urls")),
    path("", include("sla.objective_urls")),
    path("", include("sla.calendar_urls")),
    path("", include("sla.result_urls")),
    path("", include("sla.token_urls")),
    path("", include("sla.alarm_urls")),
    path("", include("sla.breach_urls")),
    path("", include("sla.exclusion_urls")),
    path("", include("sla.statement_urls")),
    path("", include("sla.credit_urls")),
    path(f"{HERE}/agreements/", agreements.agreements, name="agreements"),
    path(f"{HERE}/agreements/new/", agreements.new_agreement, name="new_agreement"),
    path(f"{HERE}/agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path(f"{HERE}/agreements/<int:pk>/edit/", agreements.edit_agreement, name="edit_agreement"),
    path(f"{HERE}/agreements/<int:pk>/force/", agreements.put_in_force, name="put_in_force"),
]

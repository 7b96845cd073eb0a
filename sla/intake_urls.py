from django.urls import path

from sla.views import intake

HERE = "programmes/<int:programme>"

urlpatterns = [
    path(f"{HERE}/agreements/<int:pk>/measurements/", intake.measurements, name="measurements"),
    path(f"{HERE}/agreements/<int:pk>/import/", intake.import_events, name="import_events"),
    path(f"{HERE}/imports/<int:pk>/", intake.import_preview, name="import_preview"),
    path(f"{HERE}/imports/<int:pk>/columns/", intake.import_columns, name="import_columns"),
    path(f"{HERE}/imports/<int:pk>/withdraw/", intake.withdraw_import, name="withdraw_import"),
    path(f"{HERE}/imports/<int:pk>/file/", intake.import_file, name="import_file"),
]

from django.urls import path

from risks.views import imports

BASE = "programmes/<int:programme>/risks/imports/"

urlpatterns = [
    path(BASE, imports.imports, name="risk_imports"),
    path(f"{BASE}<int:pk>/", imports.one, name="risk_import"),
    path(f"{BASE}<int:pk>/sheets/", imports.sheets, name="risk_import_sheets"),
    path(f"{BASE}<int:pk>/columns/", imports.columns, name="risk_import_columns"),
    path(f"{BASE}<int:pk>/values/", imports.values, name="risk_import_values"),
    path(f"{BASE}<int:pk>/rows/", imports.rows, name="risk_import_rows"),
    path(f"{BASE}<int:pk>/discard/", imports.discard, name="discard_risk_import"),
    path(f"{BASE}<int:pk>/undo/", imports.undo, name="undo_risk_import"),
]

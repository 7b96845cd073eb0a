from django.urls import path

from sla.views import results

HERE = "programmes/<int:programme>"

urlpatterns = [
    path(f"{HERE}/agreements/<int:pk>/results/", results.results, name="sla_results"),
    path(f"{HERE}/agreements/<int:pk>/results/file/", results.results_file, name="sla_results_file"),
    path(f"{HERE}/objectives/<int:pk>/", results.objective, name="objective"),
    path(f"{HERE}/objectives/<int:pk>/months/<slug:month>/", results.month_result, name="month_result"),
]

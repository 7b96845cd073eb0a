from django.urls import path

from implementation.data_readiness.views import duplicates, merge_plan

BASE = "programmes/<int:programme>/data/duplicates/"

urlpatterns = [
    path(BASE, duplicates.duplicate_runs, name="duplicate_runs"),
    path(
        "programmes/<int:programme>/data/files/<int:pk>/duplicates/", duplicates.find_duplicates, name="find_duplicates"
    ),
    path(f"{BASE}<int:pk>/", duplicates.duplicate_run, name="duplicate_run"),
    path(f"{BASE}<int:pk>/threshold/", duplicates.duplicate_threshold, name="duplicate_threshold"),
    path(f"{BASE}<int:pk>/review/", duplicates.duplicate_review, name="duplicate_review"),
    path(f"{BASE}<int:pk>/undo/", duplicates.undo_verdict, name="undo_verdict"),
    path(f"{BASE}<int:pk>/clusters/", merge_plan.duplicate_clusters, name="duplicate_clusters"),
    path(f"{BASE}<int:pk>/plan.xlsx", merge_plan.export_plan, {"kind": "xlsx"}, name="merge_plan_xlsx"),
    path(f"{BASE}<int:pk>/plan.csv", merge_plan.export_plan, {"kind": "csv"}, name="merge_plan_csv"),
]

from django.urls import path

from implementation.reports import views

urlpatterns = [
    path("programmes/<int:programme>/reports/", views.reports, name="reports"),
    path("programmes/<int:programme>/reports/new/", views.new_report, name="new_report"),
    path("programmes/<int:programme>/reports/<int:pk>/", views.report, name="report"),
    path("programmes/<int:programme>/reports/<int:pk>/redraw/", views.redraw_report, name="redraw_report"),
    path(
        "programmes/<int:programme>/reports/<int:pk>/<slug:language>.pdf", views.download_report, name="download_report"
    ),
]

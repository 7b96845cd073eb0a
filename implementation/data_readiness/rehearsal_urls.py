from django.urls import path

from implementation.data_readiness.views import rehearsal_lines, rehearsals

BASE = "programmes/<int:programme>/data/rehearsals/"

urlpatterns = [
    path(BASE, rehearsals.rehearsals, name="rehearsals"),
    path(f"{BASE}new/", rehearsals.plan_rehearsal, name="plan_rehearsal"),
    path(f"{BASE}rehearsals.xlsx", rehearsals.export_rehearsals, name="rehearsals_xlsx"),
    path(f"{BASE}<int:pk>/", rehearsals.rehearsal, name="rehearsal"),
    path(f"{BASE}<int:pk>/rehearsal.pdf", rehearsals.rehearsal_pdf, name="rehearsal_pdf"),
    path(f"{BASE}<int:pk>/figures/", rehearsals.record_rehearsal, name="enter_rehearsal"),
    path(f"{BASE}<int:pk>/sign/", rehearsals.sign_rehearsal, name="sign_rehearsal"),
    path(f"{BASE}<int:pk>/totals/new/", rehearsal_lines.new_total, name="new_rehearsal_total"),
    path(f"{BASE}<int:pk>/rejects/new/", rehearsal_lines.new_reject, name="new_rehearsal_reject"),
    path(f"{BASE}<int:pk>/rejects/file/", rehearsal_lines.import_rejects, name="import_rehearsal_rejects"),
    path(f"{BASE}totals/<int:pk>/", rehearsal_lines.edit_total, name="edit_rehearsal_total"),
    path(f"{BASE}totals/<int:pk>/remove/", rehearsal_lines.remove_total, name="remove_rehearsal_total"),
    path(f"{BASE}rejects/<int:pk>/", rehearsal_lines.edit_reject, name="edit_rehearsal_reject"),
    path(f"{BASE}rejects/<int:pk>/remove/", rehearsal_lines.remove_reject, name="remove_rehearsal_reject"),
]

from django.urls import path

from sla.views import objectives, openslo

HERE = "programmes/<int:programme>"

urlpatterns = [
    path(f"{HERE}/agreements/<int:pk>/objectives/", objectives.objectives, name="sla_objectives"),
    path(f"{HERE}/agreements/<int:pk>/objectives/new/", objectives.new_objective, name="new_objective"),
    path(f"{HERE}/agreements/<int:pk>/openslo/", openslo.read_openslo, name="read_openslo"),
    path(f"{HERE}/agreements/<int:pk>/openslo/file/", openslo.write_openslo, name="write_openslo"),
    path(f"{HERE}/objectives/<int:pk>/edit/", objectives.edit_objective, name="edit_objective"),
    path(f"{HERE}/objectives/<int:pk>/change/", objectives.change_promise, name="change_promise"),
]

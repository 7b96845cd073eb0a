"""Adoption, checklists and their runs, waves."""

from django.urls import path

from implementation.rollout.views import adoption, exit, runbooks, runs, waves

HERE = "programmes/<int:programme>"

urlpatterns = [
    path(f"{HERE}/adoption/", adoption.adoption, name="adoption"),
    path(f"{HERE}/adoption/export.csv", adoption.export_adoption, {"kind": "csv"}, name="adoption_csv"),
    path(f"{HERE}/adoption/export.xlsx", adoption.export_adoption, {"kind": "xlsx"}, name="adoption_xlsx"),
    path(f"{HERE}/adoption/import/", adoption.import_adoption, name="import_adoption"),
    path(f"{HERE}/adoption/files/<int:pk>/", adoption.adoption_import, name="adoption_import"),
    path(f"{HERE}/pilots/<int:pk>/exit-report/", exit.exit_report, name="exit_report"),
    path(f"{HERE}/checklists/", runbooks.runbooks, name="runbooks"),
    path(f"{HERE}/checklists/new/", runbooks.new_runbook, name="new_runbook"),
    path(f"{HERE}/checklists/<int:pk>/", runbooks.runbook, name="runbook"),
    path(f"{HERE}/checklists/<int:pk>/edit/", runbooks.edit_runbook, name="edit_runbook"),
    path(f"{HERE}/checklists/<int:pk>/steps/new/", runbooks.new_runbook_step, name="new_runbook_step"),
    path(f"{HERE}/checklists/<int:pk>/run/", runs.start_run, name="start_run"),
    path(f"{HERE}/checklist-steps/<int:pk>/", runbooks.edit_runbook_step, name="edit_runbook_step"),
    path(f"{HERE}/checklist-steps/<int:pk>/move/", runbooks.move_runbook_step, name="move_runbook_step"),
    path(f"{HERE}/checklist-steps/<int:pk>/remove/", runbooks.remove_runbook_step, name="remove_runbook_step"),
    path(f"{HERE}/runs/<int:pk>/", runs.run, name="run"),
    path(f"{HERE}/runs/<int:pk>/finish/", runs.finish_run, name="finish_run"),
    path(f"{HERE}/runs/<int:pk>/back/", runs.go_back, name="go_back_run"),
    path(f"{HERE}/runs/<int:pk>/give-up/", runs.abandon_run, name="abandon_run"),
    path(f"{HERE}/run-steps/<int:pk>/press/", runs.press_step, name="press_step"),
    path(f"{HERE}/waves/", waves.waves, name="waves"),
    path(f"{HERE}/waves/new/", waves.new_wave, name="new_wave"),
    path(f"{HERE}/waves/<int:pk>/", waves.wave, name="wave"),
    path(f"{HERE}/waves/<int:pk>/edit/", waves.edit_wave, name="edit_wave"),
    path(f"{HERE}/waves/proposal/<int:pk>/", waves.propose_waves, name="propose_waves"),
    path(f"{HERE}/capacity/<int:pk>/", waves.set_capacity, name="set_capacity"),
]

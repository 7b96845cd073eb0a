from django.urls import path

from implementation.budget import views

ROOT = "programmes/<int:programme>/budget/"
WORK, COSTS, VERSION = f"{ROOT}work/", f"{ROOT}costs/", f"{ROOT}versions/"

urlpatterns = [
    path(ROOT, views.budget, name="budget"),
    path(f"{VERSION}new/", views.new_budget, name="new_budget"),
    path(f"{VERSION}<int:pk>/", views.budget_version, name="budget_version"),
    path(f"{VERSION}<int:pk>/amounts/", views.budget_amounts, name="budget_amounts"),
    path(f"{VERSION}<int:pk>/spread/", views.spread_budget, name="spread_budget"),
    path(f"{VERSION}<int:pk>/reason/", views.edit_budget_reason, name="edit_budget_reason"),
    path(f"{VERSION}<int:pk>/submit/", views.submit_budget, name="submit_budget"),
    path(f"{VERSION}<int:pk>/approve/", views.approve_budget, name="approve_budget"),
    path(WORK, views.work_packages, name="work_packages"),
    path(f"{WORK}new/", views.new_work_package, name="new_work_package"),
    path(f"{WORK}<int:pk>/", views.work_package, name="work_package"),
    path(f"{WORK}<int:pk>/edit/", views.edit_work_package, name="edit_work_package"),
    path(f"{WORK}<int:pk>/remove/", views.remove_work_package, name="remove_work_package"),
    path(f"{WORK}<int:pk>/progress/", views.record_progress, name="record_progress"),
    path(f"{WORK}<int:pk>/tasks/", views.choose_package_tasks, name="choose_package_tasks"),
    path(f"{WORK}<int:pk>/milestones/new/", views.new_package_milestone, name="new_package_milestone"),
    path(f"{WORK}milestones/<int:pk>/reached/", views.reach_package_milestone, name="reach_package_milestone"),
    path(f"{WORK}milestones/<int:pk>/remove/", views.remove_package_milestone, name="remove_package_milestone"),
    path(COSTS, views.actual_costs, name="actual_costs"),
    path(f"{COSTS}new/", views.new_actual_cost, name="new_actual_cost"),
    path(f"{COSTS}costs.csv", views.export_costs, {"kind": "csv"}, name="actual_costs_csv"),
    path(f"{COSTS}costs.xlsx", views.export_costs, {"kind": "xlsx"}, name="actual_costs_xlsx"),
    path(f"{COSTS}quiet/", views.quiet_month, name="quiet_month"),
    path(f"{COSTS}import/", views.import_actual_costs, name="import_actual_costs"),
    path(f"{COSTS}import/<int:pk>/", views.actual_import, name="actual_import"),
    path(f"{COSTS}<int:pk>/", views.actual_cost, name="actual_cost"),
    path(f"{COSTS}<int:pk>/reverse/", views.reverse_actual_cost, name="reverse_actual_cost"),
]

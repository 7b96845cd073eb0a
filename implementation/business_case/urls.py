from django.urls import path

from implementation.business_case import views

ROOT = "programmes/<int:programme>/business-case/"
ONE = f"{ROOT}<int:pk>/"
SCENARIO = f"{ROOT}scenarios/<int:pk>/"

urlpatterns = [
    path(ROOT, views.business_case, name="business_case"),
    path(f"{ROOT}new/", views.new_business_case, name="new_business_case"),
    path(f"{ROOT}benefits/", views.benefits, name="benefits"),
    path(f"{ROOT}benefits.xlsx", views.benefits_xlsx, name="benefits_xlsx"),
    path(ONE, views.business_case_version, name="business_case_version"),
    path(f"{ONE}edit/", views.edit_business_case, name="edit_business_case"),
    path(f"{ONE}scenarios/", views.case_scenarios, name="case_scenarios"),
    path(f"{ONE}scenarios/new/", views.add_scenario, name="add_scenario"),
    path(f"{ONE}simulation/", views.case_simulation, name="case_simulation"),
    path(f"{ONE}changes/", views.case_changes, name="case_changes"),
    path(f"{ONE}import/", views.import_lines, name="import_lines"),
    path(f"{ONE}import/rows/", views.import_lines_rows, name="import_lines_rows"),
    path(f"{ONE}submit/", views.submit_case, name="submit_case"),
    path(f"{ONE}confirm/", views.confirm_case, name="confirm_case"),
    path(f"{ONE}business-case.xlsx", views.business_case_xlsx, name="business_case_xlsx"),
    path(SCENARIO, views.scenario, name="scenario"),
    path(f"{SCENARIO}edit/", views.edit_scenario, name="edit_scenario"),
    path(f"{SCENARIO}choose/", views.choose_scenario, name="choose_scenario"),
    path(f"{SCENARIO}remove/", views.remove_scenario, name="remove_scenario"),
    path(f"{SCENARIO}figures/<str:name>/", views.case_figure, name="case_figure"),
    path(f"{SCENARIO}offers/<str:name>/", views.take_offer, name="take_offer"),
    path(f"{SCENARIO}lines/", views.edit_lines, name="edit_lines"),
    path(f"{SCENARIO}lines/table/", views.lines_table, name="lines_table"),
    path(f"{SCENARIO}lines/add/", views.add_line_row, name="add_line_row"),
    path(f"{SCENARIO}lines/undo/", views.undo_lines, name="undo_lines"),
    path(f"{SCENARIO}lines/paste/", views.paste_lines, name="paste_lines"),
    path(f"{SCENARIO}lines/<str:kind>/new/", views.add_line, name="add_line"),
    path(f"{ROOT}lines/<int:pk>/", views.edit_line, name="edit_line"),
    path(f"{ROOT}lines/<int:pk>/remove/", views.remove_line, name="remove_line"),
]

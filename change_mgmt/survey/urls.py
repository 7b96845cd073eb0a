from django.urls import include, path

from change_mgmt.survey import views

pages = [
    path("surveys/", views.surveys, name="surveys"),
    path("surveys/new/", views.new_survey, name="new_survey"),
    path("surveys/statements/", views.statements, name="survey_statements"),
    path("surveys/statements/new/", views.new_statement, name="new_survey_statement"),
    path("surveys/statements/<int:pk>/edit/", views.edit_statement, name="edit_survey_statement"),
    path("surveys/statements/<int:pk>/remove/", views.remove_statement, name="remove_survey_statement"),
    path("surveys/<int:pk>/", views.survey, name="survey"),
    path("surveys/<int:pk>/edit/", views.edit_survey, name="edit_survey"),
    path("surveys/<int:pk>/remove/", views.remove_survey, name="remove_survey"),
    path("surveys/<int:pk>/open/", views.open_survey, name="open_survey"),
    path("surveys/<int:pk>/close/", views.close_survey, name="close_survey"),
    path("surveys/<int:pk>/remind/", views.remind_survey, name="remind_survey"),
    path("surveys/<int:pk>/cards.pdf", views.survey_cards, name="survey_cards"),
    path("surveys/<int:pk>/results.xlsx", views.survey_sheet, name="survey_sheet"),
    path("surveys/<int:pk>/act/<str:row>/", views.act_on_barrier, name="act_on_barrier"),
]
urlpatterns = [
    path("programmes/<int:programme>/", include(pages)),
    path("survey/thanks/", views.survey_thanks, name="survey_thanks"),
    path("survey/<str:token>/", views.answer_survey, name="answer_survey"),
]

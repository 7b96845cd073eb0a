from django.urls import path

from implementation.readiness.views import architecture, assessments, improvements, team

BASE = "programmes/<int:programme>/readiness/"

urlpatterns = [
    path(BASE, assessments.readiness, name="readiness"),
    path(f"{BASE}new/", assessments.new_assessment, name="new_assessment"),
    path(f"{BASE}rounds/", assessments.rounds, name="readiness_rounds"),
    path(f"{BASE}<int:pk>/", assessments.assessment, name="assessment"),
    path(f"{BASE}<int:pk>/answer/", assessments.answer, name="answer_assessment"),
    path(f"{BASE}<int:pk>/hand-in/", assessments.hand_in, name="hand_in_answers"),
    path(f"{BASE}<int:pk>/take-back/", assessments.take_back, name="take_back_answers"),
    path(f"{BASE}<int:pk>/close/", assessments.close, name="close_assessment"),
    path(f"{BASE}<int:pk>/xlsx/", assessments.xlsx, name="readiness_xlsx"),
    path(f"{BASE}<int:pk>/improve/<slug:dimension>/", improvements.plan, name="plan_improvement"),
    path(f"{BASE}team/", team.project_team, name="project_team"),
    path(f"{BASE}team/new/", team.name_member, name="name_team_member"),
    path(f"{BASE}team/<int:pk>/remove/", team.remove_member, name="remove_team_member"),
    path(f"{BASE}architecture/", architecture.architecture, name="architecture"),
    path(f"{BASE}architecture/<slug:part>/", architecture.answer_part, name="answer_architecture"),
]

from django.urls import path

from implementation.programme import views

urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start_programme"),
    path("invitation/<str:token>/", views.accept, name="accept_invitation"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("organisations/<int:pk>/departments/new/", views.new_department, name="new_department"),
    path("programmes/<int:programme>/", views.path, name="path"),
    path("programmes/<int:programme>/waiting/", views.waiting, name="waiting"),
    path("programmes/<int:programme>/people/", views.people, name="people"),
    path("programmes/<int:programme>/people/withdraw/<int:pk>/", views.withdraw, name="withdraw_invitation"),
    path("programmes/<int:programme>/stages/<int:pk>/", views.stage, name="stage"),
    path("programmes/<int:programme>/stages/<int:pk>/edit/", views.edit_stage, name="edit_stage"),
    path("programmes/<int:programme>/stages/<int:stage>/milestones/new/", views.new_milestone, name="new_milestone"),
    path("programmes/<int:programme>/milestones/<int:pk>/", views.edit_milestone, name="edit_milestone"),
    path("programmes/<int:programme>/deliverables/<int:pk>/", views.deliverable, name="deliverable"),
    path(
        "programmes/<int:programme>/deliverables/<int:pk>/submit/", views.submit_deliverable, name="submit_deliverable"
    ),
    path("programmes/<int:programme>/audit/", views.audit_trail, name="audit_trail"),
]

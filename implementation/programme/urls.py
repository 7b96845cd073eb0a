from django.urls import path

from implementation.programme.views import audit, deliverables, organisation, people, stages, start
from implementation.programme.views import path as path_page

urlpatterns = [
    path("", start.home, name="home"),
    path("start/", start.start, name="start_programme"),
    path("invitation/<str:token>/", people.accept, name="accept_invitation"),
    path("organisations/<int:pk>/", organisation.organisation, name="organisation"),
    path("organisations/<int:pk>/departments/new/", organisation.new_department, name="new_department"),
    path("programmes/<int:programme>/", path_page.path, name="path"),
    path("programmes/<int:programme>/waiting/", path_page.waiting, name="waiting"),
    path("programmes/<int:programme>/people/", people.people, name="people"),
    path("programmes/<int:programme>/people/withdraw/<int:pk>/", people.withdraw, name="withdraw_invitation"),
    path("programmes/<int:programme>/stages/<int:pk>/", stages.stage, name="stage"),
    path("programmes/<int:programme>/stages/<int:pk>/edit/", stages.edit_stage, name="edit_stage"),
    path("programmes/<int:programme>/stages/<int:stage>/milestones/new/", stages.new_milestone, name="new_milestone"),
    path("programmes/<int:programme>/milestones/<int:pk>/", stages.edit_milestone, name="edit_milestone"),
    path("programmes/<int:programme>/deliverables/<int:pk>/", deliverables.deliverable, name="deliverable"),
    path(
        "programmes/<int:programme>/deliverables/<int:pk>/submit/",
        deliverables.submit_deliverable,
        name="submit_deliverable",
    ),
    path("programmes/<int:programme>/audit/", audit.audit_trail, name="audit_trail"),
]

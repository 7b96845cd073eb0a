from django.urls import include, path

from implementation.programme.views import (
    audit,
    exceptions,
    organisation,
    people,
    plan,
    stages,
    start,
    status,
)
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
    path("programmes/<int:programme>/plan/", plan.plan, name="plan"),
    path("programmes/<int:programme>/milestones/", plan.milestones, name="milestones"),
    path("programmes/<int:programme>/stages/<int:stage>/milestones/new/", plan.new_milestone, name="new_milestone"),
    path("programmes/<int:programme>/milestones/<int:pk>/", plan.milestone, name="milestone"),
    path("programmes/<int:programme>/milestones/<int:pk>/edit/", plan.edit_milestone, name="edit_milestone"),
    path("programmes/<int:programme>/status/", status.overview, name="status"),
    path("programmes/<int:programme>/status/<str:name>/", status.dimension, name="dimension"),
    path("programmes/<int:programme>/status/<str:name>/tolerance/", status.set_tolerance, name="set_tolerance"),
    path("programmes/<int:programme>/status/<str:name>/override/", status.override_status, name="override_status"),
    path("programmes/<int:programme>/exceptions/", exceptions.exception_notes, name="exception_notes"),
    path(
        "programmes/<int:programme>/exceptions/new/<str:name>/",
        exceptions.new_exception_note,
        name="new_exception_note",
    ),
    path("programmes/<int:programme>/exceptions/<int:pk>/", exceptions.exception_note, name="exception_note"),
    path(
        "programmes/<int:programme>/exceptions/<int:pk>/edit/",
        exceptions.edit_exception_note,
        name="edit_exception_note",
    ),
    path(
        "programmes/<int:programme>/exceptions/<int:pk>/submit/",
        exceptions.submit_exception,
        name="submit_exception",
    ),
    path(
        "programmes/<int:programme>/exceptions/<int:pk>/answer/",
        exceptions.answer_exception,
        name="answer_exception",
    ),
    path("", include("implementation.programme.work_urls")),
    path("programmes/<int:programme>/audit/", audit.audit_trail, name="audit_trail"),
]

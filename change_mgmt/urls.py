from django.urls import include, path

from change_mgmt.views import changes, stakeholders, training

pages = [
    path("stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path("stakeholders/new/", stakeholders.new_stakeholder, name="new_stakeholder"),
    path("stakeholders/<int:pk>/", stakeholders.stakeholder, name="stakeholder"),
    path("stakeholders/<int:pk>/edit/", stakeholders.edit_stakeholder, name="edit_stakeholder"),
    path("training/", training.training, name="training"),
    path("training/new/", training.new_course, name="new_course"),
    path("training/<int:pk>/", training.course, name="course"),
    path("training/<int:pk>/edit/", training.edit_course, name="edit_course"),
    path("training/<int:pk>/needs/", training.edit_needs, name="edit_needs"),
    path("training/<int:pk>/sessions/new/", training.new_session, name="new_session"),
    path("sessions/<int:pk>/", training.session, name="session"),
    path("sessions/<int:pk>/edit/", training.edit_session, name="edit_session"),
    path("sessions/<int:pk>/enrol/", training.enrol, name="enrol"),
    path("sessions/<int:pk>/people/", training.enrol_people, name="enrol_people"),
    path("sessions/<int:pk>/attendance/", training.mark_attendance, name="mark_attendance"),
    path("enrolments/<int:pk>/leave/", training.leave, name="leave_session"),
    path("changes/", changes.changes, name="changes"),
    path("changes/new/", changes.new_change, name="new_change"),
    path("changes/<int:pk>/", changes.change, name="change"),
    path("changes/<int:pk>/assess/", changes.assess_change, name="assess_change"),
    path("changes/<int:pk>/decide/", changes.decide_change, name="decide_change"),
]
urlpatterns = [path("programmes/<int:programme>/", include(pages))]

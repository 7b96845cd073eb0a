"""Addresses of training: those of a programme, and those that open without an account."""

from django.urls import path

from change_mgmt.views import training

pages = [
    path("training/", training.training, name="training"),
    path("training/mine/", training.my_training, name="my_training"),
    path("training/new/", training.new_course, name="new_course"),
    path("training/<int:pk>/", training.course, name="course"),
    path("training/<int:pk>/edit/", training.edit_course, name="edit_course"),
    path("training/<int:pk>/needs/", training.edit_needs, name="edit_needs"),
    path("training/<int:pk>/people/", training.course_people, name="course_people"),
    path("training/<int:pk>/invite/", training.invite_people, name="invite_people"),
    path("training/<int:pk>/links/", training.course_links, name="course_links"),
    path("training/<int:pk>/links/new/", training.open_sign_up_link, name="open_sign_up_link"),
    path("training/links/<int:pk>/withdraw/", training.withdraw_sign_up_link, name="withdraw_sign_up_link"),
    path("training/links/<int:pk>/code.svg", training.sign_up_code, name="sign_up_code"),
    path("training/links/<int:pk>/poster/", training.sign_up_poster, name="sign_up_poster"),
    path("training/<int:pk>/test/", training.course_test, name="course_test"),
    path("training/<int:pk>/test/new/", training.new_question, name="new_test_question"),
    path("training/questions/<int:pk>/", training.edit_question, name="edit_test_question"),
    path("training/questions/<int:pk>/remove/", training.remove_question, name="remove_test_question"),
    path("training/<int:pk>/sessions/new/", training.new_session, name="new_session"),
    path("sessions/<int:pk>/", training.session, name="session"),
    path("sessions/<int:pk>/edit/", training.edit_session, name="edit_session"),
    path("sessions/<int:pk>/enrol/", training.enrol, name="enrol"),
    path("sessions/<int:pk>/people/", training.enrol_people, name="enrol_people"),
    path("sessions/<int:pk>/attendance/", training.mark_attendance, name="mark_attendance"),
    path("sessions/<int:pk>/wall/", training.session_wall, name="session_wall"),
    path("sessions/<int:pk>/wall/code.svg", training.session_wall_code, name="session_wall_code"),
    path("sessions/<int:pk>/entry.ics", training.session_entry, name="session_entry"),
    path("enrolments/<int:pk>/leave/", training.leave, name="leave_session"),
    path("enrolments/<int:pk>/link/", training.seat_link, name="seat_link"),
    path("enrolments/<int:pk>/link/code.svg", training.seat_code, name="seat_code"),
    path("enrolments/<int:pk>/page/", training.open_own_page, name="open_own_page"),
    path("enrolments/<int:pk>/try/", training.another_try, name="another_try"),
    path("enrolments/<int:pk>/certificate.pdf", training.certificate, name="certificate"),
]
open_pages = [
    path("training/join/<str:token>/", training.sign_up_page, name="sign_up"),
    path("training/here/<str:code>/", training.be_here, name="be_here"),
    path("training/own/<str:token>/", training.own_training, name="own_training"),
    path("training/own/<str:token>/seat/", training.own_seat, name="own_seat"),
    path("training/own/<str:token>/<int:number>.ics", training.own_entry, name="own_entry"),
    path("training/own/<str:token>/test/", training.own_test, name="own_test"),
    path("training/own/<str:token>/opinion/", training.own_opinion, name="own_opinion"),
    path("training/own/<str:token>/certificate.pdf", training.own_certificate, name="own_certificate"),
    path("training/own/<str:token>/files/<int:number>/", training.own_file, name="own_file"),
    path("certificates/<str:code>/", training.check_certificate, name="check_certificate"),
]

from django.urls import include, path

from change_mgmt.contribution import views

pages = [
    path("contribution/", views.my_contribution, name="my_contribution"),
    path("contribution/people/", views.contribution_people, name="contribution_people"),
    path("contribution/people/<int:pk>/", views.contribution_of, name="contribution_of"),
    path("contribution/people/<int:pk>/contribution.pdf", views.contribution_pdf, name="contribution_pdf"),
    path("contribution/people/<int:pk>/contribution.xlsx", views.contribution_xlsx, name="contribution_xlsx"),
    path("contribution/people/<int:pk>/points/new/", views.new_point, name="new_point"),
    path("contribution/people/<int:pk>/<str:key>/", views.contribution_rows, name="contribution_rows"),
    path("contribution/points/<int:pk>/edit/", views.edit_point, name="edit_point"),
    path("contribution/points/<int:pk>/correct/", views.correct_point, name="correct_point"),
    path("contribution/points/<int:pk>/answer/", views.answer_point, name="answer_point"),
    path("contribution/kinds/", views.point_kinds, name="point_kinds"),
    path("contribution/kinds/new/", views.new_point_kind, name="new_point_kind"),
    path("contribution/kinds/<int:pk>/edit/", views.edit_point_kind, name="edit_point_kind"),
]
urlpatterns = [path("programmes/<int:programme>/", include(pages))]

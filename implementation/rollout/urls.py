from django.urls import path

from implementation.rollout import views

urlpatterns = [
    path("programmes/<int:programme>/rollout/", views.rollout, name="rollout"),
    path("programmes/<int:programme>/modules/new/", views.add_module, name="add_module"),
    path("programmes/<int:programme>/modules/<int:pk>/", views.module, name="module"),
    path("programmes/<int:programme>/pilots/new/", views.new_pilot, name="new_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/", views.pilot, name="pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/edit/", views.edit_pilot, name="edit_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/start/", views.start_pilot, name="start_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/extend/", views.extend_pilot, name="extend_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/roll-back/", views.roll_back_pilot, name="roll_back_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/measures/new/", views.new_measure, name="new_measure"),
    path("programmes/<int:programme>/pilots/<int:pk>/adoption/new/", views.record_adoption, name="record_adoption"),
    path("programmes/<int:programme>/pilots/<int:pk>/rehearsal/new/", views.record_rehearsal, name="record_rehearsal"),
    path("programmes/<int:programme>/measures/<int:pk>/edit/", views.edit_measure, name="edit_measure"),
    path("programmes/<int:programme>/measures/<int:pk>/values/new/", views.record_value, name="record_value"),
]

from django.urls import path

from implementation.goals import views

urlpatterns = [
    path("programmes/<int:programme>/goals/", views.goals, name="goals"),
    path("programmes/<int:programme>/goals/new/", views.new_goal, name="new_goal"),
    path("programmes/<int:programme>/goals/<int:pk>/", views.goal, name="goal"),
    path("programmes/<int:programme>/goals/<int:pk>/edit/", views.edit_goal, name="edit_goal"),
    path("programmes/<int:programme>/goals/<int:pk>/measure/", views.new_measurement, name="new_measurement"),
    path("programmes/<int:programme>/vision/new/", views.new_vision, name="new_vision"),
    path("programmes/<int:programme>/vision/<int:pk>/", views.vision, name="vision"),
    path("programmes/<int:programme>/vision/<int:pk>/edit/", views.edit_vision, name="edit_vision"),
    path("programmes/<int:programme>/vision/<int:pk>/open/", views.open_vision, name="open_vision"),
    path("programmes/<int:programme>/vision/<int:pk>/sign/", views.sign_vision, name="sign_vision"),
]

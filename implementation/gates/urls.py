from django.urls import path

from implementation.gates import views

urlpatterns = [
    path("programmes/<int:programme>/gates/", views.gates, name="gates"),
    path("programmes/<int:programme>/gates/<int:pk>/", views.gate, name="gate"),
    path("programmes/<int:programme>/gates/<int:pk>/edit/", views.edit_gate, name="edit_gate"),
    path("programmes/<int:programme>/gates/<int:pk>/request/", views.request_decision, name="request_decision"),
    path("programmes/<int:programme>/gates/<int:pk>/criteria/new/", views.new_criterion, name="new_criterion"),
    path("programmes/<int:programme>/criteria/<int:pk>/", views.criterion, name="criterion"),
    path("programmes/<int:programme>/criteria/<int:pk>/verify/", views.verify, name="verify_criterion"),
    path("programmes/<int:programme>/criteria/<int:pk>/edit/", views.edit_criterion, name="edit_criterion"),
    path("programmes/<int:programme>/decisions/<int:pk>/", views.decision, name="decision"),
    path("programmes/<int:programme>/conditions/<int:pk>/confirm/", views.confirm_condition, name="confirm_condition"),
]

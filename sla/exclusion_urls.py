from django.urls import path

from sla.views import exclusions

HERE = "programmes/<int:programme>"

urlpatterns = [
    path(f"{HERE}/agreements/<int:pk>/exclusions/", exclusions.exclusions, name="exclusions"),
    path(f"{HERE}/agreements/<int:pk>/exclusions/new/", exclusions.new_exclusion, name="new_exclusion"),
    path(f"{HERE}/exclusions/<int:pk>/", exclusions.exclusion, name="exclusion"),
    path(f"{HERE}/exclusions/<int:pk>/agree/", exclusions.agree_exclusion, name="agree_exclusion"),
    path(f"{HERE}/exclusions/<int:pk>/refuse/", exclusions.refuse_exclusion, name="refuse_exclusion"),
    path(f"{HERE}/exclusions/<int:pk>/give-up/", exclusions.give_up_exclusion, name="give_up_exclusion"),
]

from django.urls import path

from implementation.business_case import views

ROOT = "programmes/<int:programme>/business-case/"

urlpatterns = [
    path(ROOT, views.business_case, name="business_case"),
    path(f"{ROOT}new/", views.new_business_case, name="new_business_case"),
    path(f"{ROOT}<int:pk>/", views.business_case_version, name="business_case_version"),
    path(f"{ROOT}<int:pk>/edit/", views.edit_business_case, name="edit_business_case"),
    path(f"{ROOT}<int:pk>/lines/", views.edit_lines, name="edit_lines"),
    path(f"{ROOT}<int:pk>/lines/<str:kind>/new/", views.add_line, name="add_line"),
    path(f"{ROOT}<int:pk>/offers/<str:name>/", views.take_offer, name="take_offer"),
    path(f"{ROOT}lines/<int:pk>/remove/", views.remove_line, name="remove_line"),
    path(f"{ROOT}<int:pk>/submit/", views.submit_case, name="submit_case"),
    path(f"{ROOT}<int:pk>/confirm/", views.confirm_case, name="confirm_case"),
    path(f"{ROOT}<int:pk>/business-case.xlsx", views.business_case_xlsx, name="business_case_xlsx"),
]

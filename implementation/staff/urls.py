from django.urls import include, path

from implementation.staff.views import files, listing, people

pages = [
    path("staff/", listing.staff, name="staff"),
    path("staff/export/", listing.export_staff, name="export_staff"),
    path("staff/new/", people.new_employee, name="new_employee"),
    path("staff/import/", files.import_staff, name="import_staff"),
    path("staff/import/<int:pk>/", files.staff_file, name="staff_file"),
    path("staff/import/<int:pk>/drop/", files.drop_staff_file, name="drop_staff_file"),
    path("staff/<int:pk>/", people.employee, name="employee"),
    path("staff/<int:pk>/edit/", people.edit_employee, name="edit_employee"),
    path("staff/<int:pk>/left/", people.employee_left, name="employee_left"),
    path("staff/<int:pk>/remove/", people.remove_employee, name="remove_employee"),
    path("staff/<int:pk>/forget/", people.forget_employee, name="forget_employee"),
]
urlpatterns = [path("programmes/<int:programme>/", include(pages))]

from django.urls import path

from sla.views import calendars

HERE = "programmes/<int:programme>/service-calendars"

urlpatterns = [
    path(f"{HERE}/", calendars.service_calendars, name="service_calendars"),
    path(f"{HERE}/new/", calendars.new_service_calendar, name="new_service_calendar"),
    path(f"{HERE}/<int:pk>/", calendars.service_calendar, name="service_calendar"),
    path(f"{HERE}/<int:pk>/edit/", calendars.edit_service_calendar, name="edit_service_calendar"),
    path(f"{HERE}/<int:pk>/days/", calendars.add_days, name="add_calendar_days"),
    path(f"{HERE}/<int:pk>/days/remove/", calendars.remove_day, name="remove_calendar_day"),
]

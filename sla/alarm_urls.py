from django.urls import path

from sla.views import alarms

HERE = "programmes/<int:programme>"

urlpatterns = [
    path(f"{HERE}/agreements/<int:pk>/alarms/", alarms.alarms, name="alarms"),
    path(f"{HERE}/agreements/<int:pk>/alarms/settings/", alarms.alarm_settings, name="alarm_settings"),
    path(f"{HERE}/agreements/<int:pk>/alarms/seen/", alarms.mark_all_seen, name="alarms_seen"),
]

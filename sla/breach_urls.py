from django.urls import path

from sla.views import breaches

HERE = "programmes/<int:programme>"

urlpatterns = [
    path(f"{HERE}/breaches/", breaches.breaches, name="breaches"),
    path(f"{HERE}/breaches/<int:pk>/", breaches.breach, name="breach"),
    path(f"{HERE}/breaches/<int:pk>/acknowledge/", breaches.acknowledge_breach, name="acknowledge_breach"),
    path(f"{HERE}/breaches/<int:pk>/answer/", breaches.explain_breach, name="explain_breach"),
]

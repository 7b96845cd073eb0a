from django.urls import path

from implementation.data_readiness.views import inventory

BASE = "programmes/<int:programme>/data/"

urlpatterns = [
    path(BASE, inventory.data_inventory, name="data_inventory"),
    path(f"{BASE}domains/<int:pk>/", inventory.data_domain, name="data_domain"),
    path(f"{BASE}sources/<int:pk>/", inventory.data_source, name="data_source"),
    path(f"{BASE}files/<int:pk>/", inventory.data_file, name="data_file"),
]

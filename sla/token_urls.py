from django.urls import path

from sla.api.routes import api
from sla.views import tokens

HERE = "programmes/<int:programme>"

urlpatterns = [
    path("api/v1/", api.urls),
    path(f"{HERE}/agreements/<int:pk>/tokens/", tokens.api_tokens, name="api_tokens"),
    path(f"{HERE}/agreements/<int:pk>/tokens/new/", tokens.new_token, name="new_token"),
    path(f"{HERE}/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
]

"""Addresses of build, buy or outsource."""

from django.urls import path

from vendors.views import sourcing, sourcing_option, sourcing_sensitivity

P = "programmes/<int:programme>/sourcing/"

urlpatterns = [
    path(P, sourcing.sourcing, name="sourcing"),
    path(f"{P}sensitivity/", sourcing_sensitivity.sourcing_sensitivity, name="sourcing_sensitivity"),
    path(f"{P}<int:pk>/users/", sourcing.sourcing_users, name="sourcing_users"),
    path(f"{P}<int:pk>/weights/", sourcing_option.weigh_sourcing, name="weigh_sourcing"),
    path(f"{P}<int:pk>/submit/", sourcing.submit_sourcing, name="submit_sourcing"),
    path(f"{P}<int:pk>/opinion/", sourcing.sourcing_opinion, name="sourcing_opinion"),
    path(f"{P}<int:pk>/decide/", sourcing.decide_sourcing, name="decide_sourcing"),
    path(f"{P}<int:pk>/hand-over/", sourcing.hand_over_sourcing, name="hand_over_sourcing"),
    path(f"{P}options/<int:pk>/edit/", sourcing_option.edit_sourcing, name="edit_sourcing"),
    path(f"{P}options/<int:pk>/scores/", sourcing_option.score_sourcing, name="score_sourcing"),
    path(f"{P}options/<int:pk>/risks/", sourcing_option.sourcing_risks, name="sourcing_risks"),
    path(f"{P}options/<int:pk>/costs.xlsx", sourcing_option.sourcing_xlsx, name="sourcing_xlsx"),
    path(f"{P}options/<int:pk>/import/", sourcing_option.import_sourcing, name="import_sourcing"),
]

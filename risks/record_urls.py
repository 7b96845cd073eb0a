"""What belongs to one risk or to how risks are rated: scale, checks, issues, people, links."""

from django.urls import path

from risks import views

urlpatterns = [
    path("programmes/<int:programme>/risks/scale/", views.risk_scale, name="risk_scale"),
    path("programmes/<int:programme>/risks/scale/edit/", views.edit_risk_scale, name="edit_risk_scale"),
    path("programmes/<int:programme>/risks/checks/", views.risk_checks, name="risk_checks"),
    path("programmes/<int:programme>/risks/<int:pk>/mend/", views.mend_risk, name="mend_risk"),
    path("programmes/<int:programme>/risks/issues/", views.risk_issues, name="risk_issues"),
    path("programmes/<int:programme>/risks/<int:pk>/occurred/", views.risk_occurred, name="risk_occurred"),
    path("programmes/<int:programme>/risk-issues/<int:pk>/", views.risk_issue, name="risk_issue"),
    path("programmes/<int:programme>/risk-issues/<int:pk>/edit/", views.edit_risk_issue, name="edit_risk_issue"),
    path("programmes/<int:programme>/risks/<int:pk>/contributors/new/", views.new_contributor, name="new_contributor"),
    path("programmes/<int:programme>/contributors/<int:pk>/remove/", views.drop_contributor, name="drop_contributor"),
    path("programmes/<int:programme>/risks/<int:pk>/links/new/", views.new_risk_link, name="new_risk_link"),
    path("programmes/<int:programme>/risk-links/<int:pk>/remove/", views.drop_risk_link, name="drop_risk_link"),
    path("programmes/<int:programme>/risks/<int:pk>/newer/", views.risk_newer, name="risk_newer"),
    path("programmes/<int:programme>/catalogues/", views.own_catalogues, name="own_catalogues"),
    path("programmes/<int:programme>/catalogues/new/", views.new_catalogue, name="new_catalogue"),
    path("programmes/<int:programme>/catalogues/<int:pk>/", views.own_catalogue, name="own_catalogue"),
    path(
        "programmes/<int:programme>/catalogues/<int:pk>/risks/new/", views.new_catalogue_risk, name="new_catalogue_risk"
    ),
    path(
        "programmes/<int:programme>/catalogues/<int:pk>/members/new/",
        views.new_catalogue_member,
        name="new_catalogue_member",
    ),
    path(
        "programmes/<int:programme>/catalogue-risks/<int:pk>/edit/",
        views.edit_catalogue_risk,
        name="edit_catalogue_risk",
    ),
    path(
        "programmes/<int:programme>/catalogue-risks/<int:pk>/offer/",
        views.offer_catalogue_risk,
        name="offer_catalogue_risk",
    ),
    path(
        "programmes/<int:programme>/catalogue-members/<int:pk>/remove/",
        views.drop_catalogue_member,
        name="drop_catalogue_member",
    ),
]

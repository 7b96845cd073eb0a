from django.urls import path

from risks import views

HERE = "programmes/<int:programme>/risks/"
urlpatterns = [
    path(HERE, views.risks, name="risks"),
    path(f"{HERE}news/", views.risk_news, name="risk_news"),
    path(f"{HERE}add/", views.add_risk_row, name="add_risk_row"),
    path(f"{HERE}undo/", views.undo_risk_change, name="undo_risk_change"),
    path(f"{HERE}bulk/", views.bulk_risks, name="bulk_risks"),
    path(f"{HERE}paste/", views.paste_risks, name="paste_risks"),
    path(f"{HERE}trends/", views.risk_trends, name="risk_trends"),
    path(f"{HERE}look/", views.risk_look, name="risk_look"),
    path(f"{HERE}views/", views.risk_views, name="risk_views"),
    path(f"{HERE}views/keep/", views.keep_risk_view, name="keep_risk_view"),
    path(f"{HERE}views/<int:pk>/", views.edit_risk_view, name="edit_risk_view"),
    path(f"{HERE}views/<int:pk>/open/", views.open_with_view, name="open_with_view"),
    path(f"{HERE}views/<int:pk>/delete/", views.drop_risk_view, name="drop_risk_view"),
    path(f"{HERE}<int:pk>/cell/", views.edit_risk_cell, name="edit_risk_cell"),
]

from django.urls import path

from core import views

urlpatterns = [
    path("step/<str:label>/<int:pk>/<str:step>/", views.step, name="step"),
    path("comments/<str:label>/<int:pk>/", views.comment, name="comment"),
    path("comments/<int:pk>/edit/", views.edit_comment, name="edit_comment"),
    path("comments/<int:pk>/take-back/", views.take_back_comment, name="take_back_comment"),
    path("files/<str:label>/<int:pk>/", views.attach, name="attach"),
    path("files/<int:pk>/", views.download, name="download"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:pk>/", views.open_notice, name="open_notice"),
    path("inbox/read/", views.read_all, name="read_all"),
    path("language/", views.language, name="language"),
]

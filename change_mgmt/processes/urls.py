from django.urls import include, path

pages = []
urlpatterns = [path("programmes/<int:programme>/", include(pages))]

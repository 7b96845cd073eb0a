from django.urls import path

from implementation.knowledge.views import articles, history, home, links, pages, raising, shelves

BASE = "programmes/<int:programme>/knowledge/"

urlpatterns = [
    path("knowledge/<int:pk>/", pages.open_article, name="open_article"),
    path(BASE, home.knowledge, name="knowledge"),
    path(f"{BASE}new/", articles.new_article, name="new_article"),
    path(f"{BASE}shelves/", shelves.shelves, name="shelves"),
    path(f"{BASE}shelves/new/", shelves.new_shelf, name="new_shelf"),
    path(f"{BASE}shelves/<int:pk>/", shelves.edit_shelf, name="edit_shelf"),
    path(f"{BASE}shelves/<int:pk>/remove/", shelves.remove_shelf, name="remove_shelf"),
    path(f"{BASE}raise/<str:label>/<int:pk>/", raising.raise_knowledge, name="raise_knowledge"),
    path(f"{BASE}<int:pk>/", articles.article, name="article"),
    path(f"{BASE}<int:pk>/edit/", articles.edit_article, name="edit_article"),
    path(f"{BASE}<int:pk>/publish/", articles.publish_article, name="publish_article"),
    path(f"{BASE}<int:pk>/useful/", articles.rate_article, name="rate_article"),
    path(f"{BASE}<int:pk>/history/", history.article_history, name="article_history"),
    path(f"{BASE}<int:pk>/history/<int:number>/restore/", history.restore_version, name="restore_version"),
    path(f"{BASE}<int:pk>/link/<str:label>/<int:record>/", links.link_article, name="link_article"),
]

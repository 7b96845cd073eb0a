from django.urls import path

from implementation.experience.views import compare, forecast, lessons, templates, upgrade

HERE = "programmes/<int:programme>/experience"
urlpatterns = [
    path(f"{HERE}/lessons/", lessons.lessons, name="lessons"),
    path(f"{HERE}/lessons/new/", lessons.new_lesson, name="new_lesson"),
    path(f"{HERE}/lessons/<int:pk>/", lessons.lesson, name="lesson"),
    path(f"{HERE}/lessons/<int:pk>/edit/", lessons.edit_lesson, name="edit_lesson"),
    path("templates/<int:pk>/", templates.template_home, name="template_home"),
    path(f"{HERE}/templates/", templates.templates, name="templates"),
    path(f"{HERE}/templates/new/", templates.new_template, name="new_template"),
    path(f"{HERE}/templates/compare/", compare.compare_versions, name="compare_versions"),
    path(f"{HERE}/templates/<int:pk>/", templates.template, name="template"),
    path(f"{HERE}/templates/<int:pk>/edit/", templates.edit_template, name="edit_template"),
    path(f"{HERE}/templates/<int:pk>/share/", templates.share_template, name="share_template"),
    path(f"{HERE}/templates/<int:pk>/versions/new/", templates.new_version, name="new_template_version"),
    path(f"{HERE}/templates/<int:pk>/versions/<int:number>/", templates.template_version, name="template_version"),
    path(f"{HERE}/upgrade/", upgrade.upgrade, name="upgrade"),
    path(f"{HERE}/forecast/", forecast.forecast, name="forecast"),
]

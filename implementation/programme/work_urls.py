"""Addresses of what is to do: tasks, deliverables, the rules that give work away, one's own calendar."""

from django.urls import path

from implementation.programme.views import acceptance, deliverables, rules, tasks, versions

HERE = "programmes/<int:programme>"
ONE = f"{HERE}/deliverables/<int:pk>"

urlpatterns = [
    path(f"{HERE}/tasks/", tasks.tasks, name="tasks"),
    path(f"{HERE}/tasks/new/", tasks.new_task, name="new_task"),
    path(f"{HERE}/tasks/<int:pk>/", tasks.task, name="task"),
    path(f"{HERE}/tasks/<int:pk>/edit/", tasks.edit_task, name="edit_task"),
    path(f"{HERE}/calendar/", tasks.calendar, name="calendar"),
    path("calendar/<str:token>.ics", tasks.calendar_feed, name="calendar_feed"),
    path(f"{HERE}/rules/", rules.rules, name="rules"),
    path(f"{HERE}/rules/new/", rules.new_rule, name="new_rule"),
    path(f"{HERE}/rules/<int:pk>/", rules.edit_rule, name="edit_rule"),
    path(f"{HERE}/rules/<int:pk>/move/", rules.move_rule, name="move_rule"),
    path(f"{HERE}/rules/<int:pk>/remove/", rules.remove_rule, name="remove_rule"),
    path(f"{HERE}/deliverables/", deliverables.deliverables, name="deliverables"),
    path(f"{HERE}/deliverables/list.xlsx", deliverables.deliverables_xlsx, name="deliverables_xlsx"),
    path(f"{HERE}/deliverables/new/", deliverables.new_deliverable, name="new_deliverable"),
    path(f"{ONE}/", deliverables.deliverable, name="deliverable"),
    path(f"{ONE}/edit/", deliverables.edit_deliverable, name="edit_deliverable"),
    path(f"{ONE}/submit/", versions.submit_deliverable, name="submit_deliverable"),
    path(f"{ONE}/files/<int:file>/", versions.version_file, name="version_file"),
    path(f"{ONE}/versions/<int:number>/", versions.compare_version, name="compare_version"),
    path(f"{ONE}/review/", acceptance.review_deliverable, name="review_deliverable"),
    path(f"{ONE}/conditions/", acceptance.accept_with_conditions, name="accept_with_conditions"),
    path(f"{ONE}/back/", acceptance.send_back_deliverable, name="send_back_deliverable"),
    path(
        f"{HERE}/acceptance/<int:pk>/confirm/",
        acceptance.confirm_acceptance_condition,
        name="confirm_acceptance_condition",
    ),
]

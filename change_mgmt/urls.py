from django.urls import include, path

from change_mgmt import change_urls, training_urls
from change_mgmt.views import stakeholders

pages = [
    *training_urls.pages,
    *change_urls.pages,
    path("stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path("stakeholders/new/", stakeholders.new_stakeholder, name="new_stakeholder"),
    path("stakeholders/<int:pk>/", stakeholders.stakeholder, name="stakeholder"),
    path("stakeholders/<int:pk>/edit/", stakeholders.edit_stakeholder, name="edit_stakeholder"),
    path("stakeholders/<int:pk>/remove/", stakeholders.remove_stakeholder, name="remove_stakeholder"),
    path("stakeholders/<int:pk>/cell/", stakeholders.edit_stakeholder_cell, name="edit_stakeholder_cell"),
    path("stakeholders/<int:pk>/talks/new/", stakeholders.log_contact, name="log_contact"),
    path("stakeholders/<int:pk>/listeners/", stakeholders.add_tie, name="add_tie"),
    path("stakeholders/rows/new/", stakeholders.add_stakeholder_row, name="add_stakeholder_row"),
    path("stakeholders/rows/", stakeholders.bring_in_stakeholders, name="bring_in_stakeholders"),
    path("stakeholders/undo/", stakeholders.undo_stakeholder_change, name="undo_stakeholder_change"),
    path("stakeholders/influence/", stakeholders.influence_map, name="influence_map"),
    path("stakeholders/stakeholders.xlsx", stakeholders.stakeholders_xlsx, name="stakeholders_xlsx"),
    path("stakeholders/stakeholders.csv", stakeholders.stakeholders_csv, name="stakeholders_csv"),
    path("talks/<int:pk>/kept/", stakeholders.keep_promise, name="keep_promise"),
    path("listeners/<int:pk>/remove/", stakeholders.remove_tie, name="remove_tie"),
]
urlpatterns = [path("programmes/<int:programme>/", include(pages)), *training_urls.open_pages]

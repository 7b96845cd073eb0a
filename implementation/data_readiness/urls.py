from django.urls import path

from implementation.data_readiness import duplicate_urls, rehearsal_urls
from implementation.data_readiness.views import domains, files, inventory, rehearsals, rules, samples, sources

BASE = "programmes/<int:programme>/data/"

urlpatterns = [
    path(BASE, inventory.data_inventory, name="data_inventory"),
    path(f"{BASE}furnish/", inventory.furnish_data_domains, name="furnish_data_domains"),
    path(f"{BASE}modules/", inventory.data_matrix, name="data_matrix"),
    path(f"{BASE}quality/", inventory.data_quality, name="data_quality"),
    path(f"{BASE}quality/quality.pdf", rehearsals.data_quality_pdf, name="data_quality_pdf"),
    path(f"{BASE}domains/new/", domains.new_data_domain, name="new_data_domain"),
    path(f"{BASE}domains/<int:pk>/", domains.data_domain, name="data_domain"),
    path(f"{BASE}domains/<int:pk>/edit/", domains.edit_data_domain, name="edit_data_domain"),
    path(f"{BASE}domains/<int:pk>/remove/", domains.remove_data_domain, name="remove_data_domain"),
    path(f"{BASE}sources/new/", sources.new_data_source, name="new_data_source"),
    path(f"{BASE}sources/<int:pk>/", sources.data_source, name="data_source"),
    path(f"{BASE}sources/<int:pk>/edit/", sources.edit_data_source, name="edit_data_source"),
    path(f"{BASE}sources/<int:pk>/remove/", sources.remove_data_source, name="remove_data_source"),
    path(f"{BASE}sources/<int:pk>/upload/", files.upload_data, name="upload_data"),
    path(f"{BASE}sources/<int:pk>/rules/new/", rules.new_quality_rule, name="new_quality_rule"),
    path(f"{BASE}sources/<int:pk>/rules/suggested/", rules.suggest_quality_rules, name="suggest_quality_rules"),
    path(f"{BASE}rules/<int:pk>/edit/", rules.edit_quality_rule, name="edit_quality_rule"),
    path(f"{BASE}rules/<int:pk>/remove/", rules.remove_quality_rule, name="remove_quality_rule"),
    path(f"{BASE}files/<int:pk>/", files.data_file, name="data_file"),
    path(f"{BASE}files/<int:pk>/read/", files.read_data_otherwise, name="read_data_otherwise"),
    path(f"{BASE}files/<int:pk>/profile/", files.profile_data, name="profile_data"),
    path(f"{BASE}files/<int:pk>/delete/", files.delete_data_rows, name="delete_data_rows"),
    path(f"{BASE}files/<int:pk>/keep/", files.keep_data_rows, name="keep_data_rows"),
    path(f"{BASE}files/<int:pk>/faults/", samples.data_bad_rows, name="data_bad_rows"),
    path(f"{BASE}files/<int:pk>/faults.xlsx", samples.data_bad_rows_xlsx, name="data_bad_rows_xlsx"),
]
urlpatterns += duplicate_urls.urlpatterns + rehearsal_urls.urlpatterns

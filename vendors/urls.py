from django.urls import path

from vendors import questionnaire_urls, score_urls, sourcing_urls
from vendors.views import contracts, criteria, vendor

P = "programmes/<int:programme>/"

urlpatterns = [
    *questionnaire_urls.urlpatterns,
    *score_urls.urlpatterns,
    *sourcing_urls.urlpatterns,
    path(f"{P}vendors/", vendor.vendors, name="vendors"),
    path(f"{P}vendors/new/", vendor.new_vendor, name="new_vendor"),
    path(f"{P}vendors/<int:pk>/", vendor.vendor, name="vendor"),
    path(f"{P}vendors/<int:pk>/edit/", vendor.edit_vendor, name="edit_vendor"),
    path(f"{P}vendors/criteria/", criteria.vendor_criteria, name="vendor_criteria"),
    path(f"{P}vendors/criteria/<int:pk>/fix/", criteria.fix_criteria, name="fix_criteria"),
    path(f"{P}vendors/evaluators/", criteria.name_evaluators, name="name_evaluators"),
    path(f"{P}vendors/rounds/new/", criteria.new_round, name="new_round"),
    path(f"{P}contracts/", contracts.contracts, name="contracts"),
    path(f"{P}contracts/new/", contracts.new_contract, name="new_contract"),
    path(f"{P}contracts/<int:pk>/", contracts.contract, name="contract"),
    path(f"{P}contracts/<int:pk>/edit/", contracts.edit_contract, name="edit_contract"),
    path(f"{P}contracts/<int:pk>/clauses/", contracts.edit_clauses, name="edit_clauses"),
    path(f"{P}contracts/<int:pk>/submit/", contracts.submit_contract, name="submit_contract"),
    path(f"{P}contracts/<int:pk>/approve/", contracts.approve_contract, name="approve_contract"),
    path(f"{P}contracts/<int:pk>/sign/", contracts.sign_contract, name="sign_contract"),
]

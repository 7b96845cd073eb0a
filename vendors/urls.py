from django.urls import path

from vendors import sourcing_urls
from vendors.views import choice, contracts, criteria, scores, vendor

P = "programmes/<int:programme>/"

urlpatterns = [
    *sourcing_urls.urlpatterns,
    path(f"{P}vendors/", vendor.vendors, name="vendors"),
    path(f"{P}vendors/new/", vendor.new_vendor, name="new_vendor"),
    path(f"{P}vendors/<int:pk>/", vendor.vendor, name="vendor"),
    path(f"{P}vendors/<int:pk>/edit/", vendor.edit_vendor, name="edit_vendor"),
    path(f"{P}vendors/criteria/", criteria.vendor_criteria, name="vendor_criteria"),
    path(f"{P}vendors/criteria/<int:pk>/fix/", criteria.fix_criteria, name="fix_criteria"),
    path(f"{P}vendors/evaluators/", criteria.name_evaluators, name="name_evaluators"),
    path(f"{P}vendors/scores/", scores.score_vendors, name="score_vendors"),
    path(f"{P}vendors/ranking/", scores.vendor_ranking, name="vendor_ranking"),
    path(f"{P}vendors/ranking/<int:pk>/ask/", choice.ask_selection, name="ask_selection"),
    path(f"{P}vendors/choice/", choice.select_vendor, name="select_vendor"),
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

from django.urls import path

from vendors.views import choice, contracts, criteria, scores, sourcing, sourcing_option, sourcing_sensitivity, vendor

P = "programmes/<int:programme>/"

urlpatterns = [
    path(f"{P}sourcing/", sourcing.sourcing, name="sourcing"),
    path(f"{P}sourcing/<int:pk>/submit/", sourcing.submit_sourcing, name="submit_sourcing"),
    path(f"{P}sourcing/<int:pk>/decide/", sourcing.decide_sourcing, name="decide_sourcing"),
    path(f"{P}sourcing/<int:pk>/users/", sourcing.sourcing_users, name="sourcing_users"),
    path(f"{P}sourcing/<int:pk>/opinion/", sourcing.sourcing_opinion, name="sourcing_opinion"),
    path(f"{P}sourcing/<int:pk>/hand-over/", sourcing.hand_over_sourcing, name="hand_over_sourcing"),
    path(f"{P}sourcing/<int:pk>/weights/", sourcing_option.weigh_sourcing, name="weigh_sourcing"),
    path(f"{P}sourcing/sensitivity/", sourcing_sensitivity.sourcing_sensitivity, name="sourcing_sensitivity"),
    path(f"{P}sourcing/options/<int:pk>/edit/", sourcing_option.edit_sourcing, name="edit_sourcing"),
    path(f"{P}sourcing/options/<int:pk>/scores/", sourcing_option.score_sourcing, name="score_sourcing"),
    path(f"{P}sourcing/options/<int:pk>/risks/", sourcing_option.sourcing_risks, name="sourcing_risks"),
    path(f"{P}sourcing/options/<int:pk>/costs.xlsx", sourcing_option.sourcing_xlsx, name="sourcing_xlsx"),
    path(f"{P}sourcing/options/<int:pk>/import/", sourcing_option.import_sourcing, name="import_sourcing"),
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

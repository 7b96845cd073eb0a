from django.urls import path

from vendors import questionnaire_urls, score_urls, selection_urls, sourcing_urls
from vendors.views import contracts

P = "programmes/<int:programme>/"

urlpatterns = [
    *questionnaire_urls.urlpatterns,
    *score_urls.urlpatterns,
    *selection_urls.urlpatterns,
    *sourcing_urls.urlpatterns,
    path(f"{P}contracts/", contracts.contracts, name="contracts"),
    path(f"{P}contracts/new/", contracts.new_contract, name="new_contract"),
    path(f"{P}contracts/<int:pk>/", contracts.contract, name="contract"),
    path(f"{P}contracts/<int:pk>/edit/", contracts.edit_contract, name="edit_contract"),
    path(f"{P}contracts/<int:pk>/clauses/", contracts.edit_clauses, name="edit_clauses"),
    path(f"{P}contracts/<int:pk>/submit/", contracts.submit_contract, name="submit_contract"),
    path(f"{P}contracts/<int:pk>/approve/", contracts.approve_contract, name="approve_contract"),
    path(f"{P}contracts/<int:pk>/sign/", contracts.sign_contract, name="sign_contract"),
]

from vendors import contract_urls, questionnaire_urls, score_urls, selection_urls, sourcing_urls

urlpatterns = [
    *questionnaire_urls.urlpatterns,
    *score_urls.urlpatterns,
    *selection_urls.urlpatterns,
    *sourcing_urls.urlpatterns,
    *contract_urls.urlpatterns,
]

from django.urls import path

from sla.views import credit_rules, credits, simulator, termination

HERE = "programmes/<int:programme>"
AGREEMENT = f"{HERE}/agreements/<int:pk>"

urlpatterns = [
    path(f"{AGREEMENT}/rules/", credit_rules.credit_rules, name="credit_rules"),
    path(f"{AGREEMENT}/rules/new/", credit_rules.new_credit_rule, name="new_credit_rule"),
    path(f"{HERE}/credit-rules/<int:pk>/", credit_rules.edit_credit_rule, name="edit_credit_rule"),
    path(f"{HERE}/credit-rules/<int:pk>/remove/", credit_rules.remove_credit_rule, name="remove_credit_rule"),
    path(f"{HERE}/objectives/<int:pk>/chronic/", credit_rules.new_chronic_rule, name="new_chronic_rule"),
    path(f"{HERE}/chronic-rules/<int:pk>/", credit_rules.edit_chronic_rule, name="edit_chronic_rule"),
    path(f"{HERE}/chronic-rules/<int:pk>/remove/", credit_rules.remove_chronic_rule, name="remove_chronic_rule"),
    path(f"{HERE}/credits/", credits.credits, name="credits"),
    path(f"{HERE}/credits/file/", credits.credits_xlsx, name="credits_xlsx"),
    path(f"{AGREEMENT}/credits/", credits.agreement_credits, name="agreement_credits"),
    path(f"{HERE}/credits/<int:pk>/", credits.credit, name="credit"),
    path(f"{HERE}/credits/<int:pk>/claim/", credits.claim_credit, name="claim_credit"),
    path(f"{HERE}/credits/<int:pk>/dispute/", credits.dispute_credit, name="dispute_credit"),
    path(f"{HERE}/credits/<int:pk>/settle/", credits.settle_credit, name="settle_credit"),
    path(f"{HERE}/credits/<int:pk>/set-off/", credits.new_credit_note, name="new_credit_note"),
    path(f"{HERE}/set-offs/<int:pk>/remove/", credits.remove_credit_note, name="remove_credit_note"),
    path(f"{HERE}/termination/<int:pk>/", termination.termination_right, name="termination_right"),
    path(f"{HERE}/simulator/", simulator.simulate, name="simulate"),
    path(f"{HERE}/simulator/file/", simulator.simulator_xlsx, name="simulator_xlsx"),
    path(f"{AGREEMENT}/simulator/", simulator.simulate_agreement, name="simulate_agreement"),
    path(f"{AGREEMENT}/simulator/take-over/", simulator.take_over, name="take_over_terms"),
]

from django import forms
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import DecisionReview, NotedDecision
from core.forms import RecordForm


class NotedDecisionForm(RecordForm):
    class Meta:
        model = NotedDecision
        fields = ["what", "why", "alternatives", "decided_by", "decided_on", "reversible", "review_on"]
        help_texts = {
            "what": _("One sentence that somebody understands who was not there."),
            "review_on": _("Leave it empty when nobody needs to look again."),
        }


class DecisionReviewForm(RecordForm):
    class Meta:
        model = DecisionReview
        fields = ["outcome", "note"]
        widgets = {"outcome": forms.RadioSelect}

from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from implementation.programme.actions import people_on
from risks.models import Treatment, TreatmentAction
from risks.models.scales import STRATEGIES, Nature


class TreatmentForm(RecordForm):
    class Meta:
        model = Treatment
        fields = ["strategy", "text", "cost"]
        help_texts = {"text": _("What is done, so that somebody else could check it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = STRATEGIES[Nature(self.instance.risk.nature)]
        self.fields["strategy"].choices = [*BLANK_CHOICE_DASH, *((item.value, item.label) for item in allowed)]
        currency = self.instance.risk.programme.organisation.currency
        self.fields["cost"].help_text = _("In %(currency)s, for the whole treatment.") % {"currency": currency}


class ActionForm(RecordForm):
    class Meta:
        model = TreatmentAction
        fields = ["text", "owner", "due"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(self.instance.treatment.risk.programme)

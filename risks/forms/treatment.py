from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.text import gap, say
from implementation.programme.actions import people_on
from risks.catalogue_ways import other_ways
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
        if ideas := [str(text) for _strategy, text in other_ways(self.instance.risk.catalogue_key)]:
            words = _("What is done, so that somebody else could check it.")
            more = _("Others have done this: %(ideas)s") % {"ideas": gap().join(ideas)}
            self.fields["text"].help_text = say("{words}{gap}{more}", words=words, gap=gap(), more=more)
        currency = self.instance.risk.programme.organisation.currency
        self.fields["cost"].help_text = _("In %(currency)s, for the whole treatment.") % {"currency": currency}


class ActionForm(RecordForm):
    class Meta:
        model = TreatmentAction
        fields = ["text", "owner", "due", "cost", "progress"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.treatment.risk.programme
        self.fields["owner"].queryset = people_on(programme)
        self.fields["cost"].help_text = _("In %(currency)s.") % {"currency": programme.organisation.currency}
        self.fields["progress"].required = False

    def clean_progress(self):
        """Left empty, it stays as it was."""
        value = self.cleaned_data["progress"]
        return self.instance.progress if value is None else value

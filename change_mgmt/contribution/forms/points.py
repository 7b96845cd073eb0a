from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from change_mgmt.contribution.models import PointKind, SoftPoint
from core.forms import Form, RecordForm

OWN = "own-"


class PointForm(RecordForm):
    """Built-in kinds and the programme’s own stand in one list."""

    what = forms.ChoiceField(label=_("Kind"))

    class Meta:
        model = SoftPoint
        fields = ["points", "reason", "evidence", "period_from", "period_to"]
        help_texts = {
            "reason": _("One sentence that the person can check. They read it as it stands, with your name."),
            "evidence": _("A record, a document, a meeting: where somebody else could see it too."),
        }

    field_order = ["what", "points", "reason", "evidence", "period_from", "period_to"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        used = self.instance.own_kind_id
        own = [item for item in PointKind.objects.filter(programme=programme) if item.offered or item.pk == used]
        built_in = [(kind.value, kind.label) for kind in SoftPoint.Kind if kind != SoftPoint.Kind.OWN]
        self.fields["what"].choices = [*built_in, *((f"{OWN}{item.pk}", item.name) for item in own)]
        self.own = {f"{OWN}{item.pk}": item for item in own}
        if self.instance.kind:
            self.initial["what"] = f"{OWN}{used}" if used else self.instance.kind

    def clean(self):
        """The kind is on the record before the record itself is looked at."""
        found = super().clean()
        if chosen := self.cleaned_data.get("what"):
            self.instance.own_kind = self.own.get(chosen)
            self.instance.kind = SoftPoint.Kind.OWN if chosen in self.own else chosen
        first, last = self.cleaned_data.get("period_from"), self.cleaned_data.get("period_to")
        if first and last and last < first:
            raise ValidationError({"period_to": _("The period ends before it begins: look at both days.")})
        return found

    @property
    def values(self) -> dict:
        return super().values | {"kind": self.instance.kind, "own_kind": self.instance.own_kind}


class AnswerForm(RecordForm):
    class Meta:
        model = SoftPoint
        fields = ["answer"]
        help_texts = {"answer": _("How you see it. Read by sponsors and managers; empty takes it back.")}


class PointKindForm(RecordForm):
    class Meta:
        model = PointKind
        fields = ["name", "about", "offered"]


class PeriodForm(Form):
    """The days that the numbers are about."""

    since = forms.DateField(label=_("From"))
    until = forms.DateField(label=_("To"))

    def clean(self):
        found = super().clean()
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            raise ValidationError(_("The period ends before it begins: look at both days."))
        return found

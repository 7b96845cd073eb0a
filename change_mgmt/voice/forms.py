from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import ChangeRequest
from change_mgmt.voice.models import Ask, Hearing, Panel
from core.forms import Form, RecordForm
from core.models import User
from core.roles import CONSULTANT, EXECUTIVE, MANAGER, MEMBER, SPONSOR
from implementation.programme.actions import people_on
from implementation.rollout.models import Module

OURS = (SPONSOR, MANAGER, CONSULTANT, EXECUTIVE, MEMBER)


class PanelForm(RecordForm):
    class Meta:
        model = Panel
        fields = ["name", "size", "how_chosen", "looked_after_by"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["looked_after_by"].queryset = people_on(programme, *OURS)


class HearingForm(RecordForm):
    class Meta:
        model = Hearing
        fields = ["kind", "on", "by", "panel", "customers", "heard", "module", "notes"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by"].queryset = people_on(programme, *OURS)
        self.fields["panel"].queryset = Panel.objects.filter(programme=programme)
        self.fields["module"].queryset = Module.objects.filter(programme=programme)
        self.fields["panel"].help_text = _("Only for a panel meeting, or where a panel was asked.")


class AskForm(RecordForm):
    class Meta:
        model = Ask
        fields = ["words", "theme", "customers", "module"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = Module.objects.filter(programme=programme)


class AnswerForm(Form):
    """What becomes of it, in words for the customers; a change request or a task where it is taken up."""

    reason = forms.CharField(max_length=1000, widget=forms.Textarea)
    change = forms.ModelChoiceField(
        ChangeRequest.objects.none(),
        label=_("Change request"),
        required=False,
        help_text=_("Where one was asked for because of this."),
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Give it as a task to"), required=False)
    due = forms.DateField(label=_("Due"), required=False)

    WORDS = {
        "take_up": (_("What will be done"), ""),
        "finish": (_("What they find now"), _("In the words in which you will tell the customers.")),
        "decline": (_("Why not"), _("In the words in which you will tell the customers.")),
    }

    def __init__(self, *args, programme, step, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = self.WORDS[step]
        if step != "take_up":
            for name in ("change", "owner", "due"):
                del self.fields[name]
            return
        self.fields["change"].queryset = ChangeRequest.objects.filter(programme=programme)
        self.fields["owner"].queryset = people_on(programme, *OURS)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("owner") and not cleaned.get("due"):
            self.add_error("due", ValidationError(_("Say by when it is to be done.")))
        return cleaned


class ToldForm(Form):
    on = forms.DateField(label=_("Told on"), initial=timezone.localdate)
    how = forms.CharField(label=_("How they were told"), max_length=300)

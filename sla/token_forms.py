from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import NoteForm, RecordForm
from sla.models import ApiToken
from sla.tokens import MOST_MONITORS


class TokenForm(RecordForm):
    monitor_names = forms.CharField(
        label=gettext_lazy("Monitors"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One in each line, as the objectives name them. Without a name the token may send rows of every monitor."
        ),
    )

    class Meta:
        model = ApiToken
        fields = ["name", "source_note", "may_write", "may_read", "expires_on"]

    field_order = ["name", "source_note", "may_write", "may_read", "monitor_names", "expires_on"]

    def clean_monitor_names(self):
        names = list(dict.fromkeys(line.strip() for line in self.cleaned_data["monitor_names"].splitlines()))
        names = [name for name in names if name]
        if len(names) > MOST_MONITORS:
            raise ValidationError(_("Name at most %(n)d monitors.") % {"n": MOST_MONITORS})
        if any(len(name) > 200 for name in names):
            raise ValidationError(_("The name of a monitor has at most 200 characters."))
        self.instance.monitors = names
        return names


class RevokeForm(NoteForm):
    note = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A key that was lost or seen by others, a source that was switched off."),
    )

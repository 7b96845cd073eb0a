from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordsField
from core.refusal import Stale
from core.roles import STEERING
from implementation.programme.actions import people_on
from sla.models import Agreement, AlarmSetting


class AlarmForm(Form):
    """Names of the programme's people; who is only a provider's contact hears nothing."""

    people = RecordsField(
        label=_("Who hears the alarms"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a name, the managers of the programme."),
    )
    muted_until = forms.DateField(
        label=_("Quiet until"),
        required=False,
        help_text=_("Up to this day alarms are kept on the list, but nobody is told."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, agreement: Agreement, setting: AlarmSetting, **kwargs):
        self.agreement = agreement
        people = list(setting.people.values_list("pk", flat=True)) if setting.pk else []
        known = {"people": people, "muted_until": setting.muted_until, "revision": setting.revision}
        super().__init__(*args, initial=known, **kwargs)
        self.fields["people"].queryset = people_on(agreement.programme, *STEERING).order_by("name")

    @property
    def seen_revision(self) -> int | None:
        return self.cleaned_data.get("revision")

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("people", "muted_until")}

    def refuse_stale(self, error: Stale) -> None:
        """Keep the entries, and let the next save go on from the present revision."""
        self.add_error(None, str(error))
        self.data = self.data.copy()
        self.data["revision"] = AlarmSetting.objects.get(agreement=self.agreement).revision

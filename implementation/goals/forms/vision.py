from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField
from core.roles import INSIDERS, Role
from core.text import bracketed, listed
from implementation.goals.models import VisionVersion
from implementation.programme.actions import people_on


class VisionForm(RecordForm):
    class Meta:
        model = VisionVersion
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 16})}


class People(RecordsField):
    """People with their roles on the programme beside their names."""

    def label_from_instance(self, person):
        roles = [item.get_role_display() for item in person.memberships.all() if item.programme_id == self.programme.pk]
        return bracketed(person.name, listed(roles))


class OpenForm(Form):
    """Who must sign."""

    signatories = People(
        label=_("Who signs"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everyone who matters. The version counts when all of them have signed."),
        error_messages={"required": _("Name at least one person who must sign.")},
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["signatories"]
        field.programme = programme
        field.queryset = people_on(programme, *INSIDERS).prefetch_related("memberships")
        field.initial = people_on(programme, Role.SPONSOR, Role.MANAGER, Role.EXECUTIVE)

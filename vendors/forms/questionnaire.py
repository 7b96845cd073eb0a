"""Forms of those who ask: the questionnaire, its questions, whom it goes to."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput, Form, RecordForm
from vendors.actions.questionnaire_sending import Recipient
from vendors.models import Question, Questionnaire
from vendors.questionnaire_library import sections

DAYS_TO_ANSWER = 21


class QuestionnaireForm(RecordForm):
    class Meta:
        model = Questionnaire
        fields = ["name", "intro"]


class QuestionForm(RecordForm):
    class Meta:
        model = Question
        fields = ["section", "text", "help", "kind", "options", "unit", "required", "criterion"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["criterion"].queryset = instance.questionnaire.round.criteria.all()
        self.fields["criterion"].empty_label = _("None")


class PickForm(Form):
    """Questions of the library that are not in the questionnaire yet, by section."""

    keys = forms.MultipleChoiceField(
        label=_("Questions"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one question that is not in it yet.")},
    )

    def __init__(self, *args, there: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = [
            (label, rest) for label, ready in sections() if (rest := [item for item in ready if item.key not in there])
        ]
        self.fields["keys"].choices = [(item.key, item.text) for _label, ready in self.sections for item in ready]

    @property
    def chosen(self) -> list[str]:
        """What was ticked before, for a page that is shown again."""
        return self.data.getlist("keys") if self.is_bound else []


class DueForm(Form):
    due = forms.DateField(label=_("Answers due by"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.fields["due"].initial:
            self.fields["due"].initial = timezone.localdate() + datetime.timedelta(days=DAYS_TO_ANSWER)


class ReopenForm(DueForm):
    note = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea, help_text=_("The reason is kept with the step.")
    )


class LinkForm(Form):
    contact_name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    until = forms.DateField(label=_("Open until"))
    bound = forms.BooleanField(
        label=_("Ask for a code that is mailed to this address"),
        required=False,
        initial=True,
        help_text=_("Whoever the link is passed on to then sees nothing without the mailbox."),
    )


class AskBackForm(Form):
    text = forms.CharField(label=_("What is to be clarified"), max_length=2000, widget=forms.Textarea)


class SendForm(DueForm):
    """Which vendors are asked, at which address, until when."""

    bound = forms.BooleanField(
        label=_("Ask for a code that is mailed to the address"),
        required=False,
        initial=True,
        help_text=_("Whoever the link is passed on to then sees nothing without the mailbox."),
    )

    def __init__(self, *args, vendors, **kwargs):
        super().__init__(*args, **kwargs)
        self.vendors = list(vendors)
        for vendor in self.vendors:
            about = {"vendor": vendor.name}
            self.fields[f"ask_{vendor.pk}"] = forms.BooleanField(
                label=_("Ask %(vendor)s") % about,
                required=False,
                initial=vendor.state == "shortlist",
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )
            self.fields[f"name_{vendor.pk}"] = forms.CharField(
                label=_("Name of the person at %(vendor)s") % about,
                max_length=120,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )
            self.fields[f"email_{vendor.pk}"] = forms.EmailField(
                label=_("E-mail of %(vendor)s") % about,
                max_length=254,
                required=False,
                widget=forms.EmailInput(attrs={"class": "form-control"}),
            )
        self.fields["due"].widget = DateInput({"class": "form-control"})

    @property
    def rows(self):
        for vendor in self.vendors:
            yield vendor, *(self[f"{name}_{vendor.pk}"] for name in ("ask", "name", "email"))

    @property
    def recipients(self) -> list[Recipient]:
        data = self.cleaned_data
        return [
            Recipient(vendor, email=data[f"email_{vendor.pk}"], name=data[f"name_{vendor.pk}"])
            for vendor in self.vendors
            if data[f"ask_{vendor.pk}"]
        ]

    def clean(self):
        cleaned = super().clean()
        asked = [vendor for vendor in self.vendors if cleaned.get(f"ask_{vendor.pk}")]
        if not asked:
            self.add_error(None, _("Choose at least one vendor."))
        for vendor in asked:
            name = f"email_{vendor.pk}"
            if not cleaned.get(name) and name not in self.errors and not vendor.contacts.exists():
                self.add_error(name, _("Give an e-mail address: nobody there has an account."))
        return cleaned

"""The text in three languages, the second reader, what was held, and a plan brought as a table."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.communication.models import Message
from change_mgmt.communication.wording import LANGUAGES, MOST_BODY, MOST_TITLE, TAGS
from core.forms import Form, RecordForm
from core.models import User
from core.roles import Role
from implementation.programme.actions import people_on

CHECKERS = (Role.SPONSOR, Role.MANAGER, Role.CONSULTANT)


class TextForm(RecordForm):
    """Title and words, once for each language."""

    class Meta:
        model = Message
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            kept = self.instance.texts.get(code, {})
            lang = {"lang": TAGS[code]}
            self.fields[f"title_{code}"] = forms.CharField(
                label=pgettext_lazy("message", "Title"),
                max_length=MOST_TITLE,
                required=False,
                initial=kept.get("title", ""),
                widget=forms.TextInput(attrs={"class": "form-control", **lang}),
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=_("Words"),
                max_length=MOST_BODY,
                required=False,
                initial=kept.get("body", ""),
                widget=forms.Textarea(attrs={"class": "form-control", "rows": 10, **lang}),
            )

    @property
    def parts(self):
        """(language, its name, title field, words field) for the page."""
        return [(TAGS[code], name, self[f"title_{code}"], self[f"body_{code}"]) for code, name in LANGUAGES.items()]

    def clean(self):
        found = super().clean()
        for code in LANGUAGES:
            title, body = found.get(f"title_{code}", "").strip(), found.get(f"body_{code}", "").strip()
            if title and not body:
                self.add_error(f"body_{code}", _("Write the words too, or take the title away."))
            if body and not title:
                self.add_error(f"title_{code}", _("Write a title too: it is the subject of the mail."))
        return found

    @property
    def values(self) -> dict:
        given = {code: (self.cleaned_data[f"title_{code}"], self.cleaned_data[f"body_{code}"]) for code in LANGUAGES}
        return {"texts": given}


class ReaderForm(Form):
    reader = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Who reads it"))
    note = forms.CharField(
        label=_("What to look at"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, programme, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = people_on(programme, *CHECKERS).exclude(pk=user.pk).order_by("name")


class HoldForm(Form):
    on = forms.DateField(label=_("Held on"))
    reached = forms.IntegerField(
        label=_("People reached"), validators=[MinValueValidator(0)], min_value=0, max_value=1_000_000
    )
    note = forms.CharField(
        label=_("What was said and asked"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError(_("This day is still to come. Choose today or an earlier day."))
        return self.cleaned_data["on"]


class TableForm(Form):
    file = forms.FileField(
        label=_("File"), help_text=_("CSV or Excel (.xlsx), 2 MB at most, one message on each line.")
    )

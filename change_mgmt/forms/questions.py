"""A question of the test in up to three languages, and the sheet that people fill in."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import Question
from change_mgmt.models.training.question import LONGEST_OPTION, MOST_OPTIONS, spoken
from core.forms import Form


class QuestionForm(Form):
    """The question and its answers, one row for each answer; a language is filled in wholly or not at all."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Question.Kind)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["kind"].initial = question.kind
        self.fields["revision"].initial = question.revision if question.pk else None
        for code, language in settings.LANGUAGES:
            self.fields[f"words_{code}"] = self._text(language, question.words.get(code, ""), longest=500)
        for place in range(MOST_OPTIONS):
            self._add_option(place, question.options[place] if place < len(question.options) else {})

    def _add_option(self, place: int, option: dict) -> None:
        for code, language in settings.LANGUAGES:
            label = _("Answer %(n)d, %(language)s") % {"n": place + 1, "language": language}
            words = option.get("words", {}).get(code, "")
            self.fields[f"option_{place}_{code}"] = self._text(label, words, longest=LONGEST_OPTION)
        self.fields[f"right_{place}"] = forms.BooleanField(
            label=_("Answer %(n)d is right") % {"n": place + 1},
            required=False,
            initial=option.get("right", False),
            widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        )

    @staticmethod
    def _text(label, initial: str, *, longest: int) -> forms.CharField:
        widget = forms.TextInput(attrs={"class": "form-control"})
        return forms.CharField(label=label, initial=initial, max_length=longest, required=False, widget=widget)

    @property
    def questions(self):
        return [self[f"words_{code}"] for code, _language in settings.LANGUAGES]

    @property
    def rows(self):
        """For each answer: whether it is right, and its words in each language."""
        codes = [code for code, _language in settings.LANGUAGES]
        return [
            (place + 1, self[f"right_{place}"], [self[f"option_{place}_{code}"] for code in codes])
            for place in range(MOST_OPTIONS)
        ]

    @property
    def languages(self):
        return [language for _code, language in settings.LANGUAGES]

    def clean(self):
        cleaned = super().clean()
        words = {code: cleaned.get(f"words_{code}", "") for code, _language in settings.LANGUAGES}
        options = [
            {
                "words": {code: cleaned.get(f"option_{place}_{code}", "") for code in words},
                "right": bool(cleaned.get(f"right_{place}")),
            }
            for place in range(MOST_OPTIONS)
        ]
        options = [option for option in options if any(option["words"].values())]
        for code, language in settings.LANGUAGES:
            texts = [words[code], *(option["words"][code] for option in options)]
            if any(texts) and not all(texts):
                raise ValidationError(
                    _("%(language)s: the question or one of the answers is missing. Fill in all of them, or none."),
                    params={"language": language},
                )
        if not any(words.values()):
            raise ValidationError(_("Write the question in one language at least."))
        self.values = {
            "kind": cleaned.get("kind", ""),
            "words": {code: text for code, text in words.items() if text},
            "options": [
                {"words": {code: text for code, text in option["words"].items() if text}, "right": option["right"]}
                for option in options
            ],
        }
        return cleaned


class TestSheetForm(Form):
    """The paper that lies before somebody. Every question must be answered."""

    __test__ = False

    def __init__(self, *args, paper: list, **kwargs):
        super().__init__(*args, **kwargs)
        for question in paper:
            choices = [(option["id"], spoken(option["words"])) for option in question["options"]]
            single = question["kind"] == Question.Kind.SINGLE
            kind = forms.ChoiceField if single else forms.MultipleChoiceField
            self.fields[f"q_{question['id']}"] = kind(
                label=spoken(question["words"]),
                choices=choices,
                widget=forms.RadioSelect if single else forms.CheckboxSelectMultiple,
                error_messages={"required": _("Choose an answer.")},
                help_text="" if single else _("Several answers may be right."),
            )
            self.fields[f"q_{question['id']}"].widget.attrs["class"] = "choices"

    @property
    def answers(self) -> dict[str, list[str]]:
        return {
            name.removeprefix("q_"): [given] if isinstance(given, str) else list(given)
            for name, given in self.cleaned_data.items()
        }

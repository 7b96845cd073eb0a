"""The form of those who are asked: one field for each question, as its kind wants it."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.text import whole
from vendors.actions.questionnaire_answers import Entry
from vendors.models import Answer, AnswerFile, Question
from vendors.questionnaire_values import MOST_REMARK, MOST_TEXT, Misfit, read, tidy
from vendors.questionnaire_words import asked, why

NOT_YET = ("", _("Not answered"))
YES_NO = [("yes", _("Yes")), ("no", _("No")), NOT_YET]
WITH_REMARK = {"yes_no", "number", "choice", "file"}


@dataclass(frozen=True)
class Line:
    """One question on the page; fields that its kind does not have are None."""

    question: Question
    number: int
    value: forms.BoundField | None
    remark: forms.BoundField | None
    file: forms.BoundField | None
    seen: forms.BoundField
    files: list[AnswerFile]
    taken: Answer | None

    @property
    def is_answered(self) -> bool:
        return bool(self.files or (self.value and self.value.initial))


class AnswersForm(Form):
    """``answers`` and ``files`` are what is kept now. ``entries`` are what was changed on this page, nothing else."""

    def __init__(self, data=None, uploads=None, *, questions, answers, files):
        super().__init__(data, uploads)
        self.questions = list(questions)
        self.answers = {answer.question_id: answer for answer in answers}
        self.kept = {question.pk: [file for file in files if file.question_id == question.pk] for question in questions}
        self.taken: set[int] = set()
        for question in self.questions:
            self._add(question, self.answers.get(question.pk) or Answer(question=question))

    def _add(self, question: Question, answer: Answer) -> None:
        pk, label = question.pk, question.text
        if question.kind == Question.Kind.FILE:
            self.fields[f"file_{pk}"] = forms.FileField(
                label=_("Add a file"), required=False, widget=forms.FileInput(attrs={"class": "form-control"})
            )
        else:
            self.fields[f"value_{pk}"] = self._field(question, label, answer.value)
        if question.kind in WITH_REMARK:
            self.fields[f"remark_{pk}"] = forms.CharField(
                label=_("Remark"),
                required=False,
                initial=answer.remark,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control", "maxlength": MOST_REMARK}),
            )
        mark = f"{answer.revision}:{Entry(answer.value, answer.remark).mark}"
        self.fields[f"seen_{pk}"] = forms.CharField(required=False, initial=mark, widget=forms.HiddenInput)

    def _field(self, question: Question, label: str, value: str) -> forms.Field:
        common = {"label": label, "required": False, "initial": value}
        if question.kind == Question.Kind.YES_NO:
            return forms.CharField(widget=forms.RadioSelect(choices=YES_NO, attrs={"class": "choices"}), **common)
        if question.kind == Question.Kind.CHOICE:
            choices = [*((choice, choice) for choice in question.choices), NOT_YET]
            return forms.CharField(widget=forms.RadioSelect(choices=choices, attrs={"class": "choices"}), **common)
        if question.kind == Question.Kind.NUMBER:
            attrs = {"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}
            return forms.CharField(widget=forms.TextInput(attrs=attrs), **common)
        rows = forms.Textarea(attrs={"rows": 4, "class": "form-control", "maxlength": MOST_TEXT})
        return forms.CharField(widget=rows, **common)

    @property
    def lines(self):
        """(section, lines) in the order of the questionnaire."""
        found: dict[str, list[Line]] = {}
        for number, question in enumerate(self.questions, start=1):
            found.setdefault(question.section, []).append(self._line(question, number))
        return list(found.items())

    def _line(self, question: Question, number: int) -> Line:
        def bound(kind: str):
            name = f"{kind}_{question.pk}"
            return self[name] if name in self.fields else None

        taken = self.answers.get(question.pk) if question.pk in self.taken else None
        parts = {kind: bound(kind) for kind in ("value", "remark", "file", "seen")}
        return Line(question, number, files=self.kept[question.pk], taken=taken, **parts)

    def clean(self):
        cleaned = super().clean()
        for question in self.questions:
            name = f"value_{question.pk}"
            if name not in cleaned:
                continue
            try:
                cleaned[name] = read(cleaned[name], asked(question))
            except Misfit as misfit:
                self.add_error(name, why(misfit.code, question))
        for name in [name for name in cleaned if name.startswith("remark_")]:
            cleaned[name] = tidy(cleaned[name])
            if len(cleaned[name]) > MOST_REMARK:
                words = _("The remark is longer than %(n)d characters: shorten it.") % {"n": MOST_REMARK}
                self.add_error(name, words)
        return cleaned

    @property
    def seen(self) -> dict[int, int]:
        return {question.pk: self._shown(question)[0] for question in self.questions}

    def _shown(self, question: Question) -> tuple[int, str]:
        """The revision and the mark of what the page showed."""
        revision, _colon, mark = self.cleaned_data.get(f"seen_{question.pk}", "").partition(":")
        return whole(revision) or 0, mark

    @property
    def entries(self) -> dict[int, Entry]:
        """What this person changed; what they only had on the page stays as it is, whoever changed it meanwhile."""
        data, found = self.cleaned_data, {}
        for question in self.questions:
            pk = question.pk
            if f"value_{pk}" not in self.data and f"remark_{pk}" not in self.data:
                continue
            entry = Entry(data.get(f"value_{pk}", ""), data.get(f"remark_{pk}", ""))
            if entry.mark != self._shown(question)[1]:
                found[pk] = entry
        return found

    @property
    def uploads(self) -> dict[int, object]:
        return {q.pk: file for q in self.questions if (file := self.cleaned_data.get(f"file_{q.pk}"))}

    def mark_taken(self, questions) -> None:
        """Show what somebody else wrote; the next save goes on from it."""
        self.data = self.data.copy()
        for question in questions:
            self.taken.add(question.pk)
            answer = self.answers.get(question.pk) or Answer(question=question)
            mark = f"{answer.revision}:{Entry(answer.value, answer.remark).mark}"
            self.data[f"seen_{question.pk}"] = mark


class HandInForm(Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Give your name: it is kept with the answers.")},
    )
    function = forms.CharField(label=_("Function"), max_length=120, required=False)
    declared = forms.BooleanField(
        label=_("Declaration"),
        error_messages={"required": _("Confirm the declaration before you hand in.")},
    )

    def __init__(self, *args, declaration, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["declared"].label = declaration


class CodeForm(Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Enter the six digits of the mail.")},
    )


class WorkbookForm(Form):
    file = forms.FileField(label=_("Workbook"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))


class ClarifyForm(Form):
    text = forms.CharField(label=_("Your answer"), max_length=2000, widget=forms.Textarea)

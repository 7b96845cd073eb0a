from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from implementation.readiness.dimensions import Dimension, statement_names
from implementation.readiness.models import Assessment
from implementation.readiness.results import FEWEST

#: What “I cannot say” is called in the form; it is kept as nothing.
CANNOT_SAY = "0"


class AssessmentForm(RecordForm):
    people = RecordsField(
        label=_("Who is asked"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least three, from the top to the front line: whoever sees it differently is worth asking."),
        error_messages={"required": _("Ask at least three people: the results of fewer would show who said what.")},
    )

    class Meta:
        model = Assessment
        fields = ["closes_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people_on(self.instance.programme, *INSIDERS)

    def clean_people(self):
        people = self.cleaned_data["people"]
        if len(people) < FEWEST:
            raise ValidationError(self.fields["people"].error_messages["required"])
        return people


class AnswersForm(Form):
    """The statements of one dimension, from “not at all” to “fully”."""

    def __init__(self, *args, dimension: Dimension, kept: dict[str, int | None], **kwargs):
        super().__init__(*args, **kwargs)
        self.dimension = dimension
        scale = [*((str(score), str(score)) for score in range(1, 6)), (CANNOT_SAY, _("I cannot say"))]
        for name, text in zip(statement_names(dimension), dimension.statements.values(), strict=True):
            initial = str(kept[name] or CANNOT_SAY) if name in kept else None
            self.fields[name] = forms.ChoiceField(
                label=text, choices=scale, widget=forms.RadioSelect, required=False, initial=initial
            )
            self.fields[name].widget.attrs["class"] = "choices scale"

    @property
    def scores(self) -> dict[str, int | None]:
        """What was chosen; a statement left open is not in it."""
        return {name: int(value) or None for name, value in self.cleaned_data.items() if value}

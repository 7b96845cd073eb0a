from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from implementation.data_readiness.models import DataSource, QualityRule
from implementation.data_readiness.profiling import rules
from implementation.data_readiness.profiling.dates import day
from implementation.data_readiness.profiling.numbers import number
from implementation.data_readiness.words import CONDITIONS, KINDS

#: Fields that a kind of rule asks for beside column and target.
NEEDS: dict[str, tuple[str, ...]] = {
    rules.COMPLETE: (),
    rules.UNIQUE: ("second",),
    rules.KIND: ("type",),
    rules.PATTERN: ("pattern",),
    rules.LIST: ("allowed",),
    rules.RANGE: ("low", "high"),
    rules.WHEN: ("if", "if_values", "second", "then", "then_values"),
    rules.ORDER: ("second",),
    rules.SAME: ("second",),
    rules.REFERENCE: ("other", "other_column"),
    rules.AGREES: ("second", "other", "other_column", "other_second"),
    rules.TIMELY: ("days",),
}
OPTIONAL = {"if_values", "then_values", "low", "high"}
MOST_VALUES = 500


class RuleForm(RecordForm):
    """One rule of one kind: only what that kind needs is asked."""

    type = forms.ChoiceField(label=_("Type"), choices=list(KINDS.items()))
    pattern = forms.CharField(
        label=_("Pattern"),
        max_length=60,
        help_text=_("9 stands for a digit, A for a letter, N for either; the rest for itself: K-9999."),
    )
    allowed = forms.CharField(
        label=_("Values"), max_length=20_000, widget=forms.Textarea, help_text=_("One on each line.")
    )
    low = forms.CharField(label=_("Not below"), max_length=40, required=False, help_text=_("A number or a day."))
    high = forms.CharField(label=_("Not above"), max_length=40, required=False)
    days = forms.IntegerField(label=_("Days, at most"), min_value=1, max_value=20_000, initial=365)
    if_ = forms.ChoiceField(choices=list(CONDITIONS.items()))
    other_column = forms.CharField(label=_("Column of the other source"), max_length=120)
    other_second = forms.CharField(label=_("Its column to compare with"), max_length=120)

    class Meta:
        model = QualityRule
        fields = ["column", "second", "other", "target"]

    #: Names in ``params`` whose fields are called otherwise here.
    KEPT_AS = {"values": "allowed", "kind": "type"}

    def __init__(self, *args, source: DataSource, kind: str, columns: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.source, self.kind = source, kind
        del self.fields["if_"]
        for name, label in (("if", _("Condition")), ("then", _("Then it"))):
            self.fields[name] = forms.ChoiceField(label=label, choices=list(CONDITIONS.items()))
            self.fields[f"{name}_values"] = forms.CharField(
                label=_("Values, one on each line"), required=False, max_length=20_000, widget=forms.Textarea
            )
        needs = NEEDS[kind]
        for name in [name for name in self.fields if name not in (*needs, "column", "target", "revision")]:
            del self.fields[name]
        self._offer(columns)
        self._style()
        self.order_fields(["column", *needs, "target"])

    def _offer(self, columns: list[str]) -> None:
        """Headings of the newest file; typed where there is none yet."""
        kept = [self.instance.column, self.instance.second]
        names = [*columns, *(name for name in kept if name and name not in columns)]
        for name in ("column", "second"):
            if name in self.fields and names:
                empty = [("", _("None"))] if name == "second" and self.kind == rules.UNIQUE else []
                label = self.fields[name].label
                self.fields[name] = forms.ChoiceField(label=label, choices=[*empty, *((item, item) for item in names)])
        if "second" in self.fields:
            self.fields["second"].required = self.kind != rules.UNIQUE
        if "other" in self.fields:
            programme = self.source.domain.programme_id
            self.fields["other"].queryset = DataSource.objects.filter(domain__programme=programme)
            self.fields["other"].required = True
        told = {self.KEPT_AS.get(name, name): value for name, value in self.instance.params.items()}
        for name, value in told.items():
            if name in self.fields:
                self.fields[name].initial = "\n".join(value) if isinstance(value, list) else value

    def _style(self) -> None:
        for field in self.fields.values():
            css = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            if css not in field.widget.attrs.get("class", ""):
                field.widget.attrs["class"] = css
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4

    def _lines(self, name: str) -> list[str]:
        found = list(
            dict.fromkeys(line.strip() for line in self.cleaned_data.get(name, "").splitlines() if line.strip())
        )
        if len(found) > MOST_VALUES:
            self.add_error(name, _("A list can have 500 values: put them into a file and let the rule ask that."))
        return found

    def clean(self):
        given = super().clean()
        params = {name: given[name] for name in ("pattern", "days", "other_column", "other_second") if name in given}
        if self.kind == rules.KIND and "type" in given:
            params = {"kind": given["type"]}
        if self.kind == rules.LIST:
            params = {"values": self._lines("allowed")}
        if self.kind == rules.RANGE:
            params = self._limits(given)
        if self.kind == rules.WHEN:
            params = self._conditions(given)
        self.instance.kind, self.instance.source, self.instance.params = self.kind, self.source, params
        if given.get("second") and given.get("second") == given.get("column"):
            self.add_error("second", _("Choose two different columns."))
        self._ask_other(given)
        return given

    def _ask_other(self, given) -> None:
        """The columns of the other source must be those of its newest file."""
        newest = given["other"].files.order_by("-at", "-pk").first() if given.get("other") else None
        names = {column["name"] for column in newest.columns} if newest else set()
        for name in ("other_column", "other_second"):
            if newest and given.get(name) and given[name] not in names:
                self.add_error(name, _("The newest file of that source has no such column."))

    def _limits(self, given) -> dict:
        params = {name: given[name].strip() for name in ("low", "high") if given.get(name, "").strip()}
        for name, text in params.items():
            if day(text) is None and number(text) is None:
                self.add_error(name, _("Write a number, like 54 or 54.5, or a day, like 2026-11-20."))
        if not params and not self.errors:
            self.add_error("low", _("Write a lower limit, an upper one, or both."))
        return params

    def _conditions(self, given) -> dict:
        params = {}
        for name in ("if", "then"):
            params[name] = given.get(name, "filled")
            if params[name] in ("is", "not"):
                params[f"{name}_values"] = self._lines(f"{name}_values")
                if not params[f"{name}_values"]:
                    self.add_error(f"{name}_values", _("Write at least one value."))
        return params

    @property
    def values(self) -> dict:
        return {"target": Decimal("95"), **super().values, "params": self.instance.params}

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from implementation.staff.models import Employee


class EmployeeForm(RecordForm):
    class Meta:
        model = Employee
        fields = ["name", "email", "department", "level", "post", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = self.instance.programme.organisation.departments.all()
        self.fields["department"].empty_label = _("None")


class TableForm(Form):
    """A file, or cells copied from one."""

    table = forms.FileField(
        label=_("Table"),
        required=False,
        help_text=_("An Excel workbook (.xlsx) or a CSV file; the first row names the columns. Nothing is saved yet."),
    )
    pasted = forms.CharField(
        label=_("Or paste the rows"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Copied from a spreadsheet, with the row that names the columns."),
    )

    def clean(self):
        given = self.cleaned_data
        if not given.get("table") and not given.get("pasted") and not self.errors:
            raise ValidationError(_("Choose a file or paste the rows."))
        return given

    @property
    def content(self) -> tuple[str, bytes]:
        """Name and bytes of what was given; the file where there are both."""
        table = self.cleaned_data["table"]
        if table:
            return table.name, table.read()
        return "rows.csv", self.cleaned_data["pasted"].encode()

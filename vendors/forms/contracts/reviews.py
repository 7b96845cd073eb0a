from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from vendors.models import Contract, ContractReview


class ReviewersForm(Form):
    """One person, or nobody, for each field of knowledge."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = contract.revision
        number = contract.review_round + (contract.state == Contract.State.DRAFT)
        found = list(contract.reviews.filter(round__in=[number, number - 1]).order_by("round"))
        named = {review.field: review.reviewer_id for review in found}
        for field, label in ContractReview.Field.choices:
            self.fields[field] = forms.ModelChoiceField(
                people_on(contract.programme, *INSIDERS),
                label=label,
                required=False,
                initial=named.get(field),
                empty_label=_("Nobody"),
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def people(self) -> dict:
        return {field: self.cleaned_data.get(field) for field in ContractReview.Field.values}


class AnswerForm(Form):
    answer = forms.ChoiceField(
        label=_("What you say of the contract"),
        choices=[
            ("agree", _("I agree")),
            ("agree_with_remark", _("I agree, with a remark")),
            ("object", _("I object: it must not be approved like this")),
        ],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Remark, or why you object"), max_length=2000, required=False, widget=forms.Textarea
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") not in (None, "agree") and not (cleaned.get("remark") or "").strip():
            self.add_error("remark", _("Write your remark, or why you object."))
        return cleaned

from django import forms

from core.forms import Styled
from risks.models import RegisterView


class ViewForm(Styled, forms.ModelForm):
    class Meta:
        model = RegisterView
        fields = ["name", "shared"]

"""The forms of a gate, one file for each thing that is filled in."""

from implementation.gates.forms.approvers import ApproversForm, DelegationForm
from implementation.gates.forms.criterion import CriterionForm, WeighForm
from implementation.gates.forms.decide import DecideForm
from implementation.gates.forms.gate import GateForm
from implementation.gates.forms.judging import JudgeForm, LinkForm

__all__ = [
    "ApproversForm",
    "CriterionForm",
    "DecideForm",
    "DelegationForm",
    "GateForm",
    "JudgeForm",
    "LinkForm",
    "WeighForm",
]

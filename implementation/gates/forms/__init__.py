"""The forms of a gate, one file for each thing that is filled in."""

from implementation.gates.forms.approvers import ApproversForm, DelegationForm
from implementation.gates.forms.criterion import CriterionForm, JudgeForm, LinkForm, WeighForm
from implementation.gates.forms.decide import DecideForm
from implementation.gates.forms.gate import GateForm

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

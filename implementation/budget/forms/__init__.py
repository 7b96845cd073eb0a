from implementation.budget.forms.baseline import AmountsForm, BudgetForm, SpreadForm
from implementation.budget.forms.costs import CostForm, QuietForm, ReverseForm
from implementation.budget.forms.files import CostFileForm, MappingForm
from implementation.budget.forms.packages import MilestoneForm, PackageForm, ProgressForm, ReachForm, TasksForm

__all__ = [
    "AmountsForm",
    "BudgetForm",
    "CostFileForm",
    "CostForm",
    "MappingForm",
    "MilestoneForm",
    "PackageForm",
    "ProgressForm",
    "QuietForm",
    "ReachForm",
    "ReverseForm",
    "SpreadForm",
    "TasksForm",
]

from implementation.programme.forms.organisation import DepartmentForm, OrganisationForm
from implementation.programme.forms.people import AcceptForm, InviteForm
from implementation.programme.forms.plan import MilestoneForm, StageForm
from implementation.programme.forms.start import StartForm

__all__ = ["AcceptForm", "DepartmentForm", "InviteForm", "MilestoneForm", "OrganisationForm", "StageForm", "StartForm"]

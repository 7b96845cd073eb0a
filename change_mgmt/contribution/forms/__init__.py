from change_mgmt.contribution.forms.points import AnswerForm, PeriodForm, PointForm, PointKindForm

__all__ = ["AnswerForm", "PeriodForm", "PointForm", "PointKindForm"]

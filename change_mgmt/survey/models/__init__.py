from change_mgmt.survey.models.answer import Answer, Invitation, Remark
from change_mgmt.survey.models.result import BarrierStep, SurveyResult
from change_mgmt.survey.models.statement import Statement
from change_mgmt.survey.models.survey import Survey

__all__ = ["Answer", "BarrierStep", "Invitation", "Remark", "Statement", "Survey", "SurveyResult"]

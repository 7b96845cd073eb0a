from django.urls import path

from sla.views import statements

HERE = "programmes/<int:programme>"
ONE = f"{HERE}/statements/<int:pk>"

urlpatterns = [
    path(f"{HERE}/agreements/<int:pk>/statements/", statements.statements, name="statements"),
    path(f"{HERE}/agreements/<int:pk>/statements/<str:month>/", statements.draft_statement, name="draft_statement"),
    path(f"{ONE}/", statements.statement, name="sla_statement"),
    path(f"{ONE}/check/", statements.check_statement, name="check_statement"),
    path(f"{ONE}/issue/", statements.issue_statement, name="issue_statement"),
    path(f"{ONE}/acknowledge/", statements.acknowledge_statement, name="acknowledge_statement"),
    path(f"{ONE}/object/", statements.object_to_statement, name="object_to_statement"),
    path(f"{ONE}/answer/", statements.answer_objection, name="answer_objection"),
    path(f"{ONE}/statement.pdf", statements.statement_pdf, name="statement_pdf"),
    path(f"{ONE}/statement.xlsx", statements.statement_xlsx, name="statement_xlsx"),
    path(f"{ONE}/statement.csv", statements.statement_csv, name="statement_csv"),
]

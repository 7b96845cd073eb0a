from implementation.data_readiness.forms.files import (
    ColumnsForm,
    KeepForm,
    ReadingForm,
    UploadForm,
)
from implementation.data_readiness.forms.inventory import DomainForm, SourceForm
from implementation.data_readiness.forms.rules import RuleForm

__all__ = ["ColumnsForm", "DomainForm", "KeepForm", "ReadingForm", "RuleForm", "SourceForm", "UploadForm"]

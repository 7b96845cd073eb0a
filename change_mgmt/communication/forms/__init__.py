from change_mgmt.communication.forms.plan import MessageForm
from change_mgmt.communication.forms.steps import HoldForm, ReaderForm, TableForm, TextForm

__all__ = ["HoldForm", "MessageForm", "ReaderForm", "TableForm", "TextForm"]

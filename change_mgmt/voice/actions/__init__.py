"""What people do: hear customers, write down what they ask for, answer it, and tell them."""

from change_mgmt.voice.actions.asks import add_ask, answer, change_ask, tell_back
from change_mgmt.voice.actions.hearings import change_hearing, hear

__all__ = ["add_ask", "answer", "change_ask", "change_hearing", "hear", "tell_back"]

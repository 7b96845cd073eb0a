from core.access import allow
from core.roles import EDITORS, INSIDERS, MEMBER

allow("voice.view_panel", INSIDERS)
allow("voice.view_hearing", INSIDERS)
allow("voice.view_ask", INSIDERS)

# Whoever talks with customers writes down what they said; what becomes of it is for those who run the programme.
allow("voice.hear", EDITORS | {MEMBER})
allow("voice.edit_panel", EDITORS)
allow("voice.edit_ask", EDITORS)

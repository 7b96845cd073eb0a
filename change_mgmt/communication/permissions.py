from core.access import allow
from core.roles import CONSULTANT, EDITORS, INSIDERS, MANAGER, SPONSOR, STEERING

#: The plan and the numbers. What was sent to somebody, they read through their own link, or among their own messages.
allow("communication.view_message", STEERING)
#: Who has read what, by name.
allow("communication.view_delivery", EDITORS)
allow("communication.edit_message", EDITORS)
allow("communication.send_message", EDITORS)
allow("communication.check_message", {SPONSOR, MANAGER, CONSULTANT})
allow("communication.read_own", INSIDERS)

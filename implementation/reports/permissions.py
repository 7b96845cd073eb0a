from core.access import allow
from core.roles import MANAGER, SPONSOR, STEERING

allow("reports.view_progressreport", STEERING)
allow("reports.publish_report", {MANAGER, SPONSOR})

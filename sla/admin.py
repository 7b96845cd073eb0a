from django.contrib import admin

from core.admin import ReadOnly
from sla.models import Agreement, Breach, Credit, EventImport, Exclusion, MonthlyResult, Objective

admin.site.register([Agreement, Objective, Exclusion, EventImport, MonthlyResult, Breach, Credit], ReadOnly)

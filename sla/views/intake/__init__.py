"""A file of measurements: brought, read, imported or not, withdrawn."""

from sla.views.intake.columns import import_columns
from sla.views.intake.files import import_events, import_file, measurements, withdraw_import
from sla.views.intake.preview import import_preview

__all__ = [
    "import_columns",
    "import_events",
    "import_file",
    "import_preview",
    "measurements",
    "withdraw_import",
]

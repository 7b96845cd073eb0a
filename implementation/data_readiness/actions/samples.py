"""Who saw values of uploaded rows."""

from core import actions
from core.models import User
from implementation.data_readiness.models import DataFile, SampleAccess


def looked_at(data_file: DataFile, what: str, *, rows: int, by: User) -> SampleAccess:
    """Put on record that ``by`` sees rows of an upload; what they hold is written nowhere."""
    found = SampleAccess(data_file=data_file, what=what, rows=rows, by=by)
    return actions.create(found, permission="data_readiness.see_samples", by=by, verb="looked at")

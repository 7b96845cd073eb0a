"""What of the changes a risk may be linked to."""

from change_mgmt.models import ChangeRequest
from risks.registry import linkable


@linkable("change_mgmt.changerequest")
def changes(programme):
    return ChangeRequest.objects.filter(programme=programme)

"""From where on a change is large: the sponsor says so."""

from django.urls import reverse
from django.utils.translation import gettext as _

from change_mgmt import actions
from change_mgmt.forms.changes import LimitsForm
from core.edit import edit_record
from implementation.programme.pages import programme_page


@programme_page("change_mgmt.set_limits")
def change_limits(request, programme):
    form = LimitsForm(request.POST or None, instance=actions.limits_for_edit(programme))
    return edit_record(
        request,
        form,
        title=_("Limits of small changes"),
        lead=_(
            "Up to these the manager decides; above them, and whenever a contract must be changed, you do. "
            "Changes that were assessed before keep their size."
        ),
        save=actions.set_limits,
        back=reverse("changes", args=[programme.pk]),
        section="changes",
    )

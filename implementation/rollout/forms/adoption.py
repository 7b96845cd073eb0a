from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from implementation.programme.models import Department
from implementation.rollout.models import Pilot
from implementation.rollout.models.figures import not_in_the_future
from implementation.rollout.places import places_of
from implementation.rollout.shares import WEEK, monday_of

MOST = 1_000_000_000


def last_monday():
    """The week that is over, not the one that runs."""
    return monday_of(timezone.localdate()) - WEEK


class AdoptionForm(Form):
    week = forms.DateField(
        label=_("Week"), validators=[not_in_the_future], help_text=_("Any day of the week; it is kept by its Monday.")
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), required=False, empty_label=_("The whole pilot")
    )
    active_users = forms.IntegerField(
        label=_("Active in that week"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("People who worked with the system at least once."),
    )
    staff = forms.IntegerField(label=_("People who could use it"), min_value=1, max_value=1_000_000)
    logins = forms.IntegerField(label=_("Logins"), required=False, min_value=0, max_value=MOST)
    records = forms.IntegerField(
        label=_("Records made"),
        required=False,
        min_value=0,
        max_value=MOST,
        help_text=_("Customers, visits, quotes, requests: what people put into it."),
    )

    def __init__(self, *args, pilot: Pilot, **kwargs):
        super().__init__(*args, initial={"week": last_monday(), "staff": pilot.users}, **kwargs)
        places = places_of(pilot)
        if places.count() < 2:
            del self.fields["department"]
        else:
            self.fields["department"].queryset = places

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("staff") and cleaned.get("active_users", 0) > cleaned["staff"]:
            self.add_error("active_users", _("More people are active than could use it: look at both numbers."))
        return cleaned

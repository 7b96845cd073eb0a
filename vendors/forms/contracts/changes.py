from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from vendors.models import ContractChange


class ChangeForm(RecordForm):
    class Meta:
        model = ContractChange
        fields = ["kind", "title", "reason", "takes_effect_on", "once", "monthly"]
        help_texts = {"reason": _("What happens without it; who asked for it.")}

from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from risks.actions import colleagues
from risks.forms.risk import WORDS
from risks.models import Catalogue, CatalogueMember, CatalogueRisk
from risks.models.scales import STRATEGIES, Nature


class CatalogueForm(RecordForm):
    class Meta:
        model = Catalogue
        fields = ["name"]


class MemberForm(RecordForm):
    class Meta:
        model = CatalogueMember
        fields = ["user"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        there = self.instance.catalogue.members.values("user")
        self.fields["user"].queryset = colleagues(by).exclude(pk__in=there)


class EntryForm(RecordForm):
    class Meta:
        model = CatalogueRisk
        fields = [*WORDS, "strategy", "treatments", "likelihood", "impact"]

    def clean(self):
        cleaned = super().clean()
        nature, strategy = cleaned.get("nature"), cleaned.get("strategy")
        if nature and strategy and strategy not in STRATEGIES[Nature(nature)]:
            self.add_error("strategy", _("This is no treatment for this nature: choose another one."))
        if (cleaned.get("likelihood") is None) != (cleaned.get("impact") is None):
            self.add_error("impact", _("Rate both likelihood and impact, or neither."))
        return cleaned

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import AuditEntry
from core.roles import STEERING
from implementation.experience.registry import Part, item, template_part
from risks.actions import create_risk
from risks.models import Risk
from risks.models.scales import Category, Confidence, Impact, Likelihood, Nature

TEXTS = ("cause", "event", "effect", "early_sign")


def occurred_on(programme) -> set[int]:
    """Numbers of the risks that came true at some time, also where they were closed since."""
    found = AuditEntry.objects.filter(chain__scope_key=programme.scope_key, label="risks.risk", verb="occur")
    return set(found.values_list("object_id", flat=True))


@template_part("risks.occurred", title=gettext_lazy("Risks that came true"), order=200)
class OccurredRisks(Part):
    """A new programme gets them as identified risks: a person confirms the rating or closes them."""

    note = gettext_lazy("A new programme finds them in its register as suggestions, to be rated or closed.")
    readers = STEERING
    fields = {
        "category": gettext_lazy("Category"),
        "likelihood": gettext_lazy("Likelihood"),
        "impact": gettext_lazy("Impact"),
        "cause": gettext_lazy("Because"),
        "event": gettext_lazy("it may happen that"),
        "effect": gettext_lazy("so that"),
        "early_sign": gettext_lazy("Early sign"),
    }
    choices = {
        "category": dict(Category.choices),
        "likelihood": dict(Likelihood.choices),
        "impact": dict(Impact.choices),
    }

    def take(self, programme):
        found = Risk.objects.filter(programme=programme, nature=Nature.THREAT, pk__in=occurred_on(programme))
        return [
            item(
                risk.title,
                risk.title,
                category=risk.category,
                likelihood=risk.current_likelihood or risk.inherent_likelihood,
                impact=risk.current_impact or risk.inherent_impact,
                **{name: getattr(risk, name) for name in TEXTS},
            )
            for risk in found.order_by("number")
        ]

    def apply(self, programme, items, *, by):
        for one in items:
            fields = one["fields"]
            risk = Risk(
                programme=programme,
                title=str(one["title"])[:200],
                category=fields["category"],
                confidence=Confidence.LOW,
                inherent_likelihood=fields["likelihood"],
                inherent_impact=fields["impact"],
                current_likelihood=fields["likelihood"],
                current_impact=fields["impact"],
                **{name: fields[name] for name in TEXTS},
            )
            create_risk(risk, by=by, note=_("It came true on an earlier programme; suggested by the template."))

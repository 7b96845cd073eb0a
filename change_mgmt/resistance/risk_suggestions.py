"""What signs of resistance tell the register: records to link, and starter risks that they speak for."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from change_mgmt.resistance.models import Sign
from core.text import say
from risks.registry import Suggestion, linkable, risk_suggestion

#: The kind of sign -> the starter risk that it speaks for.
OF_KIND = {
    Sign.Kind.HOARDING: "sales_keep",
    Sign.Kind.QUIET: "no_culture",
    Sign.Kind.OBJECTION: "no_culture",
}


@linkable("resistance.sign")
def signs(programme):
    return Sign.objects.filter(programme=programme).select_related("programme")


@risk_suggestion("resistance.signs")
def seen(programme):
    found = Sign.objects.filter(programme=programme, confidential=False).open()
    counts = Counter(found.order_by().values_list("kind", flat=True))
    for kind, key in OF_KIND.items():
        if not counts[kind]:
            continue
        text = ngettext_lazy(
            "{n} open sign of resistance: {kind}.", "{n} open signs of resistance: {kind}.", counts[kind]
        )
        url = f"{reverse('resistance', args=[programme.pk])}?kind={kind}"
        yield Suggestion(key, say(text, n=counts[kind], kind=kind.label), url)

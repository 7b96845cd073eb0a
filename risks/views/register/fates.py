"""What becomes of rows, in words and tones."""

from django.utils.translation import gettext_lazy as _

from risks.register.bulk import CHANGED, NEW, REFUSED, SAME

WORDS = {
    NEW: (_("New"), "ok"),
    CHANGED: (_("Changes"), "now"),
    SAME: (_("Stays as it is"), "idle"),
    REFUSED: (_("Refused"), "bad"),
}


def summed(kinds: dict[str, int]) -> list[tuple[str, str, int]]:
    """Word, tone and number of each fate that occurs."""
    return [(*WORDS[kind], n) for kind, n in kinds.items() if n]

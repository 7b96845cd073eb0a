from django.utils.translation import gettext_lazy as _

from implementation.programme.assignable import assignable
from risks.models import Category

assignable(
    "risks.risk",
    words=_("Risk"),
    category=lambda risk: risk.category,
    choices=lambda programme: Category.choices,
    owner="owner",
)

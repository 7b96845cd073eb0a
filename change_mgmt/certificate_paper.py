"""A certificate on paper: one page, tagged, with a code that leads to its confirmation."""

import base64

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from change_mgmt.models import Certificate
from core import pdf as engine
from core.links import code_svg
from core.pdf import Pdf

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def pdf(certificate: Certificate, language: str) -> Pdf:
    """What was frozen on the day of issue, in one of the three languages."""
    with translation.override(language):
        title = _("Certificate %(number)s") % {"number": certificate.spelt}
        picture = base64.b64encode(code_svg(certificate.check_address)).decode()
        context = {
            "certificate": certificate,
            "facts": certificate.facts,
            "title": title,
            "tag": TAGS[language],
            "code": f"data:image/svg+xml;base64,{picture}",
        }
        html = render_to_string("change_mgmt/certificate_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=title, author=certificate.programme.organisation.name)

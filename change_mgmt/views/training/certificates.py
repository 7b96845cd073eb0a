"""The certificate as a file, and the page that confirms it to whoever holds the paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from change_mgmt import certificate_paper
from change_mgmt.actions.certificates import certify
from change_mgmt.limits import is_within
from change_mgmt.models import Certificate
from change_mgmt.views.training.shared import enrolments
from core.pdf import PdfUnavailable
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page


def papers():
    return Certificate.objects.select_related("programme__organisation", "enrolment__session__course")


@programme_page("change_mgmt.enrol")
def certificate(request, programme, pk):
    """``pk`` is the seat: pressed, the certificate is issued; read, it is a file."""
    seat = one_of(programme, enrolments(), pk, request.user, "change_mgmt.view_enrolment")
    if request.method == "POST":
        certify(seat, by=None)
        return redirect("certificate", programme.pk, seat.pk)
    found = papers().filter(enrolment=seat).first()
    if found is None:
        raise Http404
    return as_file(found)


def as_file(found: Certificate) -> HttpResponse:
    """In the language of the screen."""
    if not found.holds:
        raise Refused(_("This certificate no longer holds: the list of the session was put right."))
    try:
        file = certificate_paper.pdf(found, translation.get_language() or "en")
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    name = f"{found.spelt}.pdf"
    return HttpResponse(
        file.bytes, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@never_cache
def check_certificate(request, code):
    """For whoever holds the paper: number, name, course and day, or that there is no such certificate."""
    if not is_within(request, "certificate"):
        return render(request, "change_mgmt/own_closed.html", {"busy": True}, status=429)
    found = papers().filter(code=code).first()
    context = {"certificate": found, "today": timezone.localdate().isoformat()}
    answer = render(request, "change_mgmt/check_certificate.html", context, status=200 if found else 404)
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer

"""One sign: reported, read, changed."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.resistance import actions
from change_mgmt.resistance.forms import ReportForm, SignForm
from change_mgmt.resistance.hints import WORDS, kinds_of, patterns_of
from change_mgmt.resistance.models import Sign
from change_mgmt.resistance.views.listing import RELATED
from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from risks.models import Risk


@programme_page("resistance.report_sign")
def report_sign(request, programme):
    """Anybody inside says what they noticed, with or without their name."""
    blank = Sign(programme=programme, first_seen=timezone.localdate())
    form = ReportForm(request.POST or None, instance=blank, programme=programme, user=request.user)
    here = reverse("resistance", args=[programme.pk])

    def save(record):
        nameless = form.cleaned_data["nameless"]
        return actions.report_sign(record, by=request.user, nameless=nameless)

    def back(record):
        return record.get_absolute_url() if request.user.has_perm("resistance.view_sign", record) else here

    return new_record(
        request,
        form,
        title=_("Report a sign of resistance"),
        lead=_("An objection is worth more said than kept. It is looked into, and nobody is blamed for it."),
        submit=_("Report it"),
        save=save,
        back=back,
        cancel=here,
        section="resistance",
    )


@programme_page("resistance.view_sign")
def sign(request, programme, pk):
    signs = Sign.objects.select_related(*RELATED, "programme__organisation")
    found = one_of(programme, signs, pk, request.user, "resistance.view_sign")
    others = list(Sign.objects.seen_by(request.user, programme).open().filter(department=found.department_id))
    risk = Risk.objects.filter(programme=programme, source_label=found.label, source_id=found.pk).first()
    context = {
        "sign": found,
        "hints": [WORDS[key] for key in kinds_of(found, patterns_of(others))],
        "risk": risk,
        "may_see_risk": risk is not None and request.user.has_perm("risks.view_risk", risk),
        "title": str(found),
        "section": "resistance",
    }
    return render(request, "resistance/sign.html", context)


@programme_page("resistance.view_sign")
def edit_sign(request, programme, pk):
    signs = Sign.objects.select_related("programme__organisation")
    found = one_of(programme, signs, pk, request.user, "resistance.edit_sign")
    if not found.is_open:
        raise Refused(_("This sign is closed: open it again first."))
    form = SignForm(request.POST or None, instance=found, programme=programme, user=request.user)
    return edit_record(request, form, title=str(found), save=actions.change_sign, back=found, section="resistance")

"""The answers of all vendors beside each other."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from implementation.programme.pages import programme_page
from vendors.questionnaire_comparison import SHOWS, compare_answers, workbook
from vendors.views.questionnaire import SECTION, one_questionnaire
from vendors.views.questionnaire_replies import XLSX


@programme_page("vendors.view_questionnaire")
def compare_replies(request, programme, pk):
    found = one_questionnaire(request, programme, pk)
    beside = compare_answers(found)
    words, show = request.GET.get("q", "").strip()[:200], request.GET.get("show", "")
    labels = (_("Differ"), _("Missing"), _("To be clarified"))
    context = SECTION | {
        "questionnaire": found,
        "beside": beside,
        "rows": beside.found(words=words, show=show),
        "q": words,
        "show": show if show in SHOWS else "",
        "shows": [(name, label, beside.count(name)) for name, label in zip(SHOWS, labels, strict=True)],
        "crumb": found,
        "page_title": _("Answers beside each other"),
    }
    return render(request, "vendors/questionnaire_compare.html", context)


@programme_page("vendors.view_questionnaire")
def compare_replies_file(request, programme, pk):
    found = one_questionnaire(request, programme, pk)
    response = HttpResponse(workbook(compare_answers(found)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="answers-{found.pk}.xlsx"'
    return response

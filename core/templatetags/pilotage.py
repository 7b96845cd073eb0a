"""Small words of the templates: icons, status, levels, money, people, buttons, what stands beside a record."""

import datetime
import re

from django import template
from django.contrib.contenttypes.models import ContentType
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import mentions, text
from core.beside import extras, give_links, readers
from core.evidence import in_this_language
from core.models import Attachment, Comment
from core.roles import Role
from core.workflow import open_steps, state_field, state_words

register = template.Library()

# tone -> (class, icon): shape, word and colour always go together.
TONES = {
    "ok": ("st-ok", "check-circle-fill"),
    "done": ("st-ok", "check-circle-fill"),
    "warn": ("st-warn", "exclamation-triangle-fill"),
    "partly": ("st-warn", "circle-half"),
    "bad": ("st-bad", "x-octagon-fill"),
    "now": ("st-now", "play-circle-fill"),
    "wait": ("", "hourglass-split"),
    "idle": ("", "circle"),
    "none": ("", "dash-circle"),
}


@register.simple_tag
def icon(name):
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("vendor/bootstrap-icons/icons.svg"),
        name,
    )


@register.simple_tag
def st(tone, words, pill=False):
    """A status: ``{% st "ok" _("Met") %}``."""
    css, shape = TONES[tone]
    return format_html('<span class="st {}{}">{}{}</span>', css, " pill" if pill else "", icon(shape), words)


@register.simple_tag
def state(record, pill=False):
    """The record's state in words, in the tone that its model gives it (``TONES``)."""
    value = getattr(record, state_field(record).attname)
    return st(record.TONES.get(value, "idle"), state_words(record, value), pill)


@register.simple_tag(takes_context=True)
def level(context, value, scale=None):
    """A risk level: number, word and colour; ``None`` is said, never shown as 0.

    A page may have a ``scale`` with the organisation's own words (``level_words``).
    """
    own = getattr(scale or context.get("scale"), "level_words", None)
    words = own or [_("Very low"), _("Low"), _("Medium"), _("High"), _("Very high")]
    if value is None:
        return format_html('<span class="quieter">{}</span>', _("Not rated"))
    return format_html('<span class="lv lv-{0}"><b>{0}</b>{1}</span>', value, words[value])


@register.simple_tag
def who(person, note=""):
    if person is None:
        return format_html('<span class="quieter">{}</span>', _("Nobody yet"))
    mark = format_html('<i aria-hidden="true">{}</i>', person.initials)
    return format_html(
        '<span class="who">{}{}{}</span>',
        mark,
        person.name,
        format_html(" <span class=quiet>{}</span>", note) if note else "",
    )


@register.filter
def money(value, currency="CNY"):
    return text.amount(value, currency)


@register.filter
def money2(value, currency="CNY"):
    """With every minor unit, for sums shown step by step."""
    return text.amount(value, currency, places=text.minor_units(currency)) if value is not None else "–"


@register.filter
def whole(value, currency):
    """An amount without its minor units, for estimates and for tables that many must fit into."""
    return text.amount(text.rounded(value), currency) if value is not None else "–"


@register.filter
def decimals(value, places=1):
    """A number with this many decimals, or a dash."""
    return (
        "–"
        if value is None or value == ""
        else formats.number_format(text.rounded(value, int(places)), decimal_pos=int(places), force_grouping=True)
    )


@register.filter
def percent(value, places=1):
    """A percentage given as 0-100: “99.71 %” in English, “99.71%” in Chinese."""
    if value is None or value == "":
        return "–"
    return _("%(figure)s %%") % {"figure": decimals(value, places)}


@register.filter
def day(value):
    """Fri 20 Nov 2026"""
    return formats.date_format(value, "DATE_FORMAT") if value else "–"


@register.filter
def short_day(value):
    """20 Nov"""
    if not value:
        return "–"
    value = timezone.localtime(value) if isinstance(value, datetime.datetime) else value
    return formats.date_format(
        value,
        formats.get_format("MONTH_DAY_FORMAT") if value.year == timezone.localdate().year else "SHORT_DATE_FORMAT",
    )


@register.filter
def month(value):
    """Oct 2026; also for a frozen month (``2026-10``)."""
    if isinstance(value, str):
        value = datetime.date.fromisoformat(f"{value[:7]}-01")
    return formats.date_format(value, "YEAR_MONTH_FORMAT") if value else "–"


@register.filter
def moment(value):
    """Fri 20 Nov 2026, 09:14, in the zone of the page."""
    return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT") if value else "–"


@register.filter
def away(value):
    """How far a day is: in 8 days, today, 2 days overdue."""
    if not value:
        return ""
    days = ((value.date() if isinstance(value, datetime.datetime) else value) - timezone.localdate()).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}


@register.filter
def overdue(value):
    return bool(value) and (value.date() if isinstance(value, datetime.datetime) else value) < timezone.localdate()


@register.filter
def here(texts):
    """A frozen sentence in the language of the screen."""
    return in_this_language(texts)


@register.simple_tag
def sep(mark):
    """What stands between two parts of a line: ``{% sep "," %}``, also ``;`` ``:`` ``.`` and ``list`` between names."""
    return text.MARKS[mark]


@register.simple_tag
def gap():
    """What stands between two sentences: a space in English, nothing in Chinese."""
    return text.gap()


@register.filter
def listed(names):
    """Names, one after the other."""
    return text.listed(names)


@register.filter
def bracketed(value):
    """“ (manager)” behind a word, in the brackets of the language."""
    return text.bracketed("", value)


@register.filter
def quoted(value):
    """What a person wrote, in the quotation marks of the language."""
    return pgettext("quotation", "“%(words)s”") % {"words": value}


@register.filter
def roles(kept):
    """Roles as they were kept (“manager, sponsor”, or a list of them) in words; what is no role stays as it is."""
    keys = [key.strip() for key in kept.split(",")] if isinstance(kept, str) else kept or ()
    return text.listed(Role(key).label if key in Role.values else key for key in keys if key)


@register.filter
def signed(kept):
    """Who decided, as it was kept (“Mia Manager, manager, sponsor”): the name, then the roles in words."""
    name, *rest = str(kept).split(", ")
    while rest and rest[0] not in Role.values:
        name = f"{name}, {rest.pop(0)}"
    return text.bracketed(name, roles(rest)) if rest else name


@register.filter
def emphasise(value):
    """Escape, and set **what matters** in bold."""
    return mark_safe(re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", str(escape(str(value)))))


@register.simple_tag(takes_context=True)
def can(context, permission, record):
    """``{% can "risks.edit_risk" risk as may_edit %}``"""
    return context["request"].user.has_perm(permission, record)


@register.inclusion_tag("core/_steps.html", takes_context=True)
def steps(context, record, next=""):
    """The buttons that lead away from the record's present state."""
    request = context["request"]
    return {
        "record": record,
        "steps": list(open_steps(record, request.user)),
        "next": next or request.path,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


#: Remarks on a page; the latest stand on the first.
REMARKS = 20


@register.inclusion_tag("core/_beside.html", takes_context=True)
def beside(context, record):
    """Files and remarks of a record, with the forms to add to them, and what the apps put beside it."""
    request = context["request"]
    kind = ContentType.objects.get_for_model(record)
    found = {"content_type": kind, "object_id": record.pk}
    page = min(text.whole(request.GET.get("talk", "")) or 1, 10_000)
    first = (page - 1) * REMARKS
    latest = Comment.objects.filter(**found).select_related("by").order_by("-at", "-pk")[first : first + REMARKS + 1]
    comments = list(latest)
    files = list(Attachment.objects.filter(**found).select_related("by"))
    give_links(record, [*files, *comments], request)
    above, below = extras(record, request)
    return {
        "record": record,
        "comments": comments[:REMARKS][::-1],
        "earlier": page + 1 if len(comments) > REMARKS else None,
        "later": page - 1 if page > 1 else None,
        "files": files,
        "people": [person for person in readers(record) if person != request.user],
        "above": above,
        "below": below,
        "next": request.path,
        "request": request,
        "user": request.user,
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def remark(comment):
    """A remark as its page shows it: links, and the names of those told in bold."""
    return mentions.as_html(comment.text, [name for _number, name in comment.told])


@register.simple_tag(takes_context=True)
def part(context, extra):
    """What an app put beside a record, with what every part needs."""
    shared = {name: context.get(name) for name in ("request", "user", "csrf_token", "next", "record")}
    return get_template(extra.template).template.render(template.Context({**shared, **extra.context}))


@register.inclusion_tag("core/_field.html")
def field(bound, hint=""):
    """One field: label, control, error, help."""
    bound.field.widget.attrs.pop("aria-invalid", None)
    describers = []
    if bound.errors:
        describers.append(f"{bound.auto_id}_error")
        css = bound.field.widget.attrs.get("class", "")
        if "is-invalid" not in css:
            bound.field.widget.attrs["class"] = f"{css} is-invalid"
    if bound.help_text or hint:
        describers.append(f"{bound.auto_id}_helptext")
    if describers:
        bound.field.widget.attrs["aria-describedby"] = " ".join(describers)
    kind = type(bound.field.widget).__name__
    return {
        "field": bound,
        "hint": hint,
        "is_check": kind == "CheckboxInput",
        "is_group": kind in ("RadioSelect", "CheckboxSelectMultiple"),
    }


@register.inclusion_tag("core/_pages.html", takes_context=True)
def pages(context, page):
    """Newer and older, keeping the filters of the address."""
    return {"page": page, "request": context["request"]}


@register.filter
def day_of(text_day):
    """A frozen day (``2026-11-20``) as a date in the reader's language."""
    return (
        formats.date_format(datetime.date.fromisoformat(str(text_day)[:10]), "SHORT_DATE_FORMAT") if text_day else "–"
    )

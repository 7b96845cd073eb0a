from collections import Counter

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.models import AuditEntry
from core.notifications import Notice, hears
from core.roles import CONSULTANT, MANAGER, SPONSOR
from core.text import day, say
from implementation.programme.actions import people_on


@hears("risks.risk", "created", "changed", "assigned")
def tell_owner(risk, by, note):
    """Whoever becomes the owner hears of it."""
    last = AuditEntry.objects.filter(label=risk.label, object_id=risk.pk).order_by("-number").first()
    if risk.owner_id and "owner_id" in last.after:
        yield Notice([risk.owner], say(_("You own a risk: {title}"), title=risk))


@hears("risks.risk", "created")
def tell_editors(risk, by, note):
    """What the records themselves show is for the people who keep the register."""
    if risk.source_label:
        text = say(_("A risk was raised: {title}. Confirm its rating."), title=risk)
        yield Notice(people_on(risk.programme, MANAGER, CONSULTANT), text)


@hears("risks.risk", "occur")
def tell_of_issue(risk, by, note):
    people = set(people_on(risk.programme, SPONSOR, MANAGER)) | ({risk.owner} if risk.owner else set())
    yield Notice(people, say(_("It happened: {title}"), title=risk))


@hears("risks.risk", "escalated")
def tell_of_excess(risk, by, note):
    text = say(_("Above the appetite, with nothing under way: {title}"), title=risk)
    yield Notice(people_on(risk.programme, SPONSOR), text)


@hears("risks.risk", "warned")
def tell_before_the_end(risk, by, note):
    people = set(people_on(risk.programme, SPONSOR)) | ({risk.owner} if risk.owner else set())
    text = say(_("An acceptance ends on {day}: {title}"), day=day(risk.accepted_until), title=risk)
    yield Notice(people, text)


@hears("risks.contributor", "created")
def tell_contributor(contributor, by, note):
    yield Notice([contributor.user], say(_("You contribute to a risk: {title}"), title=contributor.risk))


@hears("risks.risk", "rated", "occur", "close", "end_acceptance")
def tell_contributors(risk, by, note):
    people = {item.user for item in risk.contributors.select_related("user")}
    if people:
        yield Notice(people, say(_("A risk that you contribute to has changed: {title}"), title=risk))


@hears("risks.riskissue", "created", "reopen")
def tell_issue_owner(issue, by, note):
    text = say(_("You deal with an issue, next step by {day}: {step}"), day=day(issue.due), step=issue.next_step)
    yield Notice([issue.owner], text)


@hears("risks.risk", "end_acceptance")
def tell_of_end(risk, by, note):
    people = set(people_on(risk.programme, SPONSOR)) | ({risk.owner} if risk.owner else set())
    yield Notice(people, say(_("The acceptance has ended, the risk is open again: {title}"), title=risk))


@hears("risks.acceptancerequest", "created")
def ask_sponsors(request, by, note):
    text = say(
        _("{name} asks you to accept a risk until {day}: {title}"),
        name=request.requested_by.name,
        day=day(request.expires_on),
        title=request.risk,
    )
    yield Notice(people_on(request.risk.programme, SPONSOR), text)


@hears("risks.acceptance", "created")
def tell_answer(answer, by, note):
    people = {answer.request.requested_by} | ({answer.risk.owner} if answer.risk.owner else set())
    yield Notice(
        people, say(_("{title}: {outcome}"), title=answer.risk, outcome=type(answer).Outcome(answer.outcome).label)
    )


@hears("risks.treatmentaction", "created")
def tell_doer(action, by, note):
    yield Notice([action.owner], say(_("You treat a risk, due {day}: {text}"), day=day(action.due), text=action.text))


@hears("risks.riskimport", "bring_in")
def tell_new_owners(record, by, note):
    """One line for everybody, however many risks of theirs a file brought."""
    rows = record.rows.filter(Q(made=True) | Q(fields__icontains='"owner"'), risk__owner__isnull=False)
    found = Counter(row.risk.owner for row in rows.select_related("risk__owner"))
    for person, n in found.items():
        words = ngettext_lazy("You own {n} risk from {file}.", "You own {n} risks from {file}.", n)
        yield Notice([person], say(words, n=n, file=record.name))

"""What knowledge puts beside every record of a programme: articles that may help, and the way to raise what stands there."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.beside import Extra, NoteLink, extra, note_links, readers_in
from core.models import Comment, Record, User
from implementation.knowledge.models import Article
from implementation.knowledge.models.article import KEEPERS
from implementation.knowledge.related import related
from implementation.programme.beside import those_of
from implementation.programme.models import Membership, Programme


def _raises(record: Record, user) -> bool:
    """Whether this person may raise what stands here: an insider of the programme that the record belongs to."""
    if isinstance(record, Article) or not record.scope_key.startswith("programme:"):
        return False
    return user.has_perm("knowledge.write_article", Programme(pk=record.scope_number))


@extra(order=40)
def articles_that_help(record: Record, request) -> Extra | None:
    if isinstance(record, Article) or not record.scope_key.startswith("programme:"):
        return None
    found, may_link = related(record, request.user), _raises(record, request.user)
    if not found and not may_link:
        return None
    return Extra(
        "knowledge/_beside.html",
        {"related": found, "may_link": may_link, "programme_pk": record.scope_number, "label": record.label},
    )


@note_links
def raise_links(record: Record, request):
    """A link behind each file and remark, for those who may raise what stands here."""
    if not _raises(record, request.user):
        return lambda note: None
    programme = record.scope_number

    def raise_it(note) -> NoteLink | None:
        if isinstance(note, Comment) and note.withdrawn_at:
            return None
        url = reverse("raise_knowledge", args=[programme, note.label, note.pk])
        return NoteLink(_("Raise to knowledge"), note, url)

    return raise_it


@readers_in("organisation")
def people_who_read(record: Record) -> list[User]:
    """The readers of an article; whoever the permission table lets see another record of an organisation."""
    if not isinstance(record, Article):
        return those_of(Membership.objects.filter(programme__organisation=record.scope_number), record)
    on_it = Q(memberships__programme__organisation=record.organisation_id)
    if record.reach == Article.Reach.PROGRAMME:
        on_it = Q(memberships__programme=record.programme_id)
    roles = [role for role in record.reader_roles if record.shown or role in KEEPERS]
    named = User.objects.filter(on_it, memberships__role__in=roles, is_active=True)
    still_here = Membership.objects.filter(programme__organisation=record.organisation_id)
    author = User.objects.filter(pk=record.author_id, is_active=True, pk__in=still_here.values("user"))
    return list((named | author).distinct())

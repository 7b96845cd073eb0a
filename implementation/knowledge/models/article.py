import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import StrIndex
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.models.user import LANGUAGES
from core.roles import INSIDERS, Role
from core.states import StateField
from core.workflow import because
from implementation.knowledge.models.shelf import Shelf
from implementation.programme.models import Membership, Organisation, Programme

#: Roles that keep the knowledge of an organisation in order: they read drafts, publish and retire.
KEEPERS = frozenset({Role.SPONSOR, Role.MANAGER, Role.CONSULTANT})
#: What a version holds, and what readers see once it is published.
CONTENT = ("title", "summary", "text", "keywords", "language", "shelf", "reach", "readers")


def kept_roles(roles) -> str:
    """Roles as one line of the database: no role's key is part of another's."""
    return " ".join(sorted(str(role) for role in roles))


def all_insiders() -> str:
    return kept_roles(INSIDERS)


class Content(models.Model):
    """What is written, where it stands and who may read it."""

    class Reach(models.TextChoices):
        ORGANISATION = "organisation", _("Every programme of the organisation")
        PROGRAMME = "programme", _("This programme only")

    title = models.CharField(_("Title"), max_length=160)
    summary = models.CharField(
        _("Summary"), max_length=300, blank=True, help_text=_("One or two sentences: lists show them under the title.")
    )
    text = models.TextField(
        _("Text"),
        max_length=40_000,
        help_text=_("Markdown: # begins a heading, - an item of a list, **stars** make words bold."),
    )
    keywords = models.CharField(
        _("Keywords"), max_length=200, blank=True, help_text=_("With commas between them. They weigh more in a search.")
    )
    language = models.CharField(_("Language"), max_length=10, choices=LANGUAGES, default="en")
    shelf = models.ForeignKey(
        Shelf, verbose_name=_("Shelf"), null=True, blank=True, on_delete=models.SET_NULL, related_name="%(class)ss"
    )
    reach = models.CharField(_("Read in"), max_length=12, choices=Reach, default=Reach.ORGANISATION)
    readers = models.CharField(_("Read by"), max_length=120, default=all_insiders)

    class Meta:
        abstract = True

    @property
    def content(self) -> dict:
        return {name: getattr(self, name) for name in CONTENT}

    @property
    def reader_roles(self) -> list[str]:
        return self.readers.split()

    @property
    def keyword_list(self) -> list[str]:
        return [word for word in (part.strip() for part in self.keywords.replace("，", ",").split(",")) if word]


class ArticleQuerySet(models.QuerySet):
    def readable_by(self, user):
        """What this person may read: one condition of the database, asked before anything is ranked or counted."""
        return self.filter(_named(user) & Q(shown__gt=0) | _kept(user))

    def kept_by(self, user):
        """What this person may read before it is published: their own, and as a keeper whatever names them."""
        return self.filter(_kept(user))


def _mine(user):
    return Membership.objects.filter(user=user, programme__organisation=OuterRef("organisation"))


def _named(user, **only) -> Q:
    """The article's reading rights name a role that the person has where it reaches."""
    place = StrIndex(OuterRef("readers"), F("role"))
    people = _mine(user).filter(**only).alias(place=place).filter(place__gt=0)
    here = people.filter(programme=OuterRef("programme"))
    return Q(Exists(people), reach=Content.Reach.ORGANISATION) | Q(Exists(here), reach=Content.Reach.PROGRAMME)


def _kept(user) -> Q:
    return _named(user, role__in=KEEPERS) | Q(Exists(_mine(user)), author=user)


@because(_("It was never published: publish it instead."))
def was_published(article):
    return article.shown > 0


class Article(Content, Record):
    """A piece of knowledge of an organisation. Its columns are what readers see; newer versions wait to be published."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    TONES = {"draft": "wait", "published": "ok", "retired": "none"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="articles")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Author"), on_delete=models.PROTECT, related_name="+", editable=False
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Published by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    written_at = models.DateTimeField(auto_now_add=True)
    newest = models.PositiveIntegerField(_("Version"), default=1, editable=False)
    shown = models.PositiveIntegerField(_("Published version"), default=0, editable=False)
    text_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    keyword_line = models.CharField(max_length=220, blank=True, editable=False)
    source_label = models.CharField(max_length=60, blank=True, editable=False)
    source_pk = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    source_words = models.CharField(_("Comes from"), max_length=200, blank=True)
    reads = models.PositiveIntegerField(default=0, editable=False)
    useful = models.PositiveIntegerField(default=0, editable=False)
    not_useful = models.PositiveIntegerField(default=0, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    objects = ArticleQuerySet.as_manager()

    belongs_to = "organisation"
    audit_leaves_out = ("text", "keyword_line", "reads", "useful", "not_useful")

    class Meta:
        verbose_name = _("Article")
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("open_article", args=[self.pk])

    def clean(self):
        if self.shelf_id and self.shelf.organisation_id != self.organisation_id:
            raise ValidationError({"shelf": _("Choose a shelf of this organisation.")})
        if not set(self.reader_roles) <= set(Role.values) or not self.reader_roles:
            raise ValidationError({"readers": _("Choose at least one role that may read it.")})

    def save(self, *args, **kwargs):
        self.text_sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        self.keyword_line = "".join(f"|{word.casefold()}" for word in self.keyword_list) + "|"
        super().save(*args, **kwargs)

    @property
    def has_news(self) -> bool:
        """Something newer than what readers see was written."""
        return self.newest > self.shown

    @transition(
        state,
        source=[State.DRAFT, State.PUBLISHED, State.RETIRED],
        target=State.PUBLISHED,
        permission="knowledge.publish_article",
        custom={
            "label": _("Publish"),
            "hidden": True,
            "not_by": "author",
            "refusal": _("You wrote this, so someone else publishes it."),
        },
    )
    def publish(self):
        """With the newest version, by the action of that name."""

    @transition(
        state,
        source=[State.DRAFT, State.PUBLISHED],
        target=State.RETIRED,
        permission="knowledge.publish_article",
        custom={"label": _("Retire"), "note": "required"},
    )
    def retire(self):
        """Lists and searches leave it out; its link still opens it, with a note."""

    @transition(
        state,
        source=State.RETIRED,
        target=State.PUBLISHED,
        conditions=[was_published],
        permission="knowledge.publish_article",
        custom={"label": _("Bring back")},
    )
    def bring_back(self):
        pass

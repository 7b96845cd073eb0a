from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from core.models.user import LANGUAGES
from core.roles import Role
from implementation.knowledge.catalogue import in_order
from implementation.knowledge.models import CONTENT, Article, Content, Shelf
from implementation.knowledge.models.article import kept_roles


class ShelfChoice(forms.ModelChoiceField):
    """Shelves as the tree they are."""

    def __init__(self, organisation, *, label, help_text="", without=()):
        super().__init__(organisation.shelves.all(), required=False, label=label, help_text=help_text)
        rows = [(shelf, depth) for shelf, depth in in_order(organisation.shelves.all()) if shelf.pk not in without]
        self.widget.choices = [("", "–"), *((shelf.pk, f"{'– ' * depth}{shelf.name}") for shelf, depth in rows)]


class ArticleForm(RecordForm):
    readers = forms.MultipleChoiceField(
        label=_("Read by"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Vendor contacts read it only when they are ticked."),
        error_messages={"required": _("Choose at least one role that may read it.")},
    )
    note = forms.CharField(label=_("What changed"), max_length=200, required=False)

    class Meta:
        model = Article
        fields = list(CONTENT)
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 14, "maxlength": 40_000}),
        }

    def __init__(self, *args, instance: Article, content: Content | None = None, **kwargs):
        shown = (content or instance).content
        initial = shown | {"readers": shown["readers"].split(), "shelf": shown["shelf"]} | kwargs.pop("initial", {})
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.fields["shelf"] = ShelfChoice(instance.organisation, label=_("Shelf"))
        self.fields["shelf"].widget.attrs["class"] = "form-select"
        if not instance.pk:
            del self.fields["note"]

    def clean_readers(self):
        return kept_roles(self.cleaned_data["readers"])

    @property
    def said(self) -> str:
        """What the writer says of the change."""
        return self.cleaned_data.get("note", "")


class RaiseForm(ArticleForm):
    """A draft made from what stands beside a record, with copies of the files that are chosen."""

    source_words = forms.CharField(
        label=_("Comes from"),
        max_length=200,
        required=False,
        help_text=_("Every reader sees these words; only who may see the record gets a link to it."),
    )
    files = forms.MultipleChoiceField(
        label=_("Files to copy"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The copies are read by the readers of the article."),
    )

    def __init__(self, *args, source, **kwargs):
        self.source = source
        super().__init__(*args, **kwargs)
        self.fields["files"].choices = [(kept.pk, kept.name) for kept in source.files]
        self.fields["files"].initial = [kept.pk for kept in source.files]
        if not source.files:
            del self.fields["files"]

    @property
    def chosen_files(self) -> list:
        wanted = set(self.cleaned_data.get("files", ()))
        return [kept for kept in self.source.files if str(kept.pk) in wanted]


class ShelfForm(RecordForm):
    class Meta:
        model = Shelf
        fields = ["name", "under", "order"]

    def __init__(self, *args, instance: Shelf, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        help_text = _("Leave it empty for a shelf of the first level.")
        without = (instance.pk,) if instance.pk else ()
        self.fields["under"] = ShelfChoice(
            instance.organisation, label=_("Stands under"), help_text=help_text, without=without
        )
        self.fields["under"].widget.attrs["class"] = "form-select"


class FilterForm(Form):
    """What the address of the knowledge page asks for; what makes no sense is left out."""

    q = forms.CharField(required=False, max_length=200)
    shelf = forms.ModelChoiceField(Shelf.objects.none(), required=False)
    keyword = forms.CharField(required=False, max_length=200)
    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    state = forms.ChoiceField(choices=Article.State, required=False)

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shelf"].queryset = organisation.shelves.all()

    @property
    def chosen(self) -> dict:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}

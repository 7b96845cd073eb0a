from django.http import Http404
from django.utils.translation import gettext as _

from core.edit import new_record
from implementation.knowledge import actions
from implementation.knowledge.forms import RaiseForm
from implementation.knowledge.models import Article
from implementation.programme.pages import programme_page


@programme_page("knowledge.write_article")
def raise_knowledge(request, programme, label, pk):
    """The form for a draft from a record, or from a remark or a file beside one, filled in as far as it can be."""
    source = actions.source_of(label, pk, request.user)
    if source.record.scope_key != programme.scope_key:
        raise Http404
    organisation = programme.organisation
    draft = Article(programme=programme, organisation=organisation, language=organisation.language)
    initial = {"title": source.title, "text": source.text, "source_words": source.words}
    form = RaiseForm(request.POST or None, instance=draft, source=source, initial=initial)

    def save(article):
        article.source_words = form.cleaned_data["source_words"]
        return actions.raise_to_knowledge(article, source, files=form.chosen_files, by=request.user)

    return new_record(
        request,
        form,
        title=_("Raise to knowledge"),
        lead=_("It becomes a draft with reading rights of its own; somebody else publishes it."),
        save=save,
        back=lambda article: article,
        cancel=source.record.get_absolute_url(),
        submit=_("Save the draft"),
        section="knowledge",
    )

"""What stands beside a record is raised to knowledge, with reading rights of its own."""

import pytest
from django.http import Http404

from core import notes
from core.models import Attachment
from core.refusal import Refused
from implementation.knowledge import actions
from implementation.knowledge.index import files_of
from implementation.knowledge.models import Article, Link, Words
from implementation.knowledge.models.article import all_insiders
from tests.factories import make_programme, user_as
from tests.knowledge.factories import attach

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(programme):
    return user_as("member", programme)


@pytest.fixture
def stage(programme):
    return programme.stages.first()


def draft_of(programme, **fields):
    values = {"title": "Raised", "text": "Text", "readers": all_insiders()} | fields
    return Article(programme=programme, organisation=programme.organisation, **values)


def test_a_file_is_copied_with_its_hash_and_found_by_its_words(programme, stage, member):
    kept = attach(stage, "plan.txt", "退出计划".encode(), by=member)
    source = actions.source_of("core.attachment", kept.pk, member)

    article = actions.raise_to_knowledge(draft_of(programme), source, files=source.files, by=member)

    copy = files_of(article).get()
    assert (copy.name, copy.sha256, copy.file.name != kept.file.name) == ("plan.txt", kept.sha256, True)
    assert (source.title, Words.objects.get(article=article).body) == ("plan", "text 退出 出计 计划 划")


def test_the_draft_is_linked_to_where_it_comes_from(programme, stage, member):
    article = actions.raise_to_knowledge(
        draft_of(programme), actions.source_of("programme.stage", stage.pk, member), by=member
    )

    assert (article.source_label, article.source_pk) == ("programme.stage", stage.pk)
    assert [(link.record, link.helps) for link in Link.objects.all()] == [(stage, True)]


def test_a_comment_brings_its_words(stage, member):
    kept = notes.comment(stage, text="Ask for the data first.", by=member)

    assert actions.source_of("core.comment", kept.pk, member).text == "Ask for the data first."


def test_a_record_brings_what_was_written_in_its_long_fields(programme, member):
    criterion = programme.gates.first().criteria.first()
    type(criterion).objects.filter(pk=criterion.pk).update(evidence="Signed by all")

    assert actions.source_of("gates.criterion", criterion.pk, member).text == "## Evidence\n\nSigned by all"


def test_a_file_that_was_altered_is_not_raised(programme, stage, member):
    kept = attach(stage, "plan.txt", b"one", by=member)
    with open(kept.file.path, "wb") as file:
        file.write(b"two")
    source = actions.source_of("core.attachment", kept.pk, member)

    with pytest.raises(Refused, match="is not the file that was kept"):
        actions.raise_to_knowledge(draft_of(programme), source, files=source.files, by=member)

    assert (Article.objects.count(), Attachment.objects.count()) == (0, 1)


def test_files_that_do_not_stand_there_are_not_copied(programme, stage, member):
    other = attach(programme.milestones.first(), by=member)
    source = actions.source_of("programme.stage", stage.pk, member)

    article = actions.raise_to_knowledge(draft_of(programme), source, files=[other], by=member)

    assert not files_of(article).exists()


@pytest.mark.parametrize("label", ["programme.stage", "core.attachment", "core.comment", "knowledge.article"])
def test_what_is_not_there_is_not_found(member, label):
    with pytest.raises(Http404):
        actions.source_of(label, 999_999, member)


def test_what_one_may_not_see_is_not_raised(stage):
    with pytest.raises(Http404):
        actions.source_of("programme.stage", stage.pk, user_as("manager", make_programme()))


def test_a_withdrawn_comment_is_not_raised(stage, member):
    kept = notes.comment(stage, text="x", by=member)
    type(kept).objects.filter(pk=kept.pk).update(withdrawn_at=kept.at)

    with pytest.raises(Http404):
        actions.source_of("core.comment", kept.pk, member)


def test_the_page_raises_a_file_with_chosen_readers(programme, stage, as_role):
    kept = attach(stage, "plan.txt", b"x", by=user_as("manager", programme))
    address = f"/programmes/{programme.pk}/knowledge/raise/core.attachment/{kept.pk}/"
    client = as_role("member")
    page = client.get(address).content.decode()

    answer = client.post(
        address,
        {
            "title": "Plan",
            "text": "See the file",
            "language": "en",
            "reach": "programme",
            "readers": ["sponsor", "manager"],
            "source_words": "A stage",
            "files": [kept.pk],
        },
    )

    article = Article.objects.get()
    assert 'value="plan"' in page and answer.url == f"/knowledge/{article.pk}/"
    assert (article.readers, article.reach, article.source_words) == ("manager sponsor", "programme", "A stage")
    assert files_of(article).count() == 1


def test_a_record_of_another_programme_is_not_raised_here(programme, as_role):
    other = make_programme().stages.first()

    assert (
        as_role("manager").get(f"/programmes/{programme.pk}/knowledge/raise/programme.stage/{other.pk}/").status_code
        == 404
    )


def test_the_source_is_a_link_only_for_who_may_see_it(programme, as_role):
    contract_like = programme.stages.first()
    member = user_as("member", programme)
    source = actions.source_of("programme.stage", contract_like.pk, member)
    article = actions.raise_to_knowledge(
        draft_of(programme, source_words="Where it began", readers="manager vendor_contact"), source, by=member
    )
    actions.publish(article, by=user_as("manager", programme))
    address = f"/programmes/{programme.pk}/knowledge/{article.pk}/"

    inside = as_role("manager").get(address).content.decode()
    outside = as_role("vendor_contact").get(address).content.decode()

    assert f'<a href="{contract_like.get_absolute_url()}">Where it began</a>' in inside
    assert "Where it began" in outside and contract_like.get_absolute_url() not in outside

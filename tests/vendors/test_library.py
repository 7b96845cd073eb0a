import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from core.models import AuditEntry
from core.refusal import Refused
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_round
from vendors import actions
from vendors.library import DEMANDS, ENTRIES, GROUPS


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.key)
def test_every_entry_says_how_to_judge_what_to_ask_for_and_what_to_ask(entry):
    said = [entry.title, entry.help, entry.one, entry.three, entry.five, entry.evidence, *entry.questions]

    assert all(str(text).strip() for text in said)
    assert entry.questions
    assert entry.group in GROUPS
    assert len(str(entry.title)) <= 120
    assert len(str(entry.help)) <= 300


def test_keys_name_one_entry_each():
    assert len({demand.key for demand in DEMANDS}) == len(DEMANDS)
    assert set(ENTRIES) >= {"low_cost", "added_value", "consulting", "easy_start", "quick_results", "easy_upgrade"}
    assert set(ENTRIES) >= {"security", "integration", "exit", "data_location", "culture"}


@pytest.mark.django_db
class TestPicking:
    @pytest.fixture
    def selection(self, programme):
        return actions.current_round(programme)

    def test_several_are_taken_over_at_once_in_the_order_of_the_library(self, programme, selection):
        made = actions.pick_criteria(selection, ["culture", "data_location"], by=user_as("manager", programme))

        assert [(item.key, item.weight, item.group.key) for item in made] == [
            ("data_location", 0, "safety"),
            ("culture", 0, "firm"),
        ]
        assert sum(item.weight for item in selection.criteria.all()) == 100
        assert AuditEntry.objects.filter(verb="taken from the library").count() == 1

    def test_what_is_there_already_is_not_taken_again(self, programme, selection):
        with pytest.raises(Refused, match="not in the comparison yet"):
            actions.pick_criteria(selection, ["low_cost", "nonsense"], by=user_as("manager", programme))

    def test_demands_are_taken_over(self, programme, selection):
        made = actions.pick_knock_outs(selection, ["penalties", "full_export"], by=user_as("consultant", programme))

        assert [item.key for item in made] == ["full_export", "penalties"]
        assert AuditEntry.objects.filter(verb="knock-outs set").count() == 1

    @pytest.mark.parametrize("pick", [actions.pick_criteria, actions.pick_knock_outs])
    def test_only_those_who_prepare_the_choice_take_over(self, programme, selection, pick):
        with pytest.raises(PermissionDenied):
            pick(selection, ["culture", "penalties"], by=user_as("executive", programme))

    @pytest.mark.parametrize("pick", [actions.pick_criteria, actions.pick_knock_outs])
    def test_nothing_is_added_once_the_weights_are_fixed(self, programme, pick):
        selection = make_round(programme)

        with pytest.raises(Refused, match="weights are fixed"):
            pick(selection, ["culture", "penalties"], by=user_as("manager", programme))

    def test_a_chinese_organisation_gets_chinese_words(self, db):
        programme = make_programme(language="zh-hans")
        with translation.override("zh-hans"):
            title = str(ENTRIES["exit"].title)

        kept = actions.current_round(programme).criteria.get(key="exit")

        assert kept.title in (title, str(ENTRIES["exit"].title))

    def test_the_guide_is_read_from_the_library_until_somebody_writes_their_own(self, programme, selection):
        criterion = selection.criteria.get(key="exit")

        assert [points for points, _words in criterion.guide] == [1, 3, 5]
        assert criterion.asks_for == ENTRIES["exit"].evidence
        criterion.scale, criterion.evidence = "Ours.", "A file."
        assert (criterion.guide, criterion.asks_for) == ([], "A file.")


@pytest.mark.django_db
def test_a_criterion_under_another_name_leaves_the_words_of_the_library(programme):
    selection = actions.current_round(programme)
    criteria = list(selection.criteria.all())
    criteria[0].title = "Nice colours"

    actions.save_criteria(selection, criteria, by=user_as("manager", programme))

    assert [criterion.key for criterion in selection.criteria.all()][:2] == ["", "added_value"]
    assert selection.criteria.first().guide == []


@pytest.mark.django_db
def test_a_new_programme_starts_with_criteria_in_groups(programme):
    selection = actions.current_round(programme)

    assert [group.key for group in selection.groups.all()] == ["value", "start", "safety", "fit"]
    assert [(c.key, c.group.key, c.weight) for c in selection.criteria.all()] == [
        ("low_cost", "value", 15),
        ("added_value", "value", 15),
        ("consulting", "start", 10),
        ("easy_start", "start", 15),
        ("quick_results", "start", 10),
        ("easy_upgrade", "start", 5),
        ("security", "safety", 15),
        ("integration", "fit", 10),
        ("exit", "safety", 5),
    ]

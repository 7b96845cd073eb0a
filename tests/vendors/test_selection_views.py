"""The pages of criteria, pairs, knock-outs, due diligence and the list of vendors."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.workflow import perform
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_round, make_scored, make_vendor
from tests.vendors.questionnaire_factories import VERA, fill, make_questionnaire, send
from tests.vendors.test_judging import CIRCLE, FITTING, judge, judged_round, name_of
from vendors import actions
from vendors.actions.questionnaire_handing_in import hand_in
from vendors.models import KnockOut, Reference, Vendor

pytestmark = pytest.mark.django_db


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def url_of(name, programme, *more):
    return reverse(name, args=[programme.pk, *more])


class TestList:
    def test_it_is_sorted_by_how_far_each_has_come(self, programme, as_role):
        for name in ("Alder", "Birch", "Cedar"):
            make_vendor(programme, name, shortlisted=name == "Cedar")
        perform(Vendor.objects.get(name="Alder"), "reject", by=user_as("manager", programme), note="Too dear.")

        page = as_role("manager").get(url_of("vendors", programme)).context["page"]

        assert [vendor.name for vendor in page] == ["Cedar", "Birch", "Alder"]

    @pytest.mark.parametrize(("sort", "first"), [("name", "Alder"), ("-name", "Birch"), ("-clients", "Birch")])
    def test_columns_sort_both_ways(self, programme, as_role, sort, first):
        for n, name in enumerate(("Alder", "Birch")):
            make_vendor(programme, name)
            Vendor.objects.filter(name=name).update(clients=n)

        page = as_role("manager").get(url_of("vendors", programme) + f"?sort={sort}").context["page"]

        assert page[0].name == first

    @pytest.mark.parametrize("question", ["sort=password", "sort=--name", "state=nothing", "page=x", "q=" + "a" * 500])
    def test_nonsense_in_the_address_does_no_harm(self, programme, as_role, question):
        assert as_role("manager").get(url_of("vendors", programme) + "?" + question).status_code == 200

    @pytest.mark.parametrize("name", ["vendors", "compare_vendors", "export_vendors"])
    def test_it_asks_as_often_for_30_as_for_2(self, programme, as_role, name):
        def more(count):
            for _n in range(count):
                vendor = make_vendor(programme, shortlisted=True)
                actions.begin_diligence(vendor, by=user_as("manager", programme))

        client, url = as_role("manager"), url_of(name, programme)
        more(2)
        few = queries(client, url)
        more(28)

        assert queries(client, url) == few

    def test_a_reason_stands_on_the_page_of_who_is_out(self, programme, as_role):
        vendor = make_vendor(programme)
        perform(vendor, "step_back", by=user_as("manager", programme), note="No people free this year.")

        answer = as_role("manager").get(vendor.get_absolute_url())

        assert (vendor.state, answer.context["why"].note) == ("withdrawn", "No people free this year.")
        perform(vendor, "bring_back", by=user_as("manager", programme), note="They hired.")
        assert vendor.state == "longlist"

    def test_a_vendor_leaves_the_shortlist_until_scoring_begins(self, programme):
        vendor = make_vendor(programme, shortlisted=True)

        perform(vendor, "lengthen", by=user_as("consultant", programme))

        assert vendor.state == "longlist"

    def test_an_evaluator_without_a_say_sees_no_due_diligence(self, programme, as_role):
        member = user_as("member", programme)
        actions.name_evaluators(actions.current_round(programme), [member], by=user_as("manager", programme))
        vendor = make_vendor(programme, shortlisted=True)
        actions.begin_diligence(vendor, by=user_as("manager", programme))

        client = as_role("member")

        assert "Due diligence" not in client.get(url_of("vendors", programme)).content.decode()
        assert "Due diligence" not in client.get(url_of("compare_vendors", programme)).content.decode()
        assert client.get(url_of("diligence", programme, vendor.pk)).status_code == 403

    def test_vendors_of_elsewhere_do_not_come_into_the_comparison(self, programme, as_role):
        elsewhere = make_vendor(make_programme(), "Foreign")

        answer = as_role("manager").get(url_of("compare_vendors", programme) + f"?vendor={elsewhere.pk}&vendor=x")

        assert answer.context["vendors"] == []


class TestPairs:
    def data(self, selection, judgements, do):
        fields = {name_of(selection, *pair): times for pair, times in judgements.items()}
        sheet = selection.judges.get(user=user_as("manager", selection.programme))
        return fields | {"do": do, "revision": sheet.revision}

    def test_a_look_at_the_weights_saves_nothing(self, programme, as_role):
        selection = judged_round(programme)
        url = url_of("judge_criteria", programme)

        answer = as_role("manager").post(url, self.data(selection, FITTING, "preview"), headers={"HX-Request": "true"})

        assert "vendors/_criteria_weights.html" in [t.name for t in answer.templates]
        assert [(str(c), round(w, 2)) for c, w in answer.context["weights"]] == [
            ("a", 57.14),
            ("b", 28.57),
            ("c", 14.29),
        ]
        assert not selection.judges.filter(judgements__isnull=False).exists()

    def test_without_a_script_the_whole_page_shows_the_weights(self, programme, as_role):
        selection = judged_round(programme)

        answer = as_role("manager").post(url_of("judge_criteria", programme), self.data(selection, FITTING, "preview"))

        assert "57.14" in answer.content.decode()

    def test_a_contradiction_is_shown_with_what_mends_it_and_not_handed_in(self, programme, as_role):
        selection = judged_round(programme)

        answer = as_role("manager").post(url_of("judge_criteria", programme), self.data(selection, CIRCLE, "submit"))

        body = answer.content.decode()
        assert "the judgements contradict each other" in body
        assert "Look at this first" in body
        assert selection.judges.get(user=user_as("manager", programme)).state == "judging"

    def test_a_sheet_that_holds_is_handed_in(self, programme, as_role):
        selection = judged_round(programme)

        answer = as_role("manager").post(url_of("judge_criteria", programme), self.data(selection, FITTING, "submit"))

        assert answer.status_code == 302
        assert selection.judges.get(user=user_as("manager", programme)).state == "submitted"

    @pytest.mark.parametrize("value", ["10", "-1", "x", "²", "9" * 40])
    def test_what_is_off_the_scale_is_not_taken(self, programme, as_role, value):
        selection = judged_round(programme)
        data = self.data(selection, {}, "save") | {name_of(selection, "a", "b"): value}

        answer = as_role("manager").post(url_of("judge_criteria", programme), data)

        assert answer.status_code == 200
        assert not selection.judges.filter(judgements__isnull=False).exists()

    def test_judgements_are_covered_until_all_are_in(self, programme, as_role):
        selection = judged_round(programme)
        judge(selection, "manager", FITTING)
        client, url = as_role("sponsor"), url_of("pair_weights", programme)

        covered = client.get(url)
        judge(selection, "consultant", {"ab": -4, "bc": 1})
        opened = client.get(url)

        assert (covered.context["found"], covered.context["weights"]) == ([], [])
        assert len(opened.context["weights"]) == 3
        assert "Where the judges differ most" in opened.content.decode()

    def test_weights_are_taken_over_from_the_page(self, programme, as_role):
        selection = judged_round(programme, roles=["manager"])
        judge(selection, "manager", FITTING)

        answer = as_role("manager").post(url_of("pair_weights", programme))

        assert answer.status_code == 302
        assert [float(c.weight) for c in selection.criteria.all()] == [57.14, 28.57, 14.29]

    def test_more_judges_ask_no_more_queries(self, programme, as_role):
        selection = judged_round(programme, roles=["manager", "consultant"])
        judge(selection, "manager", FITTING)
        judge(selection, "consultant", FITTING)
        client, url = as_role("manager"), url_of("pair_weights", programme)
        few = queries(client, url)
        others = ["manager", "consultant", "sponsor", "executive", "member"]
        actions.name_judges(selection, [user_as(r, programme) for r in others], by=user_as("manager", programme))
        for role in others[2:]:
            judge(selection, role, FITTING)

        assert queries(client, url) == few


class TestCriteria:
    def test_criteria_are_picked_from_the_library(self, programme, as_role):
        answer = as_role("manager").post(url_of("criteria_library", programme), {"pick": ["culture", "mobile"]})

        assert answer.status_code == 302
        assert set(actions.current_round(programme).criteria.values_list("key", flat=True)) >= {"culture", "mobile"}

    def test_knock_outs_are_picked_from_the_library(self, programme, as_role):
        as_role("manager").post(url_of("criteria_library", programme), {"pick": ["solvent"], "knock_outs": "1"})

        assert [demand.key for demand in actions.current_round(programme).knock_outs.all()] == ["solvent"]

    def test_picking_nothing_says_what_to_do(self, programme, as_role):
        answer = as_role("manager").post(url_of("criteria_library", programme), {"pick": ["nonsense"]})

        assert "Choose at least one" in answer.content.decode()

    @pytest.mark.parametrize("name", ["vendor_criteria", "criteria_library", "group_weights", "judge_criteria"])
    def test_more_criteria_ask_no_more_queries(self, programme, as_role, name):
        selection = actions.current_round(programme)
        manager = user_as("manager", programme)
        actions.name_judges(selection, [manager], by=manager)
        client, url = as_role("manager"), url_of(name, programme)
        few = queries(client, url)
        actions.pick_criteria(selection, ["culture", "stability", "mobile", "recovery", "training"], by=manager)

        assert queries(client, url) == few

    def test_own_words_replace_those_of_the_library(self, programme, as_role):
        criterion = actions.current_round(programme).criteria.first()
        client = as_role("manager")

        client.post(
            url_of("edit_vendor_criterion", programme, criterion.pk),
            {"scale": "1: dear. 5: cheap.", "evidence": "", "revision": 0},
        )

        body = client.get(url_of("vendor_criterion", programme, criterion.pk)).content.decode()
        assert "1: dear. 5: cheap." in body
        assert "Dearest by far" not in body

    def test_words_stay_once_the_weights_are_fixed(self, programme, as_role):
        selection = make_round(programme)

        answer = as_role("manager").get(url_of("edit_vendor_criterion", programme, selection.criteria.first().pk))

        assert answer.status_code == 409

    def test_weights_by_group_are_saved_from_the_page(self, programme, as_role):
        selection = actions.current_round(programme)
        client, url = as_role("manager"), url_of("group_weights", programme)
        form = client.get(url).context["form"]
        data = {name: field.initial for name, field in form.fields.items()}
        first, second, *_rest = selection.groups.all()
        data |= {f"group_{first.pk}": "40", f"group_{second.pk}": "30"}

        answer = client.post(url, data)

        assert answer.status_code == 302
        assert sum(c.weight for c in selection.criteria.filter(group=first)) == 40

    def test_a_group_is_added_in_the_table(self, programme, as_role):
        client, url = as_role("manager"), url_of("criteria_groups", programme)
        formset = client.get(url).context["formset"]
        data = {f"{formset.prefix}-TOTAL_FORMS": 6, f"{formset.prefix}-INITIAL_FORMS": 4, "form-4-title": "Fun"}
        for n, group in enumerate(actions.current_round(programme).groups.all()):
            data |= {f"form-{n}-id": group.pk, f"form-{n}-title": group.title}

        answer = client.post(url, data)

        assert answer.status_code == 302
        assert "Fun" in actions.current_round(programme).groups.values_list("title", flat=True)


class TestKnockOuts:
    @pytest.fixture
    def selection(self, programme):
        selection = actions.current_round(programme)
        actions.save_knock_outs(selection, [KnockOut(title="Solvent")], by=user_as("manager", programme))
        return make_round(programme)

    def test_answers_are_saved_from_the_page(self, programme, as_role, selection):
        demand, vendor = selection.knock_outs.get(), Vendor.objects.get(name="Alder")
        client = as_role("manager")
        data = {f"met_{vendor.pk}_{demand.pk}": "no", f"shown_{vendor.pk}_{demand.pk}": "Register."}

        assert client.post(url_of("knock_outs", programme), data).status_code == 302
        answer = demand.answers.get()
        assert (answer.passed, answer.evidence) == (False, "Register.")

    @pytest.mark.parametrize(("field", "said"), [("met", "Say what shows it."), ("shown", "Say whether it is met.")])
    def test_half_an_answer_is_refused(self, programme, as_role, selection, field, said):
        demand, vendor = selection.knock_outs.get(), Vendor.objects.get(name="Alder")

        answer = as_role("manager").post(url_of("knock_outs", programme), {f"{field}_{vendor.pk}_{demand.pk}": "yes"})

        assert said in answer.content.decode()
        assert not demand.answers.exists()

    def test_it_asks_as_often_for_many_as_for_few(self, programme, as_role, selection):
        client, url = as_role("executive"), url_of("knock_outs", programme)
        few = queries(client, url)
        for n in range(10):
            KnockOut.objects.create(round=selection, title=f"D{n}")
        Vendor.objects.bulk_create(Vendor(programme=programme, name=f"V{n}") for n in range(5))
        Vendor.objects.filter(name__startswith="V").update(state="shortlist")

        assert queries(client, url) == few


class TestDiligence:
    def test_from_the_first_button_to_a_finding(self, programme, as_role):
        vendor, client = make_vendor(programme), as_role("manager")

        client.post(url_of("begin_diligence", programme, vendor.pk))
        item = vendor.diligence.get(kind="finance")
        data = {"result": "concern", "finding": "One client pays half.", "done_on": "2026-01-05", "seen": "open"}
        answer = client.post(url_of("record_finding", programme, item.pk), data)

        assert answer.status_code == 302
        assert "One client pays half." in client.get(url_of("diligence", programme, vendor.pk)).content.decode()

    def test_references_come_and_go(self, programme, as_role):
        vendor, client = make_vendor(programme), as_role("manager")
        data = {"client": "Elm Ltd", "asked": "Head of sales", "would_again": "true", "competes": "on"}

        client.post(url_of("new_reference", programme, vendor.pk), data)
        reference = Reference.objects.get()
        assert (reference.would_again, reference.competes) == (True, True)
        asked = client.get(url_of("remove_reference", programme, reference.pk))
        assert "Remove the reference of Elm Ltd?" in asked.content.decode()
        client.post(url_of("remove_reference", programme, reference.pk))

        assert not Reference.objects.exists()

    def test_an_item_of_our_own_is_added(self, programme, as_role):
        vendor, client = make_vendor(programme), as_role("manager")

        client.post(url_of("new_diligence_item", programme, vendor.pk), {"title": "Insurance"})

        assert [str(item) for item in vendor.diligence.all()] == ["Insurance"]

    @pytest.mark.parametrize("name", ["record_finding", "edit_reference", "remove_reference"])
    def test_what_belongs_to_another_programme_is_not_found(self, programme, as_role, name):
        foreign = make_vendor(make_programme())
        actions.begin_diligence(foreign, by=user_as("manager", foreign.programme))
        item = (
            foreign.diligence.first()
            if name == "record_finding"
            else Reference.objects.create(vendor=foreign, client="X")
        )

        assert as_role("manager").get(url_of(name, programme, item.pk)).status_code == 404

    def test_it_asks_as_often_for_many_as_for_few(self, programme, as_role):
        vendor, client = make_vendor(programme), as_role("manager")
        actions.begin_diligence(vendor, by=user_as("manager", programme))
        url = url_of("diligence", programme, vendor.pk)
        few = queries(client, url)
        for n in range(20):
            Reference.objects.create(vendor=vendor, client=f"C{n}")
            vendor.diligence.create(kind="other", title=f"T{n}")

        assert queries(client, url) == few


def test_who_scores_reads_what_the_vendor_answered_beside_the_field(programme, as_role):
    selection = make_round(programme)
    asked = make_questionnaire(programme, ("text",))
    asked.questions.update(criterion=selection.criteria.first())
    reply = send(asked, selection_vendor(programme)).reply
    fill(reply)
    hand_in(reply, name="Vera", function="Sales", declared=True, writer=VERA)

    page = as_role("consultant").get(reverse("score_vendors", args=[programme.pk])).content.decode()

    assert page.count("What the vendor says") == 1 and "We follow a standard." in page


def test_the_ranking_shows_what_due_diligence_found(programme, as_role):
    make_scored(programme)
    vendor, manager = selection_vendor(programme), user_as("manager", programme)
    item = actions.begin_diligence(vendor, by=manager)[0]
    actions.record_finding(item, result="concern", finding="Two years of losses.", by=manager)

    page = as_role("executive").get(reverse("vendor_ranking", args=[programme.pk])).content.decode()

    assert "Due diligence" in page and "1 of 7 settled" in page and "Not begun" in page


def selection_vendor(programme):
    return Vendor.objects.get(programme=programme, name="Alder")

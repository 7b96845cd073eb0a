import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditEntry
from implementation.data_readiness.models import DataDomain, DataSource, QualityRule
from tests.data_readiness.factories import domain_of, make_file, make_profiled, make_rule, make_source
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


def page(name, programme, *more):
    return reverse(name, args=[programme.pk, *(getattr(item, "pk", item) for item in more)])


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_programme_begins_with_the_four_domains_and_their_gaps(programme, as_role):
    shown = text_of(as_role("sponsor").get(page("data_inventory", programme)))

    assert list(programme.datadomains.values_list("kind", flat=True)) == ["customer", "product", "stock", "transaction"]
    assert all(words in shown for words in ("Customers: no source", "Customers: no owner", "would start empty"))


def test_a_programme_from_before_lays_the_domains_out_once(programme, as_role):
    programme.datadomains.all().delete()
    client = as_role("manager")

    assert "Lay out the four domains" in text_of(client.get(page("data_inventory", programme)))
    for _press in range(2):
        client.post(page("furnish_data_domains", programme))

    assert programme.datadomains.count() == 4


def test_nothing_is_left_to_close_where_everything_is_looked_after(programme, as_role):
    owner = user_as("manager", programme)
    for domain in programme.datadomains.all():
        make_source(programme, kind=domain.kind, owner=owner, legal_basis="contract")
    programme.datadomains.update(owner=owner)

    assert "Every domain that is needed has an owner" in text_of(
        as_role("member").get(page("data_inventory", programme))
    )


def test_the_matrix_says_which_module_would_start_empty(programme, as_role):
    make_source(programme)

    shown = text_of(as_role("executive").get(page("data_matrix", programme)))

    assert ("Has a source" in shown, "No source" in shown) == (True, True)


def test_a_domain_of_ones_own_is_added_changed_and_removed(programme, as_role):
    client = as_role("consultant")
    given = {"name": "Contracts", "holds": "", "owner": "", "modules": ["service"], "least_score": "90"}

    client.post(page("new_data_domain", programme), given)
    domain = DataDomain.objects.get(name="Contracts")
    client.post(page("edit_data_domain", programme, domain), given | {"name": "Papers", "revision": "0"})
    domain.refresh_from_db()
    told = (domain.name, domain.kind, domain.modules, domain.least_score)
    client.post(page("remove_data_domain", programme, domain))

    assert told == ("Papers", "own", ["service"], 90)
    assert not DataDomain.objects.filter(pk=domain.pk).exists()
    verbs = AuditEntry.objects.filter(label="data_readiness.datadomain", object_id=domain.pk).order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == ["created", "changed", "removed"]


def test_one_of_the_four_domains_stays(programme, as_role):
    answer = as_role("manager").post(page("remove_data_domain", programme, domain_of(programme)))

    assert (answer.status_code, programme.datadomains.count()) == (409, 4)


def test_a_source_is_added_where_it_belongs_and_not_to_another_programme(programme, as_role):
    other = domain_of(make_programme())
    client, address = as_role("manager"), page("new_data_source", programme)
    given = {"name": "ERP", "format": "database", "size": "4200", "personal": "on", "legal_basis": "contract"}
    given |= {"system": "", "owner": "", "legal_note": "", "kept_days": "7"}

    foreign = client.post(address, given | {"domain": other.pk})
    made = client.post(address, given | {"domain": domain_of(programme).pk})

    assert (foreign.status_code, made.status_code, DataSource.objects.get().domain) == (200, 302, domain_of(programme))


def test_a_source_with_uploads_stays(programme, as_role):
    source = make_file(programme).source

    answer = as_role("manager").post(page("remove_data_source", programme, source))

    assert (answer.status_code, DataSource.objects.count()) == (409, 1)


def test_a_source_goes_with_its_rules(programme, as_role):
    source = make_source(programme)
    make_rule(programme, source=source)

    as_role("manager").post(page("remove_data_source", programme, source))

    assert (DataSource.objects.count(), QualityRule.objects.count()) == (0, 0)


def test_scores_are_shown_now_and_over_time(programme, as_role):
    source = make_source(programme)
    make_rule(programme, source=source)
    make_profiled(programme, source=source)

    shown = text_of(as_role("executive").get(page("data_quality", programme)))

    assert "50.0 %" in shown


@pytest.mark.parametrize("name", ["data_inventory", "data_matrix", "data_quality", "data_domain", "data_source"])
def test_a_page_asks_as_often_with_30_sources_as_with_one(programme, as_role, name):
    def asked() -> int:
        more = {"data_domain": [domain_of(programme)], "data_source": [first]}.get(name, [])
        client.get(page(name, programme, *more))
        with CaptureQueriesContext(connection) as found:
            assert client.get(page(name, programme, *more)).status_code == 200
        return len(found)

    owner, client = user_as("consultant", programme), as_role("manager")
    first = make_source(programme, owner=owner)
    make_rule(programme, source=first)
    make_profiled(programme, source=first)
    few = asked()
    for number in range(12):
        source = first if number % 2 else make_source(programme, owner=owner)
        make_rule(programme, "pattern", source=source, params={"pattern": "9"})
        make_profiled(programme, source=source)

    assert asked() == few

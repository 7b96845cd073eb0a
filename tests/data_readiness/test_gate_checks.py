import pytest

from implementation.data_readiness.gate_checks import domains_owned, quality
from tests.data_readiness.factories import domain_of, make_profiled, make_rule, make_source
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def test_domains_without_owner_or_source_are_named(programme):
    found = domains_owned(programme, gate=None)

    assert (found.state, found.figures["needed"], len(found.figures["lacking"])) == ("not_met", 4, 4)


def test_every_needed_domain_with_owner_and_source_meets_it(programme):
    for domain in programme.datadomains.all():
        make_source(programme, kind=domain.kind)
    programme.datadomains.exclude(kind="stock").update(owner=user_as("manager", programme))

    one_lacks = domains_owned(programme, gate=None)
    programme.datadomains.update(owner=user_as("manager", programme))

    assert (one_lacks.state, one_lacks.figures["lacking"]) == ("partly", ["Stock"])
    assert domains_owned(programme, gate=None).state == "met"


@pytest.mark.parametrize(("percent", "state"), [(50, "met"), (51, "not_met")])
def test_the_newest_profile_is_held_against_the_threshold(programme, percent, state):
    source = make_source(programme)
    make_rule(programme, source=source)
    make_profiled(programme, "phone\n1\n2\n", source=source)
    make_profiled(programme, source=source)

    found = quality(programme, gate=None, percent=percent)

    assert (found.state, found.figures["score"], found.url) == (state, "50.0", domain_of(programme).get_absolute_url())


def test_a_source_that_was_never_profiled_leaves_it_open(programme):
    source = make_source(programme)
    make_rule(programme, source=source)
    make_profiled(programme, source=source)
    make_source(programme, "Cards")

    found = quality(programme, gate=None, percent=50)

    assert (found.state, found.figures["unprofiled"]) == ("partly", ["Cards"])


@pytest.mark.parametrize("with_profile", [False, True])
def test_without_rules_nothing_is_known(programme, with_profile):
    if with_profile:
        make_profiled(programme)

    assert quality(programme, gate=None).state == "not_met"

import pytest

from implementation.data_readiness.deadlines import signatures
from tests.data_readiness.duplicate_factories import make_rehearsal
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def waiting(programme):
    return [(str(item.what), item.who) for item in signatures(programme)]


def test_a_reconciled_rehearsal_waits_for_the_owner(programme):
    owner = user_as("sponsor", programme)
    make_rehearsal(programme, state="reconciled", owner=owner)

    assert waiting(programme) == [("Sign the rehearsal “Customers 1”", frozenset({owner.pk}))]


def test_one_that_a_later_signed_rehearsal_overtook_waits_no_more(programme):
    make_rehearsal(programme, state="reconciled", owner=user_as("sponsor", programme))
    make_rehearsal(programme, state="signed")

    assert waiting(programme) == []


def test_who_ran_it_is_not_asked_to_sign(programme):
    make_rehearsal(programme, state="reconciled", owner=user_as("manager", programme))

    assert waiting(programme) == []

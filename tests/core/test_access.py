"""One question, one table."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from core import access
from tests.factories import make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


def test_a_misspelt_permission_raises(programme):
    with pytest.raises(LookupError):
        user_as("manager", programme).has_perm("programme.veiw_programme", programme)


def test_an_administrator_has_no_role_by_that(programme):
    admin = make_user(is_superuser=True)

    assert not admin.has_perm("programme.view_programme", programme)


def test_nobody_signed_in_may_nothing(programme):
    assert not AnonymousUser().has_perm("programme.view_programme", programme)


def test_a_stranger_gets_404_and_an_insider_without_the_role_403(programme):
    with pytest.raises(Http404):
        access.require(user_as("manager", make_programme()), "programme.invite", programme)
    with pytest.raises(PermissionDenied):
        access.require(user_as("member", programme), "programme.invite", programme)


def test_an_inactive_person_may_nothing(programme):
    manager = user_as("manager", programme)
    manager.is_active = False

    assert not manager.has_perm("programme.view_programme", programme)


def test_roles_are_asked_once_in_a_request(programme, django_assert_num_queries):
    manager = user_as("manager", programme)
    manager.role_cache = {}

    with django_assert_num_queries(1):
        for _again in range(5):
            assert manager.has_perm("programme.view_programme", programme)

"""The pages of one's own account look like the house and open in each situation."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


def signed_in(client, user=None):
    """Through the sign-in page, so that the session knows how."""
    user = user or make_user()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return user


def confirmed(client):
    """Signed in, with the password written once more: what changes how one signs in asks for it."""
    user = signed_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return user


def assert_of_the_house(page, words: str) -> None:
    markup = page.content.decode()
    assert page.status_code == 200
    assert f'<h1 class="mb-2">{words}</h1>' in markup or f'<h1 class="mb-3">{words}</h1>' in markup
    assert "gate-page" in markup
    assert not re.search(r"\sstyle=|<script(?![^>]*\ssrc=)", markup)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_login", "Sign in"),
        ("account_reset_password", "Forgot the password?"),
        ("account_reset_password_done", "Look into your e-mail"),
        ("account_reset_password_from_key_done", "The password is changed"),
    ],
)
def test_pages_before_sign_in(client, name, words):
    assert_of_the_house(client.get(reverse(name)), words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_change_password", "Change the password"),
        ("account_logout", "Sign out?"),
        ("account_reauthenticate", "Confirm that it is you"),
        ("mfa_index", "Two-step sign-in"),
        ("mfa_activate_totp", "Turn on two-step sign-in"),
    ],
)
def test_pages_after_sign_in(client, name, words):
    confirmed(client)

    assert_of_the_house(client.get(reverse(name)), words)


def test_the_account_menu_leads_to_them(client):
    signed_in(client)

    markup = client.get(reverse("inbox")).content.decode()

    for name in ("account_change_password", "mfa_index", "account_logout"):
        assert reverse(name) in markup


def test_the_password_is_changed(client):
    user = signed_in(client)
    wrong = {"oldpassword": "not this one", "password1": "another long one", "password2": "another long one"}

    page = client.post(reverse("account_change_password"), wrong)
    assert 'aria-invalid="true"' in page.content.decode()
    client.post(reverse("account_change_password"), wrong | {"oldpassword": PASSWORD})

    user.refresh_from_db()
    assert user.check_password("another long one")


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client):
    user = make_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://\S+?(/accounts/\S+)", mail.outbox[0].body).group(1)

    page = client.get(link, follow=True)
    assert_of_the_house(page, "Choose a new password")
    action = page.request["PATH_INFO"]
    done = client.post(action, {"password1": "another long one", "password2": "another long one"}, follow=True)

    assert_of_the_house(done, "The password is changed")
    client.logout()
    assert_of_the_house(client.get(link, follow=True), "This link is not open any more")


def test_the_second_step_is_turned_on_and_off(client):
    user = confirmed(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    codes = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)

    assert user.authenticator_set.filter(type="totp").exists()
    assert codes.status_code == 200
    assert_of_the_house(client.get(reverse("mfa_view_recovery_codes")), "Recovery codes")
    assert_of_the_house(client.get(reverse("mfa_generate_recovery_codes")), "Make new recovery codes?")
    assert_of_the_house(client.get(reverse("mfa_index")), "Two-step sign-in")
    assert_of_the_house(client.get(reverse("mfa_deactivate_totp")), "Turn off two-step sign-in?")
    client.post(reverse("mfa_deactivate_totp"))
    assert not user.authenticator_set.filter(type="totp").exists()


def test_the_second_step_is_asked_for(client):
    user, secret = make_user(), generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)

    signed_in(client, user)
    assert_of_the_house(client.get(reverse("mfa_authenticate")), "Two-step sign-in")
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert client.get(reverse("inbox")).status_code == 200
    assert_of_the_house(client.get(reverse("mfa_reauthenticate")), "Confirm that it is you")

"""A cast, a world, and settings that keep tests quick."""

import os

import hypothesis
import pytest
from django.core.cache import cache

from tests.factories import make_programme, user_as

# Nothing is timed by a test: a busy machine is no fault of the product.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _quiet(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
    # It looks through every static file for each new test client: half of the suite's time.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    from huey.contrib.djhuey import HUEY

    HUEY.immediate = True
    cache.clear()


@pytest.fixture
def programme(db):
    return make_programme()


@pytest.fixture
def as_role(programme, client):
    """``as_role("sponsor")`` signs the test client in as a person with that role and returns it."""

    def sign_in(role):
        client.force_login(user_as(role, programme))
        return client

    return sign_in


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()

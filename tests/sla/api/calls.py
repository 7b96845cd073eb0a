"""Tokens, and calls as a program makes them: with a key and no session."""

import json

from django.test import Client
from django.urls import reverse

from sla.models import ApiToken
from sla.tokens import make_token
from tests.factories import number, user_as

UP = {"monitor": "shop", "at": "2025-01-01T00:00:00Z", "state": "up", "http_code": 200, "value": 120}


def make_key(agreement, **fields) -> tuple[ApiToken, str]:
    fields = {"name": f"Source {number()}", "source_note": "Our own monitor.", "may_read": True} | fields
    token = ApiToken(agreement=agreement, **fields)
    key = make_token(token, by=user_as("manager", agreement.programme))
    return token, key


def headers(key: str, **more) -> dict:
    return {"HTTP_AUTHORIZATION": f"Bearer {key}"} | more


def send(key: str, *rows, tickets=(), body=None, content_type="application/json", **more):
    """POST a batch; ``body`` in its place as it stands."""
    content = json.dumps({"measurements": list(rows), "tickets": list(tickets)}) if body is None else body
    return Client().post(reverse("api:measurements"), content, content_type=content_type, **headers(key, **more))


def get(key: str, name: str, *args, **query):
    return Client().get(reverse(f"api:{name}", args=args), query, **headers(key))


def row(at: str = "2025-01-01T00:00:00Z", **fields) -> dict:
    return UP | {"at": at} | fields


def places(answer) -> list[tuple[str, str]]:
    return [(problem["place"], problem["reason"]) for problem in answer.json()["problems"]]

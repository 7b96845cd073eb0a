"""A person in front of the product's own pages, without a browser: opens pages, fills the forms that are on them, follows."""

from urllib.parse import urlsplit

from django.test import Client
from lxml import html


class Person:
    """``person.fill(address, name="…")`` opens the page, fills its form as written there and sends it; a refusal fails."""

    def __init__(self, user):
        self.user = user
        self.client = Client()
        self.client.force_login(user)

    def open(self, address: str):
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, f"{address} answers {answer.status_code} to {self.user}"
        return html.fromstring(answer.content.decode())

    def text(self, address: str) -> str:
        """What the page says, with single spaces."""
        return " ".join(self.open(address).xpath("//main")[0].text_content().split())

    def fill(self, address: str, *, button: str = "", **values) -> str:
        """Send the form whose button says ``button`` (or the one with most fields); returns the address it leads to."""
        page = self.open(address)
        form = _form(page, button)
        data = _entries(form, page)
        unknown = (
            set(values)
            - set(data)
            - {field.get("name") for field in form.iter("input", "select", "textarea", "button")}
        )
        assert not unknown, f"{address} has no field {unknown}; it has {sorted(data)}"
        action = form.get("action", "").partition("#")[0] or address
        answer = self.client.post(action, data | values, follow=True)
        said = html.fromstring(answer.content.decode())
        complaints = [
            " ".join(x.text_content().split())
            for x in said.find_class("invalid-feedback") + said.find_class("note-bad")
        ]
        assert answer.status_code == 200 and answer.redirect_chain, f"{address}: {answer.status_code} {complaints}"
        return urlsplit(answer.redirect_chain[-1][0]).path

    def press(self, address: str, button: str) -> str:
        """Press a button that stands in a form of its own."""
        return self.fill(address, button=button)


def _form(page, button: str):
    forms = [form for form in page.xpath("//main//form") if form.get("method", "get").lower() == "post"]
    if button:
        found = [
            form
            for form in forms
            if any(button == " ".join(item.text_content().split()) for item in form.iter("button"))
        ]
        offered = [" ".join(item.text_content().split()) for form in forms for item in form.iter("button")]
        assert found, f"no button says {button!r}; the page offers {offered}"
        return found[0]
    assert forms, "there is no form on the page"
    return max(forms, key=lambda form: len(form.inputs.keys()))


def _entries(form, page) -> dict:
    """The form as it stands, files and buttons left out; several values of one name as a list."""
    data: dict = {}
    for field in form.iter("input", "select", "textarea"):
        name = field.get("name")
        if not name or field.get("disabled") is not None or field.get("type") in ("file", "submit", "button"):
            continue
        if field.get("type") in ("checkbox", "radio") and field.get("checked") is None:
            continue
        value = (
            field.value if field.tag != "input" else field.get("value", "on" if field.get("type") == "checkbox" else "")
        )
        many = field.tag == "select" and field.get("multiple") is not None
        for item in list(value) if many else [value or ""]:
            data[name] = (
                [*data[name], item]
                if isinstance(data.get(name), list)
                else item
                if name not in data
                else [data[name], item]
            )
    return data

"""The forms of a page, as a browser finds them, and what somebody may fill in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.kernel.clock import local_day, now

LINE = "Some words about a lamp"
FILLED = {
    "email": "li.wei@example.org", "number": "3", "tel": "13800123500", "select": "",
    "password": "long enough for a town", "textarea": f"{LINE}, which is dark since Monday.",
}  # fmt: skip
"""By kind. The address is of an account: whoever is named in a form has one."""
NEW_ADDRESS = "wang.fang@example.org"
CODE = "91350100M000100Y43"
"""As a company has one."""
PAST = {"on", "paid_on", "since", "first_day"}
"""Days that are over, or today; all others are still to come."""
CHOSEN = ("checkbox", "radio", "select", "hidden", "submit")
"""Kinds of fields that people do not write into."""
SIGN_UP = "/accounts/signup/"
HONEYPOT = "website"
"""People do not see it."""


@dataclass
class Field:
    name: str
    kind: str
    value: str = ""
    is_required: bool = False
    options: list[str] = field(default_factory=list)

    def filled(self) -> str:
        """Something that fits; nobody fills in what they do not see."""
        if self.kind == "hidden":
            return self.value
        usable = [option for option in self.options if option]
        return self.value or (usable[0] if usable else self._usual())

    def _usual(self) -> str:
        if self.kind == "date":
            return str(local_day(now()) + timedelta(days=0 if self.name in PAST else 40))
        return CODE if self.name == "code" else FILLED.get(self.kind, LINE)


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def filled(self) -> dict[str, object]:
        """Every field filled in with something that fits; lines that may be left out are, where the
        form says which those are."""
        says = any(one.is_required for one in self.fields.values())
        filled = {
            name: SimpleUploadedFile("list.txt", b"title,text\nA lamp,It is dark\n")
            if one.kind == "file"
            else one.value
            if says and one.kind == "text" and not one.is_required
            else one.filled()
            for name, one in self.fields.items()
            if name != HONEYPOT
        }
        return filled | ({"email": NEW_ADDRESS} if self.action == SIGN_UP else {})

    @property
    def written(self) -> list[str]:
        """Names of the fields that people write into."""
        return [one.name for one in self.fields.values() if one.kind not in (*CHOSEN, "file")]


class _Finder(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            action = urljoin(self.address, given.get("action", ""))
            self.open = Form(action, given.get("method", "get").lower())
            self.forms.append(self.open)
        if self.open is None:
            return
        for name in ("hx-post", "formaction"):
            if name in given:
                # Sent while somebody types, or by another button: the same fields, elsewhere.
                elsewhere = urljoin(self.address, given[name])
                self.forms.append(Form(elsewhere, "post", self.open.fields))
        if tag == "form":
            return
        if tag == "option" and self.select is not None:
            self.select.options.append(given.get("value", ""))
            if "selected" in given:
                self.select.value = given.get("value", "")
        elif tag in {"input", "textarea", "select", "button"} and given.get("name"):
            kind = given.get("type", "text") if tag == "input" else tag
            kind = {"button": "submit"}.get(kind, kind)
            self._add(Field(given["name"], kind, given.get("value", ""), "required" in given))

    def _add(self, found: Field) -> None:
        assert self.open is not None
        known = self.open.fields.get(found.name)
        if known is None:
            self.open.fields[found.name] = found
        elif found.value not in known.options:
            # Radio buttons, checkboxes and buttons of one name: the first stays chosen.
            known.options.append(found.value)
        self.select = self.open.fields[found.name] if found.kind == "select" else self.select

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        if tag == "select":
            self.select = None


def forms_of(html: str, address: str) -> list[Form]:
    finder = _Finder(address)
    finder.feed(html)
    return finder.forms

"""Whoever takes part, each at a phone of their own; and what holds of every page they see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.test import Client
from playwright.sync_api import Locator, Page

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people.models import User
from tests.browser.conftest import Visit, Visitor, following
from tests.browser.test_public_pages import sign_in


@dataclass
class Person:
    """Somebody with a window, who reads every page to its right edge."""

    actor: Actor | None
    visit: Visit
    folder: Path
    """Their own machine: what they download and keep."""
    too_wide: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def email(self) -> str:
        return User.objects.get(pk=self.actor.user_id).email

    def go(self, path: str) -> Page:
        self.visit.go(path)
        self.look()
        return self.page

    def look(self) -> None:
        wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wider > 0:
            self.too_wide.append(f"{self.page.url}: {wider} px too wide")

    def follow(self, name: str, *, within: Locator | None = None) -> Page:
        """Go where a link leads."""
        with self.leaving():
            (within or self.page).get_by_role("link", name=name).first.click()
        return self.page

    def press(self, name: str, *, within: Locator | None = None) -> Page:
        """Send what is filled in."""
        with self.leaving():
            (within or self.page).get_by_role("button", name=name, exact=True).click()
        return self.page

    @contextmanager
    def leaving(self) -> Iterator[None]:
        self.look()
        with following(self.visit):
            yield
        self.look()

    def unfold(self, title: str) -> Locator:
        """What stands below a title that is folded away."""
        found = self.page.locator("details", has=self.page.get_by_text(title, exact=True)).last
        found.locator("summary").first.click()
        return found

    def choose(self, answer: str, *, within: Locator) -> None:
        """By its words: the circle before them is drawn, the browser's own is out of sight."""
        within.get_by_text(answer, exact=True).click()

    def save(self, name: str, *, within: Locator | None = None) -> Path:
        """Download what a link or a button offers."""
        with self.page.expect_download() as saved:
            (within or self.page).get_by_text(name, exact=True).first.click()
        file = self.folder / saved.value.suggested_filename
        saved.value.save_as(file)
        return file


class Windows:
    """Opens one for each person, and remembers them."""

    def __init__(self, visitor: Visitor, folder: Path) -> None:
        self.visitor, self.folder = visitor, folder
        self.people: list[Person] = []

    def open_for(self, actor: Actor | None) -> Person:
        folder = self.folder / f"machine {len(self.people)}"
        folder.mkdir()
        person = Person(actor, self.visitor(size="phone"), folder)
        self.people.append(person)
        self._sign_in(person)
        return person

    def sign_in_again(self) -> None:
        """After so long a time everybody has to."""
        for person in self.people:
            self._sign_in(person)

    def _sign_in(self, person: Person) -> None:
        if person.actor is not None:
            sign_in(person.visit, Client(), User.objects.get(pk=person.actor.user_id))

    @property
    def faults(self) -> list[str]:
        """What any console said, and which page had to be scrolled sideways."""
        return [text for one in self.people for text in [*one.visit.complaints, *one.too_wide]]

"""Bring message catalogues up to date with the code, and check that they are complete.

``update`` writes every message of the code and the templates of an app into the app's own
``locale/zh_Hans/LC_MESSAGES/django.po``; a message that another app has already translated comes
with its translation. ``check`` fails where a message is missing, untranslated, fuzzy, or where
its translation has other placeholders than the message or another wording than in another app.

Babel reads the Python code, Django's own ``templatize`` the templates, so GNU gettext is not
needed.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from tools.compile_messages import SOURCE, compile_catalogues

LANGUAGE = "zh_Hans"
WINGS = {"site", "market", "public", "government", "foundation"}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
SKIPPED_FOLDERS = {"locale", "static", "migrations", "__pycache__", "node_modules"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
IMPORTED = re.compile(r"\b(n?p?gettext(?:_lazy|_noop)?) as (\w+)")
CONTEXT_FIRST = ((1, "c"), 2)
KEYWORDS: dict[str, tuple | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": CONTEXT_FIRST,
    "pgettext_lazy": CONTEXT_FIRST,
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

Key = tuple[str | None, str]


@dataclass
class Message:
    """One message of the source, and the files it stands in."""

    text: str
    plural: str = ""
    context: str | None = None
    comments: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """What makes it one message: context and text."""
        return (self.context, self.text)


def app_of(path: Path) -> Path:
    """Folder of the app that a source file belongs to."""
    parts = path.relative_to(SOURCE).parts
    depth = 2 if parts[0] in WINGS else 1
    return SOURCE.joinpath(*parts[: min(depth, len(parts) - 1)])


def source_files() -> Iterator[Path]:
    """Every file that may hold messages, in a stable order."""
    for path in sorted(SOURCE.rglob("*")):
        if SKIPPED_FOLDERS.intersection(path.relative_to(SOURCE).parts):
            continue
        if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts):
            yield path


def readable_as_python(path: Path) -> bytes:
    """Source of a file as Python code that holds the same messages."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    # What remains of a template are calls of gettext between blanked-out words; brackets make
    # its line breaks and indentation meaningless to Python's tokenizer.
    return f"(\n{templatize(text, origin=str(path))}\n)".encode()


def messages_of(path: Path) -> Iterator[Message]:
    """Messages of one file, in the order of the file."""
    found = extract(
        "python",
        io.BytesIO(readable_as_python(path)),
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=False,
    )
    for _line, texts, comments, context in found:
        text, plural = texts[:2] if isinstance(texts, tuple) else (texts, "")
        yield Message(text=text, plural=plural, context=context, comments=comments)


def messages_by_app() -> dict[Path, dict[Key, Message]]:
    """All messages of the source, by app."""
    apps: dict[Path, dict[Key, Message]] = defaultdict(dict)
    for path in source_files():
        for message in messages_of(path):
            known = apps[app_of(path)].setdefault(message.key, message)
            known.files.add(path.relative_to(SOURCE.parent).as_posix())
            known.plural = known.plural or message.plural
    return apps


def catalogue_path(app: Path) -> Path:
    """Where the catalogue of an app stands."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES/django.po"


def read_catalogue(app: Path) -> polib.POFile:
    """The catalogue of an app, an empty one where there is none yet."""
    path = catalogue_path(app)
    if path.is_file():
        return polib.pofile(str(path), encoding="utf-8", wrapwidth=98)
    return polib.POFile(encoding="utf-8", wrapwidth=98)


def entries_of(catalogue: polib.POFile) -> dict[Key, polib.POEntry]:
    """Entries in use, by context and text."""
    return {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}


def is_translated(entry: polib.POEntry) -> bool:
    """Whether an entry has a full translation that nobody doubts."""
    return bool(entry.translated()) and not entry.fuzzy


def translations_of_house() -> dict[Key, polib.POEntry]:
    """Every translation that any app has."""
    known: dict[Key, polib.POEntry] = {}
    for path in sorted(SOURCE.glob(f"**/locale/{LANGUAGE}/LC_MESSAGES/django.po")):
        for key, entry in entries_of(polib.pofile(str(path), encoding="utf-8")).items():
            if is_translated(entry):
                known.setdefault(key, entry)
    return known


def new_entry(message: Message, known: dict[Key, polib.POEntry]) -> polib.POEntry:
    """Entry for a message, with the translation of another app where there is one."""
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context)
    elsewhere = known.get(message.key)
    singular = elsewhere and (elsewhere.msgstr or elsewhere.msgstr_plural.get(0, ""))
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {0: singular or ""}
    else:
        entry.msgstr = singular or ""
    return entry


def update_app(app: Path, messages: dict[Key, Message], known: dict[Key, polib.POEntry]) -> int:
    """Rewrite the catalogue of one app; return how many messages have no translation."""
    old = entries_of(read_catalogue(app))
    catalogue = polib.POFile(encoding="utf-8", wrapwidth=98)
    # No dates and no names: they make every update a conflict.
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": LANGUAGE,
        "MIME-Version": "1.0",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    for key, message in messages.items():
        entry = old.get(key)
        if entry is None or bool(entry.msgid_plural) != bool(message.plural):
            entry = new_entry(message, known)
        entry.comment = "\n".join(message.comments)
        # Without line numbers, which would change with every edit.
        entry.occurrences = [(name, "") for name in sorted(message.files)]
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        catalogue.append(entry)
    path = catalogue_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return sum(not is_translated(entry) for entry in catalogue)


def update() -> int:
    """Bring all catalogues up to date."""
    known = translations_of_house()
    for app, messages in messages_by_app().items():
        open_count = update_app(app, messages, known)
        name = app.relative_to(SOURCE).as_posix()
        print(f"{name}: {len(messages)} messages, {open_count} without translation")
    compile_catalogues()
    return 0


def placeholders(text: str) -> set[str]:
    """Placeholders of a message."""
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def fault_of(message: Message, entry: polib.POEntry | None) -> str | None:
    """What is wrong with the translation of a message, or nothing."""
    if entry is None:
        return "is not in the catalogue"
    if entry.fuzzy:
        return "has a fuzzy translation"
    if not entry.translated():
        return "is not translated"
    translation = entry.msgstr_plural.get(0, "") if message.plural else entry.msgstr
    singular, plural = placeholders(message.text), placeholders(message.plural or message.text)
    used = placeholders(translation)
    if not (singular & plural) <= used <= (singular | plural):
        return f"has other placeholders than its translation {translation!r}"
    return None


def two_wordings() -> Iterator[str]:
    """Messages that two apps translate differently: Django merges catalogues, and one wins."""
    found: dict[Key, set[str]] = defaultdict(set)
    for app in messages_by_app():
        for key, entry in entries_of(read_catalogue(app)).items():
            found[key].add(str(entry.msgstr or entry.msgstr_plural.get(0, "")))
    for key, wordings in found.items():
        if len(wordings) > 1:
            text = key[1]
            yield f"{text!r} has two translations: {' and '.join(sorted(wordings))}"


def unknown_names() -> Iterator[str]:
    """Names that a file gives to gettext and nobody looks for: what is said by them is in no
    catalogue, and stays English."""
    for path in source_files():
        for function, name in IMPORTED.findall(path.read_text(encoding="utf-8")):
            if name not in KEYWORDS:
                place = path.relative_to(SOURCE.parent).as_posix()
                yield f"{place}: {function} is called {name!r}, under which nobody looks for it"


def check() -> int:
    """Print what is missing or wrong; 1 if anything is."""
    faults = total = 0
    for told in unknown_names():
        faults += 1
        print(f"{told}. Import it by its own name, or as `_`.")
    for dispute in two_wordings():
        faults += 1
        print(f"{dispute}. Make them one, or give each a context.")
    for app, messages in messages_by_app().items():
        entries = entries_of(read_catalogue(app))
        for key, message in messages.items():
            total += 1
            fault = fault_of(message, entries.get(key))
            if fault:
                faults += 1
                print(f"{sorted(message.files)[0]}: {message.text!r} {fault}")
    print(f"Messages: {total} checked, {faults} wrong.")
    if faults:
        print("Run `make messages`, then translate what it left empty.")
    return 1 if faults else 0


def main() -> int:
    """Update or check from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["update", "check"])
    options = parser.parse_args()
    # Templates are only read, so no setting of the project is needed.
    settings.configure(USE_I18N=True)
    return update() if options.command == "update" else check()


if __name__ == "__main__":
    sys.exit(main())

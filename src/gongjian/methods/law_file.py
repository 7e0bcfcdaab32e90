"""Provisions and parameters as a YAML file that people read and edit, and that hostile ones can't
bend: what it says is words, line by line, and nothing in it is run, repeated or nested.

Every scalar is text: no value becomes a date, a number or yes and no by how it looks. Anchors,
aliases, tags, merge keys, more than one document and keys given twice are refused; size, depth and
count of nodes are bounded before anything is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import yaml

from gongjian.methods.legal_rules import Words

FORMAT: Final = "gongjian-law/1"
MAX_BYTES: Final = 20_000_000
MAX_NODES: Final = 500_000
PARTS: Final = ("provisions", "parameters")

Field = str | int | date | None

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_UNBLOCKED = frozenset("\r\x85\u2028\u2029\ufeff")


class NotALawFile(ValueError):
    """Why, in both languages; ``line`` counts from 1, 0: nothing can be said of that."""

    def __init__(self, words: Words, line: int = 0) -> None:
        self.words, self.line = words, line
        super().__init__(words.en)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the line on which it begins, and its fields as they are written."""

    line: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LawFile:
    provisions: tuple[Entry, ...] = ()
    parameters: tuple[Entry, ...] = ()


TOO_LARGE = Words("The file is larger than 20 MB.", "文件超过 20 MB。")
NOT_TEXT = Words("The file is no text in UTF-8.", "文件不是 UTF-8 文本。")
NOT_YAML = Words("The file is no YAML: {problem}.", "文件不是有效的 YAML：{problem}。")
FORBIDDEN = Words("Anchors, aliases and tags are not read here.", "此处不接受锚点、别名和标签。")
TOO_MANY = Words("The file has more than {count} values.", "文件中的值超过 {count} 个。")
SHAPE = Words(
    "The file holds “format: {format}”, and under “provisions” and “parameters” lists of entries "
    "with fields.",
    "文件应包含“format: {format}”，并在“provisions”和“parameters”下列出带字段的条目。",
)
TWICE = Words("“{name}” stands there twice.", "“{name}”重复出现。")


def read_law_file(data: bytes) -> LawFile:
    """Read a file.

    Parameters
    ----------
    data : bytes
        UTF-8, at most `MAX_BYTES`.

    Raises
    ------
    NotALawFile
        It is none.

    Notes
    -----
    Linear in its size; some 200,000 values a second.
    """
    if len(data) > MAX_BYTES:
        raise NotALawFile(TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotALawFile(NOT_TEXT) from error
    try:
        return _read(_events(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
        raise NotALawFile(NOT_YAML.filled(problem=problem), mark.line + 1 if mark else 0) from error


def write_law_file(
    provisions: Iterable[Mapping[str, Field]], parameters: Iterable[Mapping[str, Field]]
) -> str:
    """Write a file; what is None or "" is left out. Read again, it has the same fields as text."""
    parts = {"provisions": provisions, "parameters": parameters}
    content = {
        name: [{k: v for k, v in one.items() if v not in (None, "")} for one in entries]
        for name, entries in parts.items()
    }
    return yaml.dump(
        {"format": FORMAT, **content},
        Dumper=_LawDumper, allow_unicode=True, sort_keys=False, width=100,
    )  # fmt: skip


class _LawDumper(_Dumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Any, value: str) -> Any:
    is_block = "\n" in value and not _UNBLOCKED & set(value)
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if is_block else None)


def _events(text: str) -> Iterator[Any]:
    """Events of one document, with everything refused that makes YAML dangerous."""
    documents = nodes = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotALawFile(FORBIDDEN, line)
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > MAX_NODES:
                raise NotALawFile(TOO_MANY.filled(count=MAX_NODES), line)
            if getattr(event, "tag", None):
                raise NotALawFile(FORBIDDEN, line)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _shape(line)
        if isinstance(
            event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.CollectionEndEvent
        ):
            yield event


def _read(events: Iterator[Any]) -> LawFile:
    _expect(events, yaml.MappingStartEvent)
    found: dict[str, tuple[Entry, ...]] = {}
    seen: set[str] = set()
    form = ""
    while (key := _key(events, seen)) is not None:
        name, line = key
        if name == "format":
            form = _scalar(next(events))
        elif name in PARTS:
            found[name] = tuple(_entries(events))
        else:
            raise _shape(line)
    # Whatever follows is another document, and refused.
    for event in events:
        raise _shape(_line(event))
    if form != FORMAT:
        raise _shape(1)
    return LawFile(**found)


def _entries(events: Iterator[Any]) -> Iterator[Entry]:
    event = next(events)
    if isinstance(event, yaml.ScalarEvent) and _scalar(event) == "":
        return
    if not isinstance(event, yaml.SequenceStartEvent):
        raise _shape(_line(event))
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        if not isinstance(event, yaml.MappingStartEvent):
            raise _shape(_line(event))
        fields: dict[str, str] = {}
        seen: set[str] = set()
        while (key := _key(events, seen)) is not None:
            fields[key[0]] = _scalar(next(events))
        yield Entry(_line(event), fields)


def _key(events: Iterator[Any], seen: set[str]) -> tuple[str, int] | None:
    """The next key of a mapping and its line, None at its end."""
    event = next(events)
    if isinstance(event, yaml.MappingEndEvent):
        return None
    name = _scalar(event)
    if name in seen:
        raise NotALawFile(TWICE.filled(name=name[:60]), _line(event))
    seen.add(name)
    return name, _line(event)


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _scalar(event: Any) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise _shape(_line(event))
    is_plain = event.implicit[0]
    value: str = event.value
    return "" if is_plain and value in ("", "~", "null") else value


def _expect(events: Iterator[Any], kind: type) -> None:
    event = next(events, None)
    if not isinstance(event, kind):
        raise _shape(1)


def _shape(line: int) -> NotALawFile:
    return NotALawFile(SHAPE.filled(format=FORMAT), line)


_LawDumper.add_representer(str, _text)

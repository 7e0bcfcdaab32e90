"""The law as YAML: read as it was written, and nothing hostile in it does anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods import law_file
from gongjian.methods.law_file import NotALawFile, read_law_file, write_law_file

HEAD = "format: gongjian-law/1\n"
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60
)


def read(text):
    return read_law_file((HEAD + text).encode())


@given(st.lists(st.dictionaries(st.sampled_from(["code", "title", "text"]), texts), max_size=4))
def test_whatever_is_written_is_read_again(entries):
    file = read_law_file(write_law_file(entries, []).encode())

    assert [dict(entry.fields) for entry in file.provisions] == entries


def test_values_are_text_however_they_look():
    (entry,) = read("provisions:\n- {code: no, article: 1.10, in_force_from: 2020-01-01, text: ~}\n"
                    ).provisions  # fmt: skip

    assert dict(entry.fields) == {
        "code": "no", "article": "1.10", "in_force_from": "2020-01-01", "text": ""
    }  # fmt: skip
    assert entry.line == 3


def test_texts_stand_as_people_read_them():
    text = "One.\nTwo, 二。\n"

    written = write_law_file([{"code": "a", "text": text}], [])

    assert "text: |\n    One.\n    Two, 二。\n" in written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("provisions:\n- &a {code: x}\n- *a\n", 3),
        ("a: &a [x]\nb: &b [*a, *a]\n", 2),
        ("provisions: !!python/object/apply:os.system ['id']\n", 2),
        ("provisions:\n- {code: !!binary aGk=}\n", 3),
        ("provisions:\n- {code: x, code: y}\n", 3),
        ("provisions: []\nprovisions: []\n", 3),
        ("provisions:\n- {<<: {code: x}}\n", 3),
        ("provisions:\n- {code: [x]}\n", 3),
        ("provisions:\n- [x]\n", 3),
        ("provisions: {}\n", 2),
        ("provisions: x\n", 2),
        ("rules: []\n", 2),
        ("---\nformat: gongjian-law/1\n", 2),
        ("provisions: [\n", 3),
        ("provisions:\n\t- x\n", 3),
        ("provisions:\n- {code: \x01}\n", 0),
        ("provisions: " + "[" * 100_000, 2),
        ("provisions: " + "{a: " * 100_000, 2),
        ("? [a]\n: b\n", 2),
    ],
)
def test_what_is_hostile_or_none_is_refused_with_its_line(text, line):
    with pytest.raises(NotALawFile) as refused:
        read(text)

    assert refused.value.line == line
    assert refused.value.words.zh


@pytest.mark.parametrize(
    "data",
    [b"", b"- x", b"format: gongjian-law/2", b"x", b"\xff\xfe", b"format: [x]", b"\x00",
     b"x" * (law_file.MAX_BYTES + 1)],
)  # fmt: skip
def test_other_files_are_refused(data):
    with pytest.raises(NotALawFile):
        read_law_file(data)


def test_very_many_values_are_refused(monkeypatch):
    monkeypatch.setattr(law_file, "MAX_NODES", 1_000)

    with pytest.raises(NotALawFile):
        read("provisions:\n" + "- {code: x}\n" * 1_000)


def test_a_part_may_be_empty_or_missing():
    assert read("provisions:\nparameters: []\n") == read("") == law_file.LawFile()

import gzip
import json
import os

import pytest
from django.contrib.staticfiles.finders import find

from gongjian.config.static_files import collect_static_files, is_collected

STYLES = "vendor/uswds/css/uswds.min.css"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    assert collect_static_files(folder)
    return folder


def test_files_are_named_by_their_content_and_compressed(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    named = collected / paths[STYLES]
    small = named.with_name(named.name + ".gz")

    assert is_collected(collected)
    assert paths[STYLES] != STYLES
    assert gzip.decompress(small.read_bytes()) == named.read_bytes()
    assert small.stat().st_size * 5 < named.stat().st_size


def test_what_a_script_imports_is_named_by_its_content_too(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    imported = paths["cases/town_map.js"].rpartition("/")[2]

    assert f'"./{imported}"' in (collected / paths["cases/case_map.js"]).read_text()


def test_what_is_collected_already_is_left_alone(collected):
    before = (collected / "staticfiles.json").stat().st_mtime_ns

    assert not collect_static_files(collected)
    assert (collected / "staticfiles.json").stat().st_mtime_ns == before


def test_after_an_upgrade_it_is_collected_again(collected):
    there = find(STYLES)
    was = os.stat(there)
    os.utime(there, ns=(was.st_atime_ns, was.st_mtime_ns + 1))
    try:
        assert collect_static_files(collected)
    finally:
        os.utime(there, ns=(was.st_atime_ns, was.st_mtime_ns))


def test_what_was_cut_short_is_collected_again(collected):
    (collected / ".collected").unlink()

    assert collect_static_files(collected)

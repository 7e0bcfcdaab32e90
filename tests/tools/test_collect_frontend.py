"""What is copied of a front-end package."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import collect_frontend


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a style sheet that refers to a font, and more that nobody refers to."""
    files = {
        "css/style.css": (
            "@font-face{src:url(../fonts/a.woff2)}"
            "a{background:url('../img/b.svg#part')}"
            'i{background:url("data:image/svg+xml,x");mask:url()}'
            "\n/*# sourceMappingURL=style.css.map */\n"
        ),
        "fonts/a.woff2": "font",
        "fonts/unused.woff2": "font",
        "img/b.svg": "<svg/>",
    }
    for name, text in files.items():
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "package"


def test_style_sheet_brings_what_it_refers_to_and_nothing_else(package, tmp_path):
    target = tmp_path / "vendor/css/style.css"

    collect_frontend.copy_file(package / "css/style.css", target)
    collect_frontend.copy_references(package / "css/style.css", target)

    copied = {path.relative_to(tmp_path / "vendor").as_posix() for path in _files(tmp_path)}
    assert copied == {"css/style.css", "fonts/a.woff2", "img/b.svg"}


def _files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "vendor").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("a.css", "a{}\n/*# sourceMappingURL=a.css.map */\n", "a{}\n"),
        ("a.js", "f();\n//# sourceMappingURL=a.js.map", "f();\n"),
        ("a.js", "f();", "f();"),
        ("a.svg", "<svg/>//# sourceMappingURL=a.map", "<svg/>//# sourceMappingURL=a.map"),
    ],
)
def test_source_maps_are_not_referred_to(tmp_path, name, text, kept):
    (tmp_path / name).write_text(text)

    collect_frontend.copy_file(tmp_path / name, tmp_path / "vendor" / name)

    assert (tmp_path / "vendor" / name).read_text() == kept


def test_every_package_brings_its_licence():
    without = [
        package
        for package, (_folder, files) in collect_frontend.PACKAGES.items()
        if not any("LICENSE" in name for name in files)
    ]

    assert without == []


def test_collected_files_are_recognised(tmp_path):
    (tmp_path / collect_frontend.STAMP).write_text(collect_frontend.fingerprint())

    assert collect_frontend.is_collected(tmp_path)


def test_files_of_another_lock_are_not_recognised(tmp_path):
    (tmp_path / collect_frontend.STAMP).write_text("0" * 64)

    assert not collect_frontend.is_collected(tmp_path)

"""The documentation as a site: ``make docs``; any warning fails it."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

project = "Gongjian"
author = "The Gongjian developers"
copyright = author  # Sphinx wants this name

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["**/README.md"]
html_theme = "furo"
html_title = "Gongjian 共建"
html_show_copyright = False
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["wide.css"]

myst_heading_anchors = 4
myst_url_schemes = ["http", "https", "mailto"]
# Types of parameters are written in words; a word that is also a name of ours is no reference.
suppress_warnings = ["ref.python"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"ignore-module-all": True}
napoleon_google_docstring = False
napoleon_use_rtype = False
# Fields of a class are told once.
napoleon_use_ivar = True


class FromCode(SphinxDirective):
    """A block ``{from-code} NAME``: what tools/reference makes of the code, as Markdown."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        from tools.reference import part

        made = part(self.arguments[0])
        return self.parse_text_to_nodes(made, allow_section_headings=True)


def begin(app: Sphinx) -> None:
    """Set Django up in a home of its own, and write the pages of the modules."""
    home = tempfile.TemporaryDirectory(prefix="gongjian-docs-")
    app.connect("build-finished", lambda *_: home.cleanup())
    for name in [name for name in os.environ if name.startswith("GONGJIAN_")]:
        del os.environ[name]
    os.environ |= {
        "GONGJIAN_HOME": home.name,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
    }
    import django

    django.setup()
    from tools.reference.modules import write_pages

    write_pages(ROOT / "docs" / "reference" / "modules")


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.add_directive("from-code", FromCode)
    app.connect("builder-inited", begin)
    return {"parallel_read_safe": True}

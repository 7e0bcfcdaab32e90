"""What a test's client keeps of a page: the context it was rendered with, not that of each part."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.template import Context, Template
from django.test import client


def remember_whole_pages_only() -> None:
    """Copying the context for each template that a page includes, thousands of times for a long
    one, takes a twentieth of the time of tests of pages; tests ask for the page's own alone."""

    def store(
        kept: dict[str, Any], signal: Any, sender: Any, template: Template, context: Context,
        **more: Any,
    ) -> None:  # fmt: skip
        # The first to be rendered is the page, all others are parts of it.
        if "templates" not in kept:
            kept["templates"], kept["context"] = [template], client.ContextList([copy(context)])

    client.store_rendered_templates = store

"""What a process need not find out again for each test."""

from __future__ import annotations

from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware


def find_static_files_once() -> None:
    """Every test's client makes the middleware anew, which would look at each static file there is:
    that takes longer than most pages."""
    look = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[tuple[Any, ...], dict[str, Any]] = {}

    def add(self: WhiteNoiseMiddleware) -> None:
        asked = (self.static_prefix, self.static_root, self.max_age, self.allow_all_origins)
        if asked not in found:
            look(self)
            found[asked] = dict(self.files)
        self.files.update(found[asked])

    WhiteNoiseMiddleware.add_files_from_finders = add

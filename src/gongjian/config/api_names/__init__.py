"""What the operations of the API are called, in the reader's language: by the id of each."""

from __future__ import annotations

from django.utils.functional import Promise

from gongjian.config.api_names import cases, foundation, government, market, public

NAMES: dict[str, Promise] = {
    name: words
    for part in (cases, government, market, public, foundation)
    for name, words in part.NAMES.items()
}

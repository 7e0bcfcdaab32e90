"""How much a request may bring: each view says it, and it holds before anything is kept.

What nobody says takes what people type, and no files: ``@takes_files`` names the exceptions. The
sum is held by the announced length before the body is read (portal/middleware.py), each file while
it comes in (upload_handlers.py).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])
Size = Callable[[], int]
ATTRIBUTE = "takes_files"
REQUEST_ATTRIBUTE = "body_limit"


@dataclass(frozen=True, slots=True)
class BodyLimit:
    file_bytes: int = 0
    """Of each file; 0 where none are taken."""
    file_count: int = 0

    @property
    def bytes(self) -> int:
        """Of all together, with the form around the files."""
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) + self.file_bytes * self.file_count


def takes_files(*, each: Size, count: Size = lambda: 1) -> Callable[[View], View]:
    """A page or an operation of the API that takes files, at most so large and so many.

    Parameters
    ----------
    each, count : callable
        Asked with every request, for a town may set them.
    """

    def decorate(view: View) -> View:
        setattr(view, ATTRIBUTE, lambda: BodyLimit(each(), count()))
        return view

    return decorate


def limit_of_view(view: Callable[..., Any]) -> BodyLimit:
    """What a view takes; of an address of the API the most that one of its operations does."""
    said = [getattr(part, ATTRIBUTE)() for part in _parts(view) if hasattr(part, ATTRIBUTE)]
    return max(said, key=lambda limit: limit.bytes, default=BodyLimit())


def limit_of(request: HttpRequest) -> BodyLimit:
    """What the view of this request takes, as the middleware has noted it."""
    found: BodyLimit = getattr(request, REQUEST_ATTRIBUTE, BodyLimit())
    return found


def _parts(view: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    yield view
    if inspect.isfunction(view):
        # An address of the API is one function over its operations.
        address = inspect.getclosurevars(view).nonlocals.get("self")
        for operation in getattr(address, "operations", []):
            yield operation.view_func

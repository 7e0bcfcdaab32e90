"""What a page looked for behind the question mark."""

from __future__ import annotations

from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.functional import cached_property


class _Watched(QueryDict):
    names: set[str]

    def __getitem__(self, key: str) -> Any:
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.names.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.names.add(key)
        return super().getlist(key, default)


class Asked:
    """The names of questions that pages, and forms on them, look for within."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __enter__(self) -> Asked:
        self._known = WSGIRequest.__dict__["GET"]
        names = self.names

        def questions(request: WSGIRequest) -> QueryDict:
            found = _Watched(request.META.get("QUERY_STRING", ""), encoding=request._encoding)
            found.names = names
            return found

        watched = cached_property(questions)
        watched.__set_name__(WSGIRequest, "GET")
        WSGIRequest.GET = watched
        return self

    def __exit__(self, *_told: object) -> None:
        WSGIRequest.GET = self._known

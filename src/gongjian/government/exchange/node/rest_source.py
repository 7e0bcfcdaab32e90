"""A department's own web service, found by its OpenAPI description.

Its address is what the node's settings say and nothing that a query says: a number goes into one
path or query parameter, escaped. Redirects are not followed. Whose a record is it says itself:
those of others are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode

import urllib3

from gongjian.government.exchange.node.sources import Found, SourceError

MOST_BYTES = 1_000_000


class RestSource:
    """Calls one GET operation of an OpenAPI 3 description.

    Parameters
    ----------
    description : mapping
        OpenAPI 3.
    operation : str
        Its ``operationId``.
    key_parameter : str
        The path or query parameter that takes the number.
    fields_parameter : str, optional
        The query parameter that takes the names of fields, comma separated: so even the service
        gives no more than that. What it gives beyond is left here all the same.
    key_field : str, optional
        The field of a record that holds its number; by default it is called as the parameter.
    headers : mapping, optional
        Such as its key.
    """

    def __init__(
        self,
        *,
        description: Mapping[str, Any],
        operation: str,
        key_parameter: str,
        fields_parameter: str = "",
        key_field: str = "",
        base_url: str = "",
        headers: Mapping[str, str] | None = None,
        timeout_seconds: int = 60,
    ) -> None:
        path, self._in = _place_of(description, operation, key_parameter)
        base = base_url or description["servers"][0]["url"]
        if not base.startswith(("https://", "http://")):
            raise ValueError("the description names no address of its service")
        self._url = base.rstrip("/") + path
        self._key, self._fields = key_parameter, fields_parameter
        self._key_field = key_field or key_parameter
        self._headers = {"Accept": "application/json", **(headers or {})}
        timeout = urllib3.Timeout(connect=3, read=timeout_seconds)
        self._pool = urllib3.PoolManager(
            retries=False, timeout=timeout, maxsize=16, num_pools=2, headers=self._headers
        )

    def fetch(self, number: str, fields: Sequence[str], scope: Mapping[str, str]) -> Found:
        """See `Source`."""
        if number in (".", ".."):
            # Escaped or not, it would be a step in the path and no number.
            return Found([], datetime.now(UTC))
        asked = {} if self._in == "path" else {self._key: number}
        if self._fields:
            asked[self._fields] = ",".join(dict.fromkeys([*fields, *scope, self._key_field]))
        url = self._url.replace(f"{{{self._key}}}", quote(number, safe=""))
        url = f"{url}?{urlencode(asked)}" if asked else url
        status, body, changed = self._get(url)
        if status == 404:
            return Found([], datetime.now(UTC))
        if status != 200:
            raise SourceError(f"the service answered {status}")
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            raise SourceError("the service answered no JSON") from None
        records = said if isinstance(said, list) else [said]
        if not all(isinstance(record, dict) for record in records):
            raise SourceError("the service answered no objects")
        if not all(self._key_field in record for record in records):
            raise SourceError("the service does not say whose its records are")
        wanted = {self._key_field: number, **scope}
        kept = [
            record
            for record in records
            if all(str(record.get(name)) == value for name, value in wanted.items())
        ]
        return Found([{name: one.get(name) for name in fields} for one in kept], changed)

    def _get(self, url: str) -> tuple[int, bytes, datetime]:
        try:
            answer = self._pool.request("GET", url, redirect=False, preload_content=False)
            try:
                body = answer.read(MOST_BYTES + 1)
            finally:
                answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise SourceError(f"the service: {type(error).__name__}") from None
        if len(body) > MOST_BYTES:
            raise SourceError("the service answered too much")
        return answer.status, body, _moment(answer.headers.get("Last-Modified"))


def _moment(header: str | None) -> datetime:
    try:
        found = parsedate_to_datetime(header) if header else datetime.now(UTC)
    except ValueError:
        return datetime.now(UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _place_of(
    description: Mapping[str, Any], operation: str, key_parameter: str
) -> tuple[str, str]:
    for path, methods in description.get("paths", {}).items():
        get = methods.get("get", {})
        if get.get("operationId") != operation:
            continue
        parameters = [*methods.get("parameters", ()), *get.get("parameters", ())]
        for parameter in parameters:
            if parameter.get("name") == key_parameter and parameter.get("in") in ("path", "query"):
                return path, parameter["in"]
        raise ValueError(f"“{operation}” has no parameter “{key_parameter}”")
    raise ValueError(f"the description has no operation “{operation}”")

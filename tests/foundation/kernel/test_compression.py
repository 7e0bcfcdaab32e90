import gzip

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from gongjian.foundation.kernel.compression import CompressionMiddleware

ASKED = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})


def sent(response):
    return CompressionMiddleware(lambda request: response)(ASKED)


@pytest.mark.parametrize(
    "media_type", ["text/html; charset=utf-8", "application/json", "application/problem+json"]
)
def test_words_are_compressed(media_type):
    words = b"the street light is out " * 100

    response = sent(HttpResponse(words, content_type=media_type))

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == words
    assert len(response.content) * 5 < len(words)


@pytest.mark.parametrize("media_type", ["image/jpeg", "application/pdf", "application/zip"])
def test_what_is_small_already_is_sent_as_it_is_with_its_length(media_type, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"x" * 10_000)

    response = sent(FileResponse(file.open("rb"), content_type=media_type))

    assert "Content-Encoding" not in response
    assert response["Content-Length"] == "10000"
    assert b"".join(response.streaming_content) == file.read_bytes()

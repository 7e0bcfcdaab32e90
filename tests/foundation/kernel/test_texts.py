"""Text comes in the encodings that people's programs write."""

import pytest

from gongjian.foundation.kernel.texts import UnreadableText, read_text, text_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_what_people_write(encoding):
    assert text_of("社区；花园\r\n".encode(encoding)) == "社区；花园\r\n"


@pytest.mark.parametrize("content", [b"a\x00b", b"\xff\xff\xff", b"\xff\xfea"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(UnreadableText):
        text_of(content)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "large"
    path.write_bytes(b"x" * 1_000_001)

    with pytest.raises(UnreadableText, match="larger than 1 MB"):
        read_text(path, max_bytes=1_000_000)

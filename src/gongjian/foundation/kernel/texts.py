"""Text files that people bring, in UTF-8, UTF-16 or GB 18030."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid
from gongjian.methods.chinese_encoding import reads_as_chinese

ENCODINGS = ("utf-8-sig", "gb18030")
MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableText(Invalid):
    code = "unreadable_text"
    message = _("This file is not text in UTF-8, UTF-16 or GB 18030. Save it as UTF-8.")


def text_of(content: bytes) -> str:
    """The text of a file's content: UTF-8, GB18030 or, with its mark, UTF-16.

    Raises
    ------
    UnreadableText
        It is none of these, or has a NUL in it.
    """
    encodings = ("utf-16",) if content[:2] in MARKS_OF_UTF16 else ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        is_misread = encoding == "gb18030" and not reads_as_chinese(text)
        if "\x00" in text or is_misread:
            break
        return text
    raise UnreadableText


def read_text(path: Path, *, max_bytes: int) -> str:
    """A file's text, as for `text_of`.

    Raises
    ------
    UnreadableText
        Also where it is larger than ``max_bytes``, which is said.
    OSError
    """
    if path.stat().st_size > max_bytes:
        raise UnreadableText(
            _("This file is larger than %(most)d MB.") % {"most": max_bytes // 10**6}
        )
    return text_of(path.read_bytes())

"""Files as they come in: bounded while they do, and without a name on any disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from gongjian.foundation.kernel.body_limits import limit_of
from gongjian.foundation.kernel.errors import TooLarge

IN_MEMORY_BYTES = 1_000_000


class RefusedFile(UploadedFile):
    """A file that was larger than its view takes: its name and size are known, its bytes are not.

    Forms tell at the field; whoever reads it regardless is refused.
    """

    def read(self, *args: Any) -> bytes:
        raise TooLarge

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        raise TooLarge

    def close(self) -> None:
        """There is nothing to close."""


class BoundedUploadHandler(FileUploadHandler):
    """Keeps a file until the request ends, a large one on disk, where the system drops it with the
    process, however that ends. What is beyond the view's limit is read and forgotten."""

    kept: IO[bytes] | None = None

    def new_file(self, *args: Any, **named: Any) -> None:
        super().new_file(*args, **named)
        self.most = limit_of(self.request).file_bytes if self.request else 0
        self.kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - lives until the request ends

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.kept is None:
            return
        if start + len(raw_data) > self.most:
            self._drop()
        else:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        kind = UploadedFile if self.kept is not None else RefusedFile
        if self.kept is not None:
            self.kept.seek(0)
        file = kind(
            file=self.kept, name=self.file_name, content_type=self.content_type, size=file_size,
            charset=self.charset, content_type_extra=self.content_type_extra,
        )  # fmt: skip
        self.kept = None
        return file

    def upload_interrupted(self) -> None:
        self._drop()

    def _drop(self) -> None:
        if self.kept is not None:
            self.kept.close()
        self.kept = None

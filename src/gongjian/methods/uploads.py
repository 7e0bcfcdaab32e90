"""What a file that somebody sends really is, and photos without what they say of their maker.

A file's name and what a browser says of it are not believed. A photo is decoded and encoded
anew: that drops EXIF, GPS, XMP, comments and whatever was hidden behind the picture. Documents
are only told apart, never opened beyond their table of contents.
"""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum

import filetype
from PIL import Image, ImageCms, ImageOps

MAX_PIXELS = 25_000_000
LONGEST_SIDE = 2560
"""Kept photos are scaled down to this: enough to read a sign on them."""
THUMBNAIL_SIDE = 480
MAX_ENTRIES = 5_000
MAX_INFLATED = 500_000_000
"""A zip that says it holds more than this is a bomb, or no letter to a town."""
LONGEST_NAME = 120


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    UNKNOWN_TYPE = "unknown_type"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    ACTIVE = "active"


class UploadRefused(ValueError):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Upload:
    """What is to be stored. ``thumbnail`` is a JPEG; None for documents."""

    media_type: str
    suffix: str
    content: bytes
    thumbnail: bytes | None = None

    @property
    def is_image(self) -> bool:
        return self.thumbnail is not None


_IMAGES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
_KEPT_AS = {
    "JPEG": ("image/jpeg", ".jpg"),
    "PNG": ("image/png", ".png"),
    "WEBP": ("image/webp", ".webp"),
}
_OFFICE = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    "xl/workbook.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
}
_OTHER_SUFFIXES = (".pdf", ".odt", ".txt")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
SUFFIXES = (
    *(suffix for _type, suffix in (*_KEPT_AS.values(), *_OFFICE.values())),
    *_OTHER_SUFFIXES,
)
"""Every ending that `clean_upload` gives."""
TABLE_SUFFIXES = (".csv", ".tsv")
"""Plain text that its bytes do not tell from other, but that opens as a table by its name."""
_NO_TEXT = frozenset(
    (
        *("jpg", "jpeg", "jfif", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif"),
        *("avif", "pdf", "doc", "docx", "xls", "xlsx", "odt", "ods"),
    )
)
_NEVER_TAKEN = frozenset(
    ("svg", "html", "htm", "xhtml", "shtml", "xml", "mhtml", "js", "mjs", "css", "php")
)
"""What a browser or a server would run, or draw, were it told so by the name."""
# What decoders raise on bytes that are no picture; a bug of theirs must not stop a page of ours.
_BROKEN = (
    OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError,
    AttributeError, AssertionError, struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip


def clean_upload(content: bytes, name: str = "") -> Upload:
    """Tell what a file is by its bytes, and clean it if it is a photo.

    JPEG, PNG and WebP stay what they are; GIF becomes PNG, its first picture. Documents are PDF,
    DOCX, XLSX and ODT without macros, and plain text in UTF-8 or GB 18030.

    Parameters
    ----------
    content : bytes
        All of it; how much that may be is the caller's business.
    name : str
        What its sender calls it: text by the name of a photo or a document is neither.

    Raises
    ------
    UploadRefused
        With the reason.

    Notes
    -----
    Memory is at most about eight bytes a pixel of the picture, so 200 MB.
    """
    if not content:
        raise UploadRefused(Refusal.EMPTY)
    kind = filetype.guess(content[:8192])
    media_type = kind.mime if kind else ""
    if media_type in _IMAGES:
        return _clean_photo(content, _IMAGES[media_type])
    if media_type == "application/pdf":
        return Upload("application/pdf", ".pdf", content)
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    if not media_type and _is_text(content):
        _require_name_of_text(name)
        return Upload("text/plain", ".txt", content)
    raise UploadRefused(Refusal.UNKNOWN_TYPE)


def shown_name(name: str, suffix: str) -> str:
    """A name to show and to save under: no folders, no control or direction characters, and the
    ending of what the file really is; a table in plain text keeps its own."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(
        c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C"
    )
    stem, dot, ending = name.rpartition(".")
    given = (dot + ending).lower()
    if suffix == ".txt" and given in TABLE_SUFFIXES:
        suffix = given
    stem = (stem or name).strip(" .") or "file"
    return stem[: LONGEST_NAME - len(suffix)] + suffix


def _clean_photo(content: bytes, file_format: str) -> Upload:
    try:
        with Image.open(io.BytesIO(content), formats=[file_format]) as opened:
            # Before anything is decoded: the size in the header is what decoding would cost.
            if opened.width * opened.height > MAX_PIXELS:
                raise UploadRefused(Refusal.TOO_MANY_PIXELS)
            photo = _upright(opened)
        photo.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        kept_as = file_format if file_format in _KEPT_AS else "PNG"
        small = photo.copy()
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
        media_type, suffix = _KEPT_AS[kept_as]
        kept = photo if kept_as != "JPEG" else _on_white(photo)
        return Upload(media_type, suffix, _encode(kept, kept_as), _encode(_on_white(small), "JPEG"))
    except UploadRefused:
        raise
    except _BROKEN as error:
        raise UploadRefused(Refusal.BROKEN) from error


def _upright(opened: Image.Image) -> Image.Image:
    """Pixels alone, in sRGB, turned as the camera was held."""
    opened.load()
    profile = opened.info.get("icc_profile")
    turned = ImageOps.exif_transpose(opened)
    has_alpha = turned.has_transparency_data
    photo = turned.convert("RGBA" if has_alpha else "RGB")
    if profile and turned.mode in {"RGB", "RGBA"}:
        photo = _in_srgb(photo, profile)
    bare = Image.new(photo.mode, photo.size)
    bare.paste(photo)
    return bare


def _in_srgb(photo: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(photo, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        # A broken profile costs a shade of colour, not the photo.
        return photo
    return converted or photo


def _on_white(photo: Image.Image) -> Image.Image:
    if photo.mode == "RGB":
        return photo
    flat = Image.new("RGB", photo.size, "white")
    flat.paste(photo, mask=photo.getchannel("A"))
    return flat


def _encode(photo: Image.Image, file_format: str) -> bytes:
    out = io.BytesIO()
    options = {"JPEG": {"quality": 85, "optimize": True}, "WEBP": {"quality": 85}}
    photo.save(out, file_format, **options.get(file_format, {}))
    return out.getvalue()


def _require_name_of_text(name: str) -> None:
    ending = name.rpartition(".")[2].strip().lower()
    if ending in _NEVER_TAKEN:
        raise UploadRefused(Refusal.UNKNOWN_TYPE)
    if ending in _NO_TEXT:
        raise UploadRefused(Refusal.BROKEN)


def _document(content: bytes) -> Upload:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            inflated = sum(entry.file_size for entry in entries)
            is_encrypted = any(entry.flag_bits & 1 for entry in entries)
            says = archive.read("mimetype") if "mimetype" in names and inflated < 1e8 else b""
    except (*_BROKEN, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UploadRefused(Refusal.BROKEN) from error
    if len(entries) > MAX_ENTRIES or inflated > MAX_INFLATED or is_encrypted:
        raise UploadRefused(Refusal.UNKNOWN_TYPE)
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) for name in names):
        raise UploadRefused(Refusal.ACTIVE)
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise UploadRefused(Refusal.ACTIVE)
    if says.decode("ascii", "replace").strip() == _OPEN_DOCUMENT and "content.xml" in names:
        return Upload(_OPEN_DOCUMENT, ".odt", content)
    for part, (media_type, suffix) in _OFFICE.items():
        if part in names and "[Content_Types].xml" in names:
            return Upload(media_type, suffix, content)
    raise UploadRefused(Refusal.UNKNOWN_TYPE)


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Nearly every two bytes are some GB 18030 character; control and private ones give it away.
        return all(unicodedata.category(c) not in {"Cc", "Co", "Cn"} or c in "\t\r\n" for c in text)
    return False

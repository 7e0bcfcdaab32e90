"""Files as people send them: photos that tell too much, and what only seems to be a photo."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongjian.methods import uploads
from gongjian.methods.uploads import (
    LONGEST_SIDE,
    MAX_PIXELS,
    SUFFIXES,
    THUMBNAIL_SIDE,
    Refusal,
    UploadRefused,
    clean_upload,
    shown_name,
)

GPS_IFD, ORIENTATION = 0x8825, 0x0112


def encoded(photo: Image.Image, file_format: str, **options) -> bytes:
    out = io.BytesIO()
    photo.save(out, file_format, **options)
    return out.getvalue()


def decoded(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def exif_with(**tags) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera Maker"
    exif[ORIENTATION] = tags.get("orientation", 1)
    exif.get_ifd(GPS_IFD)[1] = "N"
    exif.get_ifd(GPS_IFD)[2] = (36.0, 40.0, 12.0)
    return exif


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(part: str, **more: bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", part: b"<x/>", **more})


def refusal_of(content: bytes) -> Refusal:
    with pytest.raises(UploadRefused) as error:
        clean_upload(content)
    return error.value.refusal


@pytest.mark.parametrize(
    ("file_format", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/png")],
)
def test_photos_keep_their_kind_and_get_a_small_one(file_format, media_type):
    upload = clean_upload(encoded(Image.new("RGB", (1000, 600), "red"), file_format))

    assert upload.media_type == media_type
    assert decoded(upload.content).size == (1000, 600)
    assert max(decoded(upload.thumbnail).size) == THUMBNAIL_SIDE
    assert upload.is_image


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_left_of_who_took_it_and_where(file_format):
    photo = Image.new("RGB", (64, 48), "red")
    sent = encoded(photo, file_format, exif=exif_with(), xmp=b"<x>Secret Camera Maker</x>")

    upload = clean_upload(sent)

    assert b"Secret Camera Maker" in sent
    assert b"Secret Camera Maker" not in upload.content + upload.thumbnail
    assert dict(decoded(upload.content).getexif()) == {}


def test_comments_and_what_is_hidden_behind_the_picture_are_gone():
    jpeg = encoded(Image.new("RGB", (64, 48), "red"), "JPEG", comment=b"by Ann")
    sent = jpeg + b"PK\x03\x04 a zip behind it"

    upload = clean_upload(sent)

    assert b"by Ann" not in upload.content
    assert b"a zip behind it" not in upload.content


def test_a_photo_taken_upright_stays_upright():
    lying = Image.new("RGB", (60, 40), "white")
    lying.paste("black", (0, 0, 10, 10))

    upload = clean_upload(encoded(lying, "JPEG", exif=exif_with(orientation=6), quality=95))

    turned = decoded(upload.content)
    assert turned.size == (40, 60)
    assert turned.getpixel((37, 3))[0] < 60
    assert turned.getpixel((3, 3))[0] > 200


def test_transparency_is_kept_and_is_white_in_the_small_one():
    upload = clean_upload(encoded(Image.new("RGBA", (50, 50), (255, 0, 0, 0)), "PNG"))

    assert decoded(upload.content).getpixel((5, 5))[3] == 0
    assert min(decoded(upload.thumbnail).getpixel((5, 5))) > 250


def test_large_photos_are_scaled_down():
    upload = clean_upload(encoded(Image.new("L", (5000, 1000)), "JPEG"))

    assert decoded(upload.content).size == (LONGEST_SIDE, LONGEST_SIDE // 5)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "LA"])
def test_photos_in_any_mode(mode):
    file_format = {"CMYK": "JPEG"}.get(mode, "PNG")

    upload = clean_upload(encoded(Image.new(mode, (30, 20)), file_format))

    assert decoded(upload.content).mode in {"RGB", "RGBA"}


def png_header(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    size = struct.pack(">I", len(header))
    return b"\x89PNG\r\n\x1a\n" + size + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize("side", [5001, 20_000, 2**31 - 1])
def test_a_bomb_is_refused_by_its_header(side):
    assert side * side > MAX_PIXELS
    assert refusal_of(png_header(side, side)) in {Refusal.TOO_MANY_PIXELS, Refusal.BROKEN}


def test_a_bomb_that_would_unfold_is_refused_before_it_does():
    sent = encoded(Image.new("1", (12_000, 12_000)), "PNG")

    assert len(sent) < 100_000
    assert refusal_of(sent) == Refusal.TOO_MANY_PIXELS


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_a_photo_is_broken(file_format):
    sent = encoded(Image.effect_noise((200, 200), 80), file_format)

    assert refusal_of(sent[: len(sent) // 2]) == Refusal.BROKEN


@given(st.sampled_from([b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"PK\x03\x04"]),
       st.binary(max_size=300))  # fmt: skip
def test_rubbish_behind_a_magic_number_is_refused_and_nothing_worse(magic, rubbish):
    assert refusal_of(magic + rubbish) in set(Refusal)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ".pdf"),
        (office("word/document.xml"), ".docx"),
        (office("xl/workbook.xml"), ".xlsx"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"}),
            ".odt",
        ),
        ("路灯坏了\n".encode(), ".txt"),
        ("路灯坏了\r\n".encode("gb18030"), ".txt"),
        (b"plain\ttext", ".txt"),
    ],
)
def test_documents_are_told_apart_and_kept_as_they_are(content, suffix):
    upload = clean_upload(content)

    assert (upload.suffix, upload.content, upload.thumbnail) == (suffix, content, None)
    assert suffix in SUFFIXES


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"MZ\x90\x00" + bytes(200), Refusal.UNKNOWN_TYPE),
        (b"\x7fELF" + bytes(200), Refusal.UNKNOWN_TYPE),
        (b"\x00\x01\x02\x03", Refusal.UNKNOWN_TYPE),
        (zipped(**{"a.txt": b"x"}), Refusal.UNKNOWN_TYPE),
        (office("word/document.xml", **{"word/vbaProject.bin": b"x"}), Refusal.ACTIVE),
        # Named, since the bytes hold the time and workers must collect the same tests.
        pytest.param(office("word/document.xml")[:60], Refusal.BROKEN, id="cut-off"),
    ],
)
def test_what_is_refused_and_why(content, refusal):
    assert refusal_of(content) == refusal


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("photo.png", Refusal.BROKEN),
        ("Photo.JPG", Refusal.BROKEN),
        ("letter.pdf", Refusal.BROKEN),
        ("drawing.svg", Refusal.UNKNOWN_TYPE),
        ("page.html", Refusal.UNKNOWN_TYPE),
    ],
)
def test_text_by_the_name_of_something_else_is_not_taken(name, refusal):
    with pytest.raises(UploadRefused) as error:
        clean_upload(b"<p>no photo at all</p>", name)

    assert error.value.refusal == refusal


def test_markup_is_text_and_never_a_page():
    upload = clean_upload(b"<!doctype html><script>alert(1)</script>")

    assert (upload.media_type, upload.suffix) == ("text/plain", ".txt")


def test_a_zip_that_says_it_holds_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_INFLATED", 1_000_000)
    bomb = office("word/document.xml", **{"word/media/a.bmp": bytes(1_000_001)})

    assert len(bomb) < 10_000
    assert refusal_of(bomb) == Refusal.UNKNOWN_TYPE


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("photo.jpeg", "photo.jpg"),
        ("路灯.PNG", "路灯.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\ann\\me.jpg", "me.jpg"),
        ("invoice\u202egpj.exe", "invoicegpj.jpg"),
        ("a\x00b\nc.png", "abc.jpg"),
        ("", "file.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("x" * 300 + ".png", "x" * 116 + ".jpg"),
    ],
)
def test_names_are_shown_without_tricks(name, shown):
    assert shown_name(name, ".jpg") == shown


@pytest.mark.parametrize(
    ("name", "suffix", "shown"),
    [
        ("meters.csv", ".txt", "meters.csv"),
        ("meters.CSV", ".txt", "meters.csv"),
        ("meters.tsv", ".txt", "meters.tsv"),
        ("csv", ".txt", "csv.txt"),
        ("page.html", ".txt", "page.txt"),
        ("meters.csv", ".pdf", "meters.pdf"),
        ("x" * 300 + ".csv", ".txt", "x" * 116 + ".csv"),
    ],
)
def test_a_table_in_plain_text_keeps_its_ending(name, suffix, shown):
    assert shown_name(name, suffix) == shown

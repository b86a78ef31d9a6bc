"""Bytes to text: what real files hold, and what any bytes at all may do."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UnreadableArticle
from generator.readers.decoding import decode

TEXT = "À Genève, « l’accord » tient.\nDeuxième ligne : œuvre, 40\u202f%.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r\r\n").encode(),
    ],
    ids=[
        "utf-8",
        "bom-8",
        "bom-16-le",
        "bom-16-be",
        "bom-32-le",
        "bom-32-be",
        "bare-16-le",
        "bare-16-be",
        "crlf",
        "crcrlf",
    ],
)
def test_unicode_comes_out_the_same_however_it_was_saved(data: bytes) -> None:
    """Byte-order marks and carriage returns go; no-break and narrow spaces stay."""
    decoded = decode(data, path="a.txt")
    assert decoded.text == TEXT
    assert decoded.notices == ()


def test_windows_1252_is_the_last_resort() -> None:
    """Bytes that are no UTF-8 are read as Windows-1252, quotation marks and œ included."""
    text = "L’Élysée : « un cœur », 30 €…\n"
    assert decode(text.encode("cp1252"), path="a.txt").text == text


@pytest.mark.parametrize("name", ["iso-8859-2", "ISO_8859-2", "latin2", '"iso-8859-2"'])
def test_a_declared_charset_is_believed(name: str) -> None:
    """``Charset:`` among the first lines decides."""
    text = f"Titre: Łódź\nCharset: {name}\n\nUne phrase de Łódź.\n"
    assert decode(text.encode("iso-8859-2"), path="a.txt").text == text


@pytest.mark.parametrize(
    "name", ["rot13", "utf-16", "utf-7", "unicode_escape", "undefined", "idna", "no-such-charset"]
)
def test_a_charset_that_cannot_be_true_is_ignored(name: str) -> None:
    """A declaration that was read as ASCII cannot name UTF-16, a transform or nothing at all."""
    text = f"Charset: {name}\n\nUne idée.\n"
    assert decode(text.encode(), path="a.txt").text == text


def test_a_charset_in_the_body_says_nothing() -> None:
    """Only the lines before the first blank one declare."""
    text = "Une idée.\n\ncharset: iso-8859-2\n"
    assert decode(text.encode(), path="a.txt").text == text


def test_mixed_encodings_are_read_line_by_line_and_noticed() -> None:
    """Each line is UTF-8 or else Windows-1252; the notice names the first line that is not UTF-8."""
    data = "Première é.\n".encode() + "Deuxième é.\n".encode("cp1252") + "Troisième é.\n".encode()
    decoded = decode(data, path="a.txt")
    assert decoded.text == "Première é.\nDeuxième é.\nTroisième é.\n"
    assert [(n.code, n.line, n.severity) for n in decoded.notices] == [("encodings-mixed", 2, "notice")]


def test_a_stray_byte_in_a_utf8_line_spoils_only_itself() -> None:
    """Within one long line of UTF-8 the stray bytes alone are Windows-1252."""
    assert decode("déjà ".encode() + b"\x96 " + "été".encode(), path="a.txt").text == "déjà – été"


def test_capitals_before_a_guillemet_are_not_taken_for_utf8() -> None:
    """``É»`` in Windows-1252 has the bytes of a rare UTF-8 letter; the file is Windows-1252 all the same."""
    text = "LIBERTÉ», dit l'été."
    assert decode(text.encode("cp1252"), path="a.txt").text == text


def test_an_unlikely_text_in_windows_1252_is_doubted() -> None:
    """Cyrillic or Macintosh bytes give letters that nobody writes together: a notice says so."""
    notices = decode("Привет, мир".encode("cp1251"), path="a.txt").notices
    assert [(notice.code, notice.severity) for notice in notices] == [("encoding-doubtful", "notice")]
    assert decode("Où est l'été ?".encode("cp1252"), path="a.txt").notices == ()


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "file-empty", None),
        (b" \r\n\t\n", "file-empty", None),
        (codecs.BOM_UTF8, "file-empty", None),
        (b"a\0b", "file-binary", None),
        (b"%PDF-1.7\x01\x02\x03\x04 \x05", "file-binary", None),
        (b"one\ntwo \x81\n\xe9", "bytes-undecodable", 2),
        ("é\n".encode() + b"\xe9 \x81", "bytes-undecodable", 2),
        ("é ".encode() + b"\n\n" + "é ".encode() + b"\x9d", "bytes-undecodable", 3),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\0", "bytes-undecodable", 1),
        (b"Charset: utf-8\n\nabc \xe9", "bytes-undecodable", 3),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, code: str, line: int | None) -> None:
    """Empty, binary and undecodable files are told apart."""
    with pytest.raises(UnreadableArticle) as caught:
        decode(data, path="a.txt")
    assert (caught.value.problem.code, caught.value.problem.line) == (code, line)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_problem(data: bytes) -> None:
    """Nothing but UnreadableArticle ever comes out; a text has no BOM, no CRLF and no half of a surrogate pair."""
    try:
        text = decode(data, path="a.txt").text
    except UnreadableArticle as error:
        assert error.problem.code in ("file-empty", "file-binary", "bytes-undecodable")
        return
    assert "\r\n" not in text
    assert text.encode()


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_a_text_survives_being_saved(text: str, encoding: str) -> None:
    """Whatever was typed is read again, but for carriage returns."""
    try:
        decoded = decode(text.encode(encoding), path="a.txt")
    except UnreadableArticle:
        return
    if encoding != "utf-8":
        assert decoded.text.replace("\r", "") == text.replace("\r", "")


def test_stray_bytes_by_the_million_take_linear_time() -> None:
    """A million bytes in two encodings on one line are read in a moment."""
    began = time.process_time()
    decode(b"\xc3\xa9 \xe9" * 250_000, path="a.txt")
    assert time.process_time() - began < 5

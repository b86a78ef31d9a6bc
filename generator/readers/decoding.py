"""Bytes to text, before any reader: byte-order mark, then strict UTF-8, then UTF-16 by its zeros, then Windows-1252."""

from __future__ import annotations

import codecs
import re

from generator.errors import UnreadableArticle

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARATION = re.compile(rb"^(?:encoding|charset|encodage)[ \t]*:[ \t]*[\"']?([\w.:-]{2,40})", re.I | re.M)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
MAX_CONTROLS = 0.001
"""Share of control characters above which a file is no text (a form feed or an escape may slip into a wire)."""


def decode(data: bytes, *, path: str) -> str:
    """Decode one file: BOM gone, CRLF as LF, nothing else changed.

    Raises UnreadableArticle: ``file-empty``, ``file-binary`` or ``bytes-undecodable`` (with the line).
    """
    if not data:
        raise UnreadableArticle("file-empty", path=path)
    text = _decode_bytes(data, path=path).replace("\r\n", "\n")
    if not text.strip():
        raise UnreadableArticle("file-empty", path=path)
    controls = len(CONTROLS.findall(text))
    if "\0" in text or controls > max(2, len(text) * MAX_CONTROLS):
        raise UnreadableArticle("file-binary", path=path)
    return text


def _decode_bytes(data: bytes, *, path: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_strictly(data[len(mark) :], encoding, path=path)
    declared = DECLARATION.search(data[:1000])
    if declared and (encoding := _known_encoding(declared[1].decode("ascii"))):
        return _decode_strictly(data, encoding, path=path)
    try:
        return _decode_utf8(data)
    except UnicodeDecodeError:
        pass
    if (wide := _guess_utf16(data)) is not None:
        return _decode_strictly(data, wide, path=path)
    return _decode_strictly(data, "cp1252", path=path)


def _decode_utf8(data: bytes) -> str:
    wide = _guess_utf16(data)  # plain ASCII in UTF-16 is valid UTF-8 full of zeros
    return data.decode(wide or "utf-8")


def _guess_utf16(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in nearly every other byte."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > 0.6 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _known_encoding(name: str) -> str | None:
    """A declared text encoding that Python knows; None for the unknown and for transforms such as ``rot13``."""
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    return info.name if info._is_text_encoding else None


def _decode_strictly(data: bytes, encoding: str, *, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02X}"
        raise UnreadableArticle(
            "bytes-undecodable", path=path, line=line, byte=byte, encoding=encoding
        ) from error

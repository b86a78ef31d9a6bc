"""Bytes to text, before any reader: byte-order mark, declared charset, UTF-16 by its zeros, UTF-8, Windows-1252."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import Problem, UnreadableArticle

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARATION = re.compile(rb"[ \t]*(?:encoding|charset|encodage)[ \t]*:[ \t]*[\"']?([\w.:-]{2,40})", re.I)
DECLARABLE = re.compile(
    r"ascii|utf-8(?:-sig)?|iso8859-\d+|cp\d{3,4}|mac-\w+|koi8-\w+|big5\w*|gb\w+|euc_\w+|shift_ji\w+|tis-620"
)
"""Encodings that a file can name in its own first lines: those that spell ASCII as ASCII (Python's names)."""

LABELS = {"cp1252": "Windows-1252", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
"""Encodings as editors' programs call them."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
MAX_CONTROLS = 0.001
"""Share of control characters above which a file is no text (a form feed or an escape may slip into a wire)."""

TWO_BYTES = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\x82][\x80-\xbf]")
"""An accented letter, a guillemet or a typographic mark in UTF-8. In Windows-1252 this would read « Ã© » or « â€™ »."""

EXPECTED = frozenset("àâäçéèêëîïôöùûüÿœæáíóúñãõ«»‹›’‘‚“”„…–—•°·€£§©®™ªº¿¡ß²³½¼¾\u00a0\u00ad")
MAX_UNEXPECTED = 0.3
"""Share of other characters, among those beyond ASCII, above which Windows-1252 was probably the wrong guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text, and what somebody should look at (``encodings-mixed``, ``encoding-doubtful``)."""

    text: str
    notices: tuple[Problem, ...] = ()


def decode(data: bytes, *, path: str) -> Decoded:
    """Decode one file: BOM gone, CRLF (also a doubled CR) as LF, nothing else changed.

    A file that is UTF-8 but for some bytes is read line by line, each line in UTF-8 or else in Windows-1252, with a
    notice. Raises UnreadableArticle: ``file-empty``, ``file-binary`` or ``bytes-undecodable`` (with the line).
    """
    decoded = _decode_bytes(data, path=path)
    text = re.sub(r"\r+\n", "\n", decoded.text)
    if not text.strip():
        raise UnreadableArticle("file-empty", path=path)
    if "\0" in text or len(CONTROLS.findall(text)) > max(2, len(text) * MAX_CONTROLS):
        raise UnreadableArticle("file-binary", path=path)
    return Decoded(text=text, notices=decoded.notices)


def _decode_bytes(data: bytes, *, path: str) -> Decoded:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_strictly(data[len(mark) :], encoding, path=path)
    known = _declared_encoding(data) or _guess_utf16(data)
    if known is not None:
        return _decode_strictly(data, known, path=path)
    try:
        return Decoded(text=data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if TWO_BYTES.search(data):
            return _decode_mixture(data, data.count(b"\n", 0, error.start) + 1, path=path)
    decoded = _decode_strictly(data, "cp1252", path=path)
    return Decoded(text=decoded.text, notices=tuple(_doubt(decoded.text, path)))


def _declared_encoding(data: bytes) -> str | None:
    """The encoding that a header line or the front matter names; None for the unknown and the impossible."""
    for line in data[:1000].split(b"\n"):
        if not line.strip():
            return None
        if declared := DECLARATION.match(line):
            return _known_encoding(declared[1].decode("ascii"))
    return None


def _known_encoding(name: str) -> str | None:
    try:
        proper = codecs.lookup(name).name
    except LookupError:
        return None
    return proper if DECLARABLE.fullmatch(proper) else None


def _guess_utf16(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in nearly every other byte (and would pass for UTF-8 full of zeros)."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2], sample[1::2]
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros.count(0) > 0.6 * half and others.count(0) < 0.1 * half:
            return encoding
    return None


def _decode_strictly(
    data: bytes, encoding: str, *, path: str, line: int = 1, errors: str = "strict"
) -> Decoded:
    """Decode; ``line`` is that of the first byte."""
    try:
        return Decoded(text=data.decode(encoding, errors))
    except UnicodeDecodeError as error:
        line += data.count(b"\n", 0, error.start)
        byte = f"0x{error.object[error.start]:02X}"
        label = LABELS.get(encoding, encoding.upper())
        raise UnreadableArticle(
            "bytes-undecodable", path=path, line=line, byte=byte, encoding=label
        ) from error


def _decode_mixture(data: bytes, first: int, *, path: str) -> Decoded:
    """Line by line; in a line that has UTF-8 in it too, the stray bytes alone are Windows-1252."""
    lines = []
    for number, line in enumerate(data.split(b"\n"), 1):
        in_utf8 = line.isascii() or TWO_BYTES.search(line) is not None
        encoding, errors = ("utf-8", _STRAY) if in_utf8 else ("cp1252", "strict")
        lines.append(_decode_strictly(line, encoding, errors=errors, path=path, line=number).text)
    notice = Problem(code="encodings-mixed", path=path, line=first, severity="notice")
    return Decoded(text="\n".join(lines), notices=(notice,))


def _decode_stray(error: UnicodeError) -> tuple[str, int]:
    """What Python's UTF-8 decoder asks for at a byte that is none: this one byte in Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("cp1252"), error.start + 1


_STRAY = "briefing-stray-byte"
codecs.register_error(_STRAY, _decode_stray)


def _doubt(text: str, path: str) -> Iterator[Problem]:
    """A notice where Windows-1252 gave a text that nobody writes, as for Mac or Cyrillic files."""
    beyond = [character for character in text if character > "\x7f"]
    odd = sum(character.lower() not in EXPECTED for character in beyond)
    if odd > MAX_UNEXPECTED * len(beyond):
        yield Problem(code="encoding-doubtful", path=path, severity="notice")

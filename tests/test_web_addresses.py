"""Addresses on the web: only http and https become links."""

from __future__ import annotations

import pytest

from generator.web_addresses import web_address


@pytest.mark.parametrize("url", ["https://a.example/b?c=d#e", "http://a.example", " https://a.example/é "])
def test_web_pages_are_linked(url: str) -> None:
    """A plain address is handed back without outer spaces."""
    assert web_address(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "//a.example", "https:", "ftp://a.example",
     "https://a b.example", "https://a.example/\u202egpj", "java\nscript:x", "https://[", "mailto:a@b.example", "https://a\\b"],
)  # fmt: skip
def test_anything_else_is_text(url: str | None) -> None:
    """Whatever a browser might run, or a reader misread, is no link."""
    assert web_address(url) is None

"""The Content-Security-Policy: what the theme put into the shell runs, nothing that came in later."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from generator.site.policy import Inline, hash_inline, insert_policy, make_headers, write_policy

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_inline_scripts_and_styles_are_named_by_their_hashes() -> None:
    """Characters count as they stand, line ends as a browser reads them; data blocks and files need no hash."""
    html = (
        "<head><style>a{}</style><script>a &lt; 'é'\r\n</script><script src=x.js></script>"
        '<script type="application/json">{}</script><script type="application/ld+json">{}</script></head>'
    )
    inline = hash_inline(html)
    assert inline.scripts == {_source("a &lt; 'é'\n")}
    assert inline.styles == {_source("a{}")}


def test_nothing_is_allowed_that_is_not_named() -> None:
    """No other host, no inline script or style but by hash, no evaluation."""
    policy = write_policy(Inline(frozenset(["'sha256-a'"])))
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-a';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors" not in policy  # browsers complain of it in a page


def test_the_policy_stands_before_anything_that_runs() -> None:
    """After the charset, before the first script; a page without a head stays as it is."""
    page = insert_policy("<html><head><meta charset='utf-8'><script>1</script></head></html>", Inline())
    assert page.index("charset") < page.index("Content-Security-Policy") < page.index("<script>")
    assert POLICY.search(insert_policy("<head lang=fr></head>", Inline()))
    assert insert_policy("<p>x</p>", Inline()) == "<p>x</p>"


def test_the_headers_file_has_one_policy_for_all_pages() -> None:
    """It also forbids framing, and indexing where the briefing is not public."""
    headers = make_headers(Inline(frozenset(["'sha256-a'", "'sha256-b'"])), public=False)
    assert headers.startswith(
        "/*\n  Content-Security-Policy: default-src 'none'; script-src 'self' 'sha256-a' 'sha256-b'"
    )
    assert "frame-ancestors 'none'" in headers
    assert "X-Robots-Tag: noindex" in headers
    assert "X-Robots-Tag" not in make_headers(Inline(), public=True)


def test_every_page_of_the_sample_has_a_policy_that_fits(sample_site: Path) -> None:
    """Generated, authored and 404: each inline script's hash is in the page's policy and in the headers file."""
    headers = (sample_site / "_headers").read_text("utf-8")
    pages = sorted(sample_site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        html = page.read_text("utf-8")
        (policy,) = POLICY.findall(html)
        assert hash_inline(html).scripts <= set(re.split(r"[ ;]+", policy))
        assert all(script in headers for script in hash_inline(html).scripts)
        assert "unsafe" not in policy
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html), page

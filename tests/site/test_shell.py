"""The theme's shell: where its tokens may stand, and what is filled in for them."""

from __future__ import annotations

import pytest

from generator.errors import ConfigurationError
from generator.page import Page, RenderedPage
from generator.site.shell import ADDRESS, CONTENT, DESCRIPTION, FOLDER, TITLE, Shell, cut_shell

HEAD = f'<title>{TITLE}</title><meta name="description" content="{DESCRIPTION}">'
HOSTILE = "</title><script>alert(1)</script>\" onload='x' {{7*7}} \\1"


def _render(
    title: str = "t", description: str = "d", address: str = "events/x/", html: str = "<p>c</p>"
) -> RenderedPage:
    page = Page(
        address=address,
        section="events",
        kind="event",
        title=title,
        description=description,
        template="event.html",
    )
    return RenderedPage(page=page, html=html)


def _wrap(html: str) -> Shell:
    return cut_shell(f"<html><head>{HEAD}</head><body>{html}<main>{CONTENT}</main></body></html>")


def test_tokens_are_filled_each_for_its_place() -> None:
    """Title and description as text, content as HTML, the address as a part of a URL."""
    shell = _wrap(f'<a href="https://example.org/{ADDRESS}">{TITLE}</a>')
    filled = shell.fill(_render(title="Élysée & co", description='a "b"', address="days/a b/"))
    assert "<title>Élysée &amp; co</title>" in filled
    assert 'content="a &quot;b&quot;"' in filled
    assert '<a href="https://example.org/days/a%20b/">Élysée &amp; co</a>' in filled
    assert "<main><p>c</p></main>" in filled


def test_a_hostile_title_stays_text() -> None:
    """Nothing in a title ends the element or the attribute it stands in, and nothing in it is expanded."""
    filled = _wrap("").fill(_render(title=HOSTILE, description=HOSTILE))
    assert "<script" not in filled
    assert filled.count("</title>") == 1
    assert "{{7*7}} \\1" in filled
    assert 'content="&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#x27;x&#x27;' in filled


def test_a_token_in_an_article_is_only_a_word() -> None:
    """An article that knows our tokens cannot have anything filled in."""
    filled = _wrap("").fill(_render(title=CONTENT, html=f"<p>{TITLE} {DESCRIPTION}</p>"))
    assert f"<title>{CONTENT}</title>" in filled
    assert f"<main><p>{TITLE} {DESCRIPTION}</p></main>" in filled


@pytest.mark.parametrize(
    "html",
    [
        f'<script>var title = "{TITLE}";</script>',
        f'<script type="application/json">{{"title": "{TITLE}"}}</script>',
        f"<style>a::before {{ content: '{DESCRIPTION}' }}</style>",
        f"<body onload=\"say('{TITLE}')\">",
        f"<meta name=title content={TITLE}>",
        f'<a href="{TITLE}">x</a>',
        f'<img src="{DESCRIPTION}">',
        f'<iframe srcdoc="{TITLE}"></iframe>',
        f'<p style="--title: {TITLE}">x</p>',
        f"<{TITLE}>x</p>",
        f"<p {TITLE}>x</p>",
    ],
)
def test_a_theme_that_puts_a_title_where_it_could_run_is_refused(html: str) -> None:
    """Scripts, styles, handlers, addresses and attributes without quotes are no place for an article's words."""
    with pytest.raises(ConfigurationError) as caught:
        _wrap(html)
    assert caught.value.problem.code == "theme-unusable"


@pytest.mark.parametrize(
    "html",
    [
        f"<p title='{TITLE}'>x</p>",
        f'<meta property="og:title" content="{TITLE} - {DESCRIPTION}">',
        f'<link rel="canonical" href="https://example.org/{ADDRESS}">',
        f"<!-- {TITLE} -->",
        "<script>var a = 1 < 2;</script>",
        f"<script>var a = '<b>';</script><b>{TITLE}</b>",
    ],
)
def test_a_theme_that_escapes_can_be_used(html: str) -> None:
    """Text, quoted attributes and comments can hold whatever is escaped for them."""
    assert "<script>x" not in _wrap(html).fill(_render(title="<script>x", description="-->"))


def test_a_theme_without_content_is_refused() -> None:
    """A template that forgot the content would make a site of empty pages."""
    with pytest.raises(ConfigurationError, match="theme-unusable"):
        cut_shell(f"<html><head>{HEAD}</head><body></body></html>")


def test_the_content_token_may_have_a_tail() -> None:
    """Material looks for a heading in the content, so the token that it was given brings one."""
    shell = cut_shell(f"<main>{CONTENT}<h1</main>", f"{CONTENT}<h1")
    assert shell.fill(_render()) == "<main><p>c</p></main>"


def test_a_theme_that_prints_a_pages_folders_is_refused() -> None:
    """The shell is made for all pages of a depth, so only their number of folders is known."""
    with pytest.raises(ConfigurationError, match=r"page\.url"):
        _wrap(f'<a href="/{FOLDER}/{FOLDER}/">x</a>')

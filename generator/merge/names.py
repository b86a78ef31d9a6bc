"""Names compared across articles and languages: spelling, transliteration, likeness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from anyascii import anyascii

from generator.languages import language_codes, load_language
from generator.tables import Table

TRANSLITERATIONS = (
    # what one name is written with in French, English and other transcriptions, and what stands for all of them here
    ("shch", "s"), ("chtch", "s"), ("tch", "s"), ("tsch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("cz", "s"),
    ("dj", "j"), ("dzh", "j"), ("kh", "k"), ("ck", "k"), ("c", "k"), ("q", "k"), ("gu", "g"), ("ou", "u"), ("oo", "u"),
    ("w", "v"), ("ph", "f"), ("ff", "f"), ("ya", "ia"), ("yu", "iu"), ("yo", "io"), ("ee", "i"), ("y", "i"), ("j", "i"),
    ("z", "s"), ("x", "ks"), ("nh", "ni"), ("h", ""),
)  # fmt: skip
GIVEN_NAMES = {
    # first names that French and English print in forms no rule of letters joins
    **dict.fromkeys(("alexandre", "alexander", "aleksandr", "aleksander"), "aleksandr"),
    **dict.fromkeys(("gueorgui", "georgi", "giorgi", "guiorgui"), "giorgi"),
    **dict.fromkeys(("youssef", "yousef", "yusuf", "yussuf", "youssouf", "yousouf"), "yusuf"),
    **dict.fromkeys(("mohamed", "mohammed", "mohammad", "muhammad", "mouhammad"), "muhammad"),
    **dict.fromkeys(("vladimir", "wladimir"), "vladimir"),
    **dict.fromkeys(("evgueni", "evgeny", "yevgeny", "ievgueni", "evgeniy"), "evgeni"),
    **dict.fromkeys(("sergei", "sergey", "serguei"), "sergei"),
    **dict.fromkeys(("andrei", "andrey"), "andrei"),
    **dict.fromkeys(("abdelkader", "abdulkadir", "abdul-kadir"), "abdulkadir"),
}


class NamingWords(Table):
    """Section ``[naming]``: the articles that may stand before a name and are no part of it."""

    articles: tuple[str, ...] = ()


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """ASCII, lower case, words parted by single spaces: ``Département d’État`` → ``departement d etat``."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(re.sub(r"[’'ʼ]", " ", text)).lower()))


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """A key that transliterations of one name share: Zelensky, Zelenskyy, Zelenski; Karpovitch, Karpovich."""
    words = []
    for number, word in enumerate(plain(name).split()):
        heard = GIVEN_NAMES.get(word, word) if number == 0 else word
        for written, common in TRANSLITERATIONS:
            heard = heard.replace(written, common)
        words.append(re.sub(r"(.)\1+", r"\1", heard))
    return " ".join(words)


def without_article(name: str) -> str:
    """The name without a leading definite or indefinite article."""
    return _leading_articles().sub("", name.strip())


@cache
def _leading_articles() -> re.Pattern[str]:
    """The articles of every language: a name is compared across all of them."""
    words = {
        re.escape(article).replace("'", "['’]") + ("" if article.endswith("'") else " ")
        for code in language_codes()
        for article in load_language(code).section("naming", NamingWords).articles
    }
    return re.compile(rf"^(?:{'|'.join(sorted(words))})", re.IGNORECASE)


def likeness(left: str, right: str) -> float:
    """How alike two names are, 0 to 1, without case, accents and punctuation."""
    return SequenceMatcher(None, plain(left), plain(right), autojunk=False).ratio()


def distinctive_words(name: str) -> frozenset[str]:
    """Words of an event's name that single it out: capitalised ones, those between marks, and numbers."""
    quoted = " ".join(re.findall(r"[«“\"‘]\s*([^»”\"’]+?)\s*[»”\"’]", name))
    capitals = re.findall(r"\b(?:[A-ZÀ-ÖØ-Þ][\w’'-]+|\d{4})\b", name)
    return frozenset(plain(" ".join([quoted, *capitals])).split())


def choose_name(names: Sequence[str]) -> str:
    """The event's name with the most words that single it out; the shortest and then the first where they tie."""
    return min(names, key=lambda name: (-len(distinctive_words(name)), len(name), names.index(name)))

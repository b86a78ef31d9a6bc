"""Write ``generator/names/first_names.tsv`` anew: ``python gather_first_names.py FOLDER_OF_AN_UNPACKED_FAKER_WHEEL``.

Faker (MIT) lists given names by locale and sex; names in Cyrillic and Greek letters are transliterated by anyascii.
``OWN`` adds common names that it lacks, in the spellings of French and English newspapers. It is no test.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from pathlib import Path

from anyascii import anyascii

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "generator" / "names" / "first_names.tsv"
TRANSLITERATED = {"bg_BG", "el_GR", "ka_GE", "mk_MK", "ru_RU", "uk_UA", "hy_AM"}
SHAPE = re.compile(r"[^\W\d_](?:[^\W\d_]|-)+")
HEADER = """\
# First names: name, sex (F, M, or - for both), and "weak" where the name is also a word, a place or a month.
# Sources: Faker {version} (https://github.com/joke2k/faker, MIT licence, (c) Daniele Faraglia and contributors),
# lists of all locales, those in Cyrillic, Greek, Georgian and Armenian letters transliterated with anyascii
# (ISC licence); own facts (CC0).
# Written by tests/names/gather_first_names.py.
"""


def read_faker(folder: Path) -> Counter[tuple[str, str]]:
    """Count in how many locales a name is listed for a sex."""
    sys.path.insert(0, str(folder))
    found: Counter[tuple[str, str]] = Counter()
    for place in sorted((folder / "faker/providers/person").iterdir()):
        if not place.is_dir() or place.name.startswith("__"):
            continue
        provider = importlib.import_module(f"faker.providers.person.{place.name}").Provider
        for sex, attributes in (
            ("F", ("first_names_female", "first_romanized_names_female")),
            ("M", ("first_names_male", "first_romanized_names_male")),
            ("-", ("first_romanized_names", "first_names")),
        ):
            for name in names_of(provider, attributes, place.name):
                found[name, sex] += 1
    return found


def names_of(provider: object, attributes: tuple[str, ...], locale: str) -> set[str]:
    """The names of one locale, in Latin letters, each word of a compound by itself."""
    names: set[str] = set()
    for attribute in attributes:
        values = getattr(provider, attribute, ())
        if not hasattr(values, "__iter__"):
            continue
        for value in values:
            text = anyascii(value).capitalize() if locale in TRANSLITERATED else value
            names.update(
                part for part in text.split() if SHAPE.fullmatch(part) and part.istitle() | ("-" in part)
            )
    return {name for name in names if len(name) > 2 and name[0].isupper() and ord(name[0]) < 0x250}


def main(folder: Path) -> None:
    """Read, join with our own, and write the table in order of names."""
    counted = read_faker(folder)
    sexes: dict[str, set[str]] = {}
    for name, sex in counted:
        sexes.setdefault(name, set()).add(sex)
    own, weak, dropped = read_own(HERE / "own_first_names.txt")
    for name, sex in own:
        sexes[name] = {sex}
    lines = []
    for name in sorted(sexes.keys() - dropped):
        known = sexes[name] - {"-"}
        if (name, "-") in own:
            sex = "-"
        else:
            sex = known.pop() if len(known) == 1 else majority(name, counted)
        lines.append("\t".join([name, sex, "weak"] if name in weak else [name, sex]))
    version = next(folder.glob("faker-*.dist-info")).name.split("-")[1].removesuffix(".dist")
    TARGET.write_text(HEADER.format(version=version) + "\n".join(lines) + "\n", "utf-8")


def majority(name: str, counted: Counter[tuple[str, str]]) -> str:
    """The sex that at least four in five locales give; "-" where they differ."""
    women, men = counted[name, "F"], counted[name, "M"]
    if women >= 4 * men and women:
        return "F"
    return "M" if men >= 4 * women and men else "-"


def read_own(path: Path) -> tuple[list[tuple[str, str]], set[str], set[str]]:
    """Our own names (lines "F: …", "M: …", "-: …"), those that are weak, and those to leave out ("drop: …")."""
    own: list[tuple[str, str]] = []
    weak: set[str] = set()
    dropped: set[str] = set()
    for line in path.read_text("utf-8").splitlines():
        label, _, names = line.partition(":")
        if label == "weak":
            weak.update(names.split())
        elif label == "drop":
            dropped.update(names.split())
        elif label in {"F", "M", "-"}:
            own.extend((name, label) for name in names.split())
    return own, weak, dropped


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What folders say: the day of reception and the source."""

from __future__ import annotations

from datetime import date

import pytest

from generator.readers.folders import check_day_folders, read_folder_names
from generator.readers.metadata import Conventions

DESK = Conventions(sources={"le phare": "Le Phare", "phare": "Le Phare", "radio sud": "Radio Sud"})


@pytest.mark.parametrize(
    ("path", "day", "source"),
    [
        ("a.txt", None, None),
        ("2026-11-23/a.txt", date(2026, 11, 23), None),
        ("2026-11-23/Le Cap/a.txt", date(2026, 11, 23), "Le Cap"),
        ("2026-11-23/Le Cap/monde/a.txt", date(2026, 11, 23), "Le Cap"),
        ("2026-11-23/monde/Phare/a.txt", date(2026, 11, 23), "Phare"),
        ("archives/2026-11-23/Le Cap/a.txt", date(2026, 11, 23), "Le Cap"),
        ("Radio Sud/2026-11-23/a.txt", date(2026, 11, 23), "Radio Sud"),
        ("Radio Sud/Le Phare/a.txt", None, "Le Phare"),
        ("inconnu/a.txt", None, None),
        ("2026-02-30/Le Cap/a.txt", None, None),
        ("2026-W47-1/a.txt", None, None),
        ("23-11-2026/a.txt", None, None),
        ("2026-11-23.txt", None, None),
    ],
)
def test_folders_give_a_day_and_a_source(path: str, day: date | None, source: str | None) -> None:
    """The day is an ISO day; the source a name that is known, else the folder below the day."""
    draft = read_folder_names(path, DESK)
    assert (draft.received, draft.source, draft.published) == (day, source, None)


def test_a_folder_that_is_no_day_is_noticed_once() -> None:
    """``2026-02-30`` was meant as a day."""
    notices = list(
        check_day_folders(["2026-02-30/a.txt", "2026-02-30/b.txt", "2026-02-28/c.txt", "x/0000-00-00/d.txt"])
    )
    assert [(n.code, n.path, n.severity) for n in notices] == [
        ("folder-day-invalid", "2026-02-30", "notice"),
        ("folder-day-invalid", "x/0000-00-00", "notice"),
    ]

"""What every test may ask for: the folder of shared material, where it exists."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder beside the checkout (seed article, evaluation data); skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "seed").is_dir():
        pytest.skip("needs the folder ../shared (seed article and evaluation data), which is not here")
    return folder

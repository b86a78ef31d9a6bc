"""The browser that the tests in this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.visits import launch_chromium
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all."""
    with launch_chromium() as browser:
        yield browser

"""``python -m generator`` is the command ``briefing``; both begin here, so that Ctrl-C is quiet from the start."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; ends with 130, without a traceback, where the user interrupts."""
    try:
        from generator.cli import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()

"""`python -m lesvisit`, and the command `lesvisit`: the same. Qt is imported only when the window opens."""

import sys
from collections.abc import Sequence
from pathlib import Path

from lesvisit import cli


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line, or opens the window; the exit code."""
    return cli.main(sys.argv[1:] if argv is None else argv, open_window)


def open_window(data_dir: Path | None, language: str | None) -> int:
    """The app, until it is closed."""
    from lesvisit.app import main as opened

    return opened(data_dir, language)


if __name__ == "__main__":
    sys.exit(main())

"""`python -m lesvisit`, and the command `lesvisit`: the same. Qt is imported only when the window opens."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from lesvisit.i18n import LANGUAGES


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line, or opens the window; the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    keep_no_core()
    if "--multiprocessing-fork" in words:  # the process of a package's lock, in a build of one file
        from multiprocessing import freeze_support

        freeze_support()
    plain = window_options(words)
    if plain is not None:
        return open_window(*plain)
    from lesvisit import cli

    return cli.main(words, open_window)


def keep_no_core() -> None:
    """A crash leaves no picture of the memory, with notes and keys in it (Linux and macOS).

    A limit of one byte and not of none: Linux hands the picture to a program all the same when the limit is none, and
    to nobody when it is one (kernel, fs/coredump.c). Windows keeps what its error reporting is set to keep.
    """
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        most = 1 if hard == resource.RLIM_INFINITY else min(1, hard)
        resource.setrlimit(resource.RLIMIT_CORE, (most, hard))


def window_options(words: Sequence[str]) -> tuple[Path | None, str | None, Path | None] | None:
    """Folder, language and a package when the words are these alone, so that a window waits for no argparse.

    None for all else, and for what is used wrongly: cli.py says what.
    """
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, joined, value = word.partition("=")
        if is_package(word) and "file" not in found:
            found["file"] = word
            continue
        if name not in ("--data-dir", "--language"):
            return None
        found[name] = value if joined else next(rest, "")
    folder, language = found.get("--data-dir"), found.get("--language")
    right = language in (None, *LANGUAGES) and (folder is None or (folder and not folder.startswith("-")))
    file = Path(found["file"]) if "file" in found else None
    return (None if folder is None else Path(folder), language, file) if right else None


def is_package(word: str) -> bool:
    """Is it the path of a package, as a double click gives it?"""
    return word.casefold().endswith(".lesvisit") and not word.startswith("-")


def open_window(data_dir: Path | None, language: str | None, file: Path | None = None) -> int:
    """The app, until it is closed; with a package to look at."""
    gc.disable()  # what is imported now stays; the app collects, on the thread of the window
    from lesvisit.app import main as opened

    return opened(data_dir, language, file)


if __name__ == "__main__":
    sys.exit(main())

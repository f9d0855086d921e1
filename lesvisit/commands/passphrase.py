"""A passphrase from a file: never on the command line, where other programs can read it."""

from pathlib import Path

from lesvisit.domain.errors import LesVisitError

_MOST = 4_000


def from_file(path: Path) -> str:
    """The first line of a file, in UTF-8. Raises LesVisitError for a file that is absent, unreadable or empty."""
    try:
        if not path.is_file():
            raise LesVisitError("file_missing", path=str(path))
        with path.open("rb") as file:
            text = file.read(_MOST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LesVisitError("file_not_utf8", byte=error.start) from error
    except (OSError, ValueError) as error:
        detail = error.strerror if isinstance(error, OSError) else ""
        raise LesVisitError("file_unreadable", path=str(path), detail=detail or "") from error
    words = text.partition("\n")[0].strip()
    if not words:
        raise LesVisitError("passphrase_empty", path=str(path))
    return words

"""A passphrase from a file: never on the command line, where other programs can read it."""

from pathlib import Path

from lesvisit.domain.errors import LesVisitError

MOST_OF_PAPER = 127  # bytes that AES-256 in a PDF can take; more would be cut off in silence
_MOST = 4_000
_LINES = 3


def from_file(path: Path) -> list[str]:
    """The lines of a file, in UTF-8, without empty ones at its end; a passphrase each, the first one always there.

    Raises LesVisitError for a file that is absent or unreadable, or whose first line is empty.
    """
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
    lines = [line.strip() for line in text.split("\n")]
    if not lines[0]:
        raise LesVisitError("passphrase_empty", path=str(path))
    return [line for line in lines if line][:_LINES]

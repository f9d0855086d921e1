"""The password of a paper, read from a file: a password among the words of a command would stay in their history."""

from pathlib import Path

from lesvisit.domain.errors import DocumentRefused

MOST = 127  # bytes that AES-256 in a PDF can take; more would be cut off in silence


def read_passphrase(path: Path) -> str:
    """The first line, without its end. Raises DocumentRefused for no file, no text, or nothing to read in it."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            found = file.readline(4 * MOST + 2).rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise DocumentRefused("passphrase_unread", path=str(path)) from error
    except OSError as error:
        raise DocumentRefused("passphrase_missing", path=str(path)) from error
    if not found.strip():
        raise DocumentRefused("passphrase_empty", path=str(path))
    if len(found.encode("utf-8")) > MOST:
        raise DocumentRefused("passphrase_long", path=str(path), most=MOST)
    return found

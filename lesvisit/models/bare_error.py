"""An error for the log: its kind and where it was. Its own words are left out: they may be what a person wrote."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def bare(error: BaseException) -> str:
    """`ValueError` and the lines of the program, of what caused it too."""
    parts: list[str] = []
    found: BaseException | None = error
    while found is not None and len(parts) < 5:
        parts.append(f"{type(found).__name__}\n{''.join(traceback.format_tb(found.__traceback__))}")
        found = found.__cause__ or found.__context__
    return "because of ".join(parts)


class BareFormatter(logging.Formatter):
    """Whoever logs an error, also a library: no words of it reach the file."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (logging's name)
        """The kind of error and where it was."""
        return "" if ei[1] is None else bare(ei[1])

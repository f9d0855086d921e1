"""Qt: windows, rooms and widgets.

PySide6 6.12.0 gives back None, True and False without counting the reference (right only since Python 3.12, where
they are immortal). On Python 3.11 every call of a Qt method then takes one from the count, until the interpreter
stops with "deallocating None". So on 3.11 their counts are set out of reach before the first call.
"""

import sys


def _keep_singletons() -> None:
    """Makes None, True, False and NotImplemented as good as immortal (CPython before 3.12 only)."""
    import ctypes

    for kept in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(kept)).value = 1 << (8 * ctypes.sizeof(ctypes.c_ssize_t) - 3)


if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    _keep_singletons()

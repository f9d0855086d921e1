"""Key presses as X11 sends them, before Qt's compose table can swallow them. Only looks, takes nothing.

Read through ctypes: the core protocol's KeyPress event (X11 protocol, "Event format": type 2, detail, sequence, time,
three windows, four coordinates, state), and libX11's XkbKeycodeToKeysym for what the key means.
"""

import ctypes
import ctypes.util
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtGui import QGuiApplication, QNativeInterface

_KEY_PRESS = 2
_SHIFT, _LEVEL3 = 0x01, 0x80  # Shift, and Mod5 where AltGr sits
_GROUP_AT = 13  # the layout's group stands in bits 13 and 14 of the state


class _KeyPressEvent(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_uint8),
        ("detail", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("time", ctypes.c_uint32),
        ("windows", ctypes.c_uint32 * 3),
        ("places", ctypes.c_int16 * 4),
        ("state", ctypes.c_uint16),
    ]


class X11Presses(QAbstractNativeEventFilter):
    """Tells `saw` the symbol and the time (ms) of each press, as soon as it comes in."""

    def __init__(self, saw: Callable[[int, int], None]) -> None:
        super().__init__()
        self._saw = saw
        self._symbol = _symbol_reader()
        self._installed = False
        app = QGuiApplication.instance()
        if self._symbol is not None and app is not None:
            app.installNativeEventFilter(self)
            self._installed = True

    @property
    def works(self) -> bool:
        """Can presses be seen here?"""
        return self._installed

    def close(self) -> None:
        """Looks no more."""
        app = QGuiApplication.instance()
        if self._installed and app is not None:
            app.removeNativeEventFilter(self)
        self._installed = False

    def nativeEventFilter(  # type: ignore[override]  # noqa: N802 (Qt's name)
        self, event_type: QByteArray, message: int
    ) -> tuple[bool, int]:
        if self._symbol is not None and event_type == b"xcb_generic_event_t":
            event = _KeyPressEvent.from_address(int(message))
            if event.type & 0x7F == _KEY_PRESS:
                self._saw(self._symbol(event.detail, event.state), event.time)
        return False, 0


def _symbol_reader() -> Callable[[int, int], int] | None:
    """A function from key code and state to X11's symbol; None where libX11 or its display is not to be had."""
    app = QGuiApplication.instance()
    native = app.nativeInterface() if isinstance(app, QGuiApplication) and hasattr(app, "nativeInterface") else None
    name = ctypes.util.find_library("X11") or "libX11.so.6"
    if not isinstance(native, QNativeInterface.QX11Application) or not native.display():
        return None
    try:
        read = ctypes.CDLL(name).XkbKeycodeToKeysym
    except (OSError, AttributeError):
        return None
    read.argtypes = [ctypes.c_void_p, ctypes.c_ubyte, ctypes.c_int, ctypes.c_int]
    read.restype = ctypes.c_ulong
    display = int(native.display())

    def symbol(code: int, state: int) -> int:
        level = (1 if state & _SHIFT else 0) + (2 if state & _LEVEL3 else 0)
        return int(read(display, code, (state >> _GROUP_AT) & 3, level))

    return symbol

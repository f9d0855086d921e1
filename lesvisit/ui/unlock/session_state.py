"""Is the screen of this session locked? Asked of Windows and macOS, which tell it when they are asked.

Nobody has run this on either system yet: layouts and names are those of their headers (wtsapi32.h, CGSession.h).
Where an answer makes no sense it is None, and the view then locks when nothing is touched.
"""

import ctypes
import ctypes.util
import struct
import sys
from collections.abc import Callable

_WTS_CURRENT_SESSION = 0xFFFFFFFF
_WTS_SESSION_INFO_EX = 25
_INFO_EX = struct.Struct("<I4xIiI")  # level, the union on eight bytes: session, state, flags
_LOCKED, _UNLOCKED = 0, 1
_UTF8 = 0x08000100


def question() -> Callable[[], bool | None] | None:
    """How to ask here; None where a system tells by itself (Linux) or can't be asked."""
    return {"win32": _on_windows, "darwin": _on_mac}.get(sys.platform)


def read_info(data: bytes) -> bool | None:
    """The answer in the first bytes of a WTSINFOEX."""
    if len(data) < _INFO_EX.size:
        return None
    level, _session, _state, flags = _INFO_EX.unpack_from(data)
    return {_LOCKED: True, _UNLOCKED: False}.get(flags) if level == 1 else None


def _on_windows() -> bool | None:
    try:
        wts = ctypes.CDLL("wtsapi32", use_last_error=False)
    except OSError:
        return None
    buffer, size = ctypes.c_void_p(), ctypes.c_ulong()
    ask, free = wts.WTSQuerySessionInformationW, wts.WTSFreeMemory
    ask.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
    free.argtypes, free.restype = [ctypes.c_void_p], None
    if not ask(None, _WTS_CURRENT_SESSION, _WTS_SESSION_INFO_EX, ctypes.byref(buffer), ctypes.byref(size)):
        return None
    try:
        return read_info(ctypes.string_at(buffer.value or 0, size.value)) if buffer.value else None
    finally:
        free(buffer)


def _on_mac() -> bool | None:
    graphics, core = (ctypes.util.find_library(name) for name in ("CoreGraphics", "CoreFoundation"))
    if graphics is None or core is None:
        return None
    session, foundation = ctypes.CDLL(graphics), ctypes.CDLL(core)
    session.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    foundation.CFStringCreateWithCString.restype = ctypes.c_void_p
    foundation.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
    foundation.CFDictionaryGetValue.restype = ctypes.c_void_p
    foundation.CFDictionaryGetValue.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    foundation.CFRelease.argtypes = [ctypes.c_void_p]
    found = session.CGSessionCopyCurrentDictionary()
    if not found:
        return None
    key = foundation.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", _UTF8)
    try:
        return bool(foundation.CFDictionaryGetValue(found, key))  # the key stands there only while it is locked
    finally:
        foundation.CFRelease(key)
        foundation.CFRelease(found)

"""Every byte of a folder, also what is packed or encrypted in it: for looking whether words are still there.

Pages of an encrypted database are opened one by one with its key, free ones too: SQLite itself would not show those.
"""

import ctypes
import ctypes.util
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from lesvisit.domain.errors import VaultRefused
from lesvisit.models.vault import MAGIC, SQLITE, Vault

PAGE, SALT, TAIL, IV = 4096, 16, 80, 16  # of SQLCipher 4: what it keeps of each page for itself stands at its end
_WAL_MAGIC = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_WAL_HEAD, _FRAME_HEAD = 32, 24
_BLOCK = 16


@cache
def cipher() -> Any:
    """OpenSSL's own AES; None where it can't be had."""
    name = ctypes.util.find_library("crypto") if sys.platform == "linux" else None  # others refuse to load it
    if name is None:
        return None
    found = ctypes.CDLL(name)
    for function in ("EVP_CIPHER_CTX_new", "EVP_aes_256_cbc"):
        getattr(found, function).restype = ctypes.c_void_p
    return found


def _plain(data: bytes, key: bytes, start: bytes) -> bytes:
    """AES-256-CBC without padding."""
    lib, size = cipher(), ctypes.c_int(0)
    out, context = ctypes.create_string_buffer(len(data) + _BLOCK), ctypes.c_void_p(lib.EVP_CIPHER_CTX_new())
    lib.EVP_DecryptInit_ex(context, ctypes.c_void_p(lib.EVP_aes_256_cbc()), None, key, start)
    lib.EVP_CIPHER_CTX_set_padding(context, 0)
    lib.EVP_DecryptUpdate(context, out, ctypes.byref(size), data, len(data))
    lib.EVP_CIPHER_CTX_free(context)
    return out.raw[: size.value]


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    end = PAGE - TAIL
    return _plain(page[SALT if first else 0 : end], key, page[end : end + IV])


def pages(data: bytes, key: bytes) -> bytes:
    """The pages of an encrypted database or of its log, one after the other."""
    if data.startswith(_WAL_MAGIC):
        starts = [at + _FRAME_HEAD for at in range(_WAL_HEAD, len(data) - PAGE, _FRAME_HEAD + PAGE)]
        firsts = [data[at - _FRAME_HEAD : at - _FRAME_HEAD + 4] == b"\0\0\0\1" for at in starts]
    else:
        starts = list(range(0, len(data) - PAGE + 1, PAGE))
        firsts = [at == 0 for at in starts]
    return b"".join(_page(data[at : at + PAGE], key, first=one) for at, one in zip(starts, firsts, strict=True))


def looks(path: Path, vault: Vault | None) -> Iterator[bytes]:
    """A file as it is, and as it is inside."""
    data = path.read_bytes()
    yield data
    yield from _unpacked(data)
    if vault is None:
        return
    yield from _unsealed(data, vault)
    if ".db" in path.name and not data.startswith(SQLITE) and cipher() is not None:
        yield pages(data, bytes.fromhex(vault.key))


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from (archive.read(info) for info in archive.infolist())


def _unsealed(data: bytes, vault: Vault) -> Iterator[bytes]:
    try:
        if data.startswith(MAGIC):
            inside = vault.opened(data)
            yield inside
            yield from _unpacked(inside)
        elif data.lstrip(b"\n").startswith(b"age "):
            yield "\n".join(map(vault.opened_line, data.decode().split("\n"))).encode()
    except VaultRefused:
        return  # sealed by another vault: nobody reads it

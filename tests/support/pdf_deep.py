"""Everything a PDF holds, wherever it stands: what a curious reader with the right tools would find."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader

_GAPS = re.compile(r"[\s\u00ad\u200b]+")


def everything(data: bytes) -> str:
    """All texts of the file in one, lowered and without gaps: a word broken over two lines is one word again."""
    return _GAPS.sub("", "\n".join(_all(data))).casefold()


def _all(data: bytes) -> Iterator[str]:
    yield from _readings(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        for found in pdf.objects:
            yield from _of_object(found)
        yield from _of_object(pdf.trailer)
        for name, attached in pdf.attachments.items():
            yield name
            yield from _readings(attached.get_file().read_bytes())
    reader = PdfReader(BytesIO(data))
    for page in reader.pages:
        yield page.extract_text()
        yield page.extract_text(extraction_mode="layout")


def _readings(data: bytes) -> Iterator[str]:
    """The bytes as whatever a text may be written in."""
    yield data.decode("latin-1")
    yield data.decode("utf-16-be", "replace")
    yield data[1:].decode("utf-16-be", "replace")


def _of_object(found: Any) -> Iterator[str]:
    """Strings, names, keys and streams of one object; those it refers to come by themselves."""
    if isinstance(found, pikepdf.Stream):
        yield from _of_stream(found)
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in found.items():
            yield str(key)
            yield from _of_value(value)
    elif isinstance(found, pikepdf.Array):
        for value in found:
            yield from _of_value(value)
    else:
        yield from _of_value(found)


def _of_value(value: Any) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
        yield from _readings(bytes(value))
    elif isinstance(value, pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Object) and not value.is_indirect:
        yield from _of_object(value)


def _of_stream(found: pikepdf.Stream) -> Iterator[str]:
    if found.get("/Subtype") == "/Image":
        return
    yield from _readings(found.read_bytes())

"""A paper behind a password: AES-256, revision 6, its metadata too. In memory only; no open copy is written."""

import stringprep
import unicodedata
from io import BytesIO

from lesvisit.reports.tagging.finish import VERSION

MOST_BYTES = 127  # as UTF-8; with more, no reader opens the file again


def lock(paper: bytes, password: str) -> bytes:
    """The paper with a password. Whoever knows it may read, print and copy: it keeps others out, not readers.

    A reader may take a password as it is typed, or in the form the standard names (SASLprep): both open the file.
    """
    import pikepdf

    typed = unicodedata.normalize("NFC", password)
    if not typed or not _fits(typed):
        raise ValueError(f"a password of 1 to {MOST_BYTES} bytes is needed")
    prepared = _prepared(typed)
    rules = pikepdf.Encryption(
        user=typed,
        owner=prepared if prepared and _fits(prepared) else typed,
        R=6,
        allow=pikepdf.Permissions(modify_assembly=True),
        aes=True,
        metadata=True,
    )
    out = BytesIO()
    with pikepdf.open(BytesIO(paper)) as pdf:
        packed = pikepdf.ObjectStreamMode.generate
        pdf.save(out, object_stream_mode=packed, min_version=VERSION, encryption=rules)
    return out.getvalue()


def _fits(password: str) -> bool:
    return len(password.encode("utf-8")) <= MOST_BYTES


def _prepared(password: str) -> str:
    """As SASLprep maps it; what it would forbid stays."""
    mapped = ("" if stringprep.in_table_b1(c) else " " if stringprep.in_table_c12(c) else c for c in password)
    return unicodedata.normalize("NFKC", "".join(mapped))

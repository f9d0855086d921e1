"""From pages as ReportLab drew them to the file: structure, small, the same bytes each time."""

from io import BytesIO

from lesvisit.reports.tagging.recorder import Recorder
from lesvisit.reports.tagging.tree import StructureTree

VERSION = "1.7"


def finished(drawn: bytes, recorder: Recorder, language: str) -> bytes:
    """The paper as it is kept. Nothing of it touches the disk on the way."""
    import pikepdf  # 60 ms that the start doesn't pay

    out = BytesIO()
    with pikepdf.open(BytesIO(drawn)) as pdf:
        StructureTree(pdf, recorder).write(language)
        packed = pikepdf.ObjectStreamMode.generate
        pdf.save(out, object_stream_mode=packed, min_version=VERSION, deterministic_id=True)
    return out.getvalue()

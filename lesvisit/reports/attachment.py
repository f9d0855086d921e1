"""A file inside a paper: the package of the visit travels in the PDF that the two of them keep."""

from datetime import UTC, datetime
from io import BytesIO


def with_attachment(pdf: bytes, name: str, data: bytes, made: datetime, description: str = "") -> bytes:
    """The same paper with this file attached, as every PDF reader shows it. The pages stay as they are."""
    from pikepdf import AttachedFileSpec, Name, Pdf

    when = made.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    with Pdf.open(BytesIO(pdf)) as paper:
        spec = AttachedFileSpec(
            paper,
            data,
            filename=name,
            description=description,
            mime_type="application/vnd.lesvisit.package+zip",
            creation_date=when,
            mod_date=when,
            relationship=Name.Source,
        )
        paper.attachments[name] = spec
        out = BytesIO()
        paper.save(out)
    return out.getvalue()

"""A package attached to the paper of the two comes out of it byte for byte; the pages stay the same."""

from datetime import UTC, datetime
from io import BytesIO

from pikepdf import Pdf

from lesvisit.reports.attachment import with_attachment

NAME = "2026-11-24 Lesbezoek H2b wiskunde.lesvisit"


def empty_paper() -> bytes:
    out = BytesIO()
    with Pdf.new() as paper:
        paper.add_blank_page()
        paper.add_blank_page()
        paper.save(out)
    return out.getvalue()


def test_the_package_comes_out_as_it_went_in() -> None:
    data = bytes(range(256)) * 40
    made = with_attachment(empty_paper(), NAME, data, datetime(2026, 11, 24, tzinfo=UTC))
    with Pdf.open(BytesIO(made)) as paper:
        assert len(paper.pages) == 2
        assert list(paper.attachments) == [NAME]
        assert paper.attachments[NAME].get_file().read_bytes() == data


def test_the_same_package_twice_is_there_once() -> None:
    made = datetime(2026, 11, 24, tzinfo=UTC)
    once = with_attachment(empty_paper(), NAME, b"a", made)
    with Pdf.open(BytesIO(with_attachment(once, NAME, b"b", made))) as paper:
        assert paper.attachments[NAME].get_file().read_bytes() == b"b"

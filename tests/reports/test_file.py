"""The file around the pages: nothing in it that a reader must mend, nothing that leads nowhere."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.reports.every_paper import PAPERS, pair_paper

EACH = pytest.mark.parametrize("name", list(PAPERS))


@EACH
def test_a_strict_reader_finds_nothing_to_mend(name: str) -> None:
    with pikepdf.open(BytesIO(PAPERS[name]()), attempt_recovery=False) as pdf:
        assert pdf.pdf_version == "1.7"
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []


@EACH
def test_every_object_is_there_and_in_use(name: str) -> None:
    with pikepdf.open(BytesIO(PAPERS[name]())) as pdf:
        reached: set[int] = set()
        todo: list[Any] = [pdf.trailer]
        while todo:
            found = todo.pop()
            if isinstance(found, pikepdf.Object) and found.is_indirect:
                if found.objgen[0] in reached:
                    continue
                reached.add(found.objgen[0])
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                todo.extend(value for _, value in found.items())
            elif isinstance(found, pikepdf.Array):
                todo.extend(found)
        packing = {found.objgen[0] for found in pdf.objects if isinstance(found, pikepdf.Stream) and _packs(found)}
        assert {found.objgen[0] for found in pdf.objects} - packing == reached - packing


def _packs(found: pikepdf.Stream) -> bool:
    return found.get("/Type") in ("/ObjStm", "/XRef")


def test_the_identifier_tells_two_papers_apart() -> None:
    names = []
    for data in (pair_paper(), pair_paper(language="en")):
        with pikepdf.open(BytesIO(data)) as pdf:
            first, second = (bytes(found) for found in pdf.trailer.ID)
        assert first == second
        names.append(first)
    assert names[0] != names[1]

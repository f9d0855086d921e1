"""Files that mean harm or are broken: refused in words, or read with what was left out named."""

import io
import socket
import struct
import zipfile
from pathlib import Path

import pytest

from lesvisit.domain.errors import DocumentRefused
from lesvisit.exchange import docx_package
from lesvisit.exchange.docx_read import read_docx, text_of
from lesvisit.exchange.lesson_file import read_plan
from lesvisit.exchange.lesson_map import all_lines, mapped
from lesvisit.exchange.lesson_text import LessonMapping
from lesvisit.messages import SENTENCES
from tests.exchange.docx_builder import MORE, W, body, docx, p, rels, run, tbl, tc, types, zipped

PLAN = p("Lesdoel: Ik kan het.")


def read(data: bytes) -> LessonMapping:
    return mapped(text_of(data))


def refused(data: bytes) -> str:
    with pytest.raises(DocumentRefused) as error:
        read(data)
    assert error.value.reason in SENTENCES
    return error.value.reason


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_what: object, **_more: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "document_no_docx"),
        (b"plain text, named .docx", "document_no_docx"),
        (b"PK\x03\x04 and then nothing", "document_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "document_locked"),
        (zipped({"readme.txt": "hello"}), "document_other_kind"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "document_other_kind",
        ),
        (docx(document="<w:document"), "document_damaged"),
        (docx(document=""), "document_empty"),
        (docx(document=f"<w:document {W}/>"), "document_other_kind"),
        (docx(p("  ")), "document_empty"),
        (docx(parts={"word/document.xml": b"\xff\xfe\x00\x01"}), "document_damaged"),
    ],
)
def test_what_is_no_document(data: bytes, reason: str) -> None:
    assert refused(data) == reason


def test_a_cut_file_is_damaged() -> None:
    whole = docx(*[p(f"regel {n} van de les") for n in range(400)])
    for share in (0.3, 0.6, 0.95):
        assert refused(whole[: int(len(whole) * share)]) == "document_damaged"


def test_turned_bytes_are_damaged() -> None:
    whole = bytearray(docx(*[p(f"regel {n} {n * 7919}") for n in range(400)]))
    place = whole.index(b"word/document.xml") + 60
    whole[place : place + 20] = bytes(20)
    assert refused(bytes(whole)) == "document_damaged"


# Bombs


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert refused(docx(parts={"word/document.xml": b" " * 200_000_000})) == "document_bomb"


def test_a_bomb_beside_the_text_is_refused_too() -> None:
    assert refused(docx(PLAN, parts={"word/media/image1.png": bytes(60_000_000)})) == "document_bomb"


def test_a_header_that_lies_about_its_size_does_not_help() -> None:
    data = bytearray(docx(parts={"word/document.xml": b" " * 60_000_000}))
    real = struct.pack("<I", 60_000_000)
    while real in data:
        place = data.index(real)
        data[place : place + 4] = struct.pack("<I", 1000)
    assert refused(bytes(data)) in ("document_bomb", "document_damaged")


def test_very_many_members_are_refused() -> None:
    assert refused(docx(PLAN, parts={f"word/x{n}.xml": "<a/>" for n in range(5000)})) == "document_bomb"


def test_a_thousand_pages_are_refused_in_words_within_seconds() -> None:
    pages = [p("woord " * 60) for _line in range(20_000)]
    assert refused(docx(*pages)) == "document_too_long"


# XML tricks


LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a" + (str(n - 1) if n > 1 else "") + ";"}">' for n in range(1, 9))
    + "]>"
)


@pytest.mark.parametrize(
    "head",
    [
        LAUGHS,
        '<!DOCTYPE a SYSTEM "http://example.com/a.dtd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.com/x"> %x;]>',
        "<!DOCTYPE a>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_whatever_it_holds(head: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{head}{body(PLAN)}'.encode(encoding)
    assert refused(docx(parts={"word/document.xml": xml})) == "document_unsafe"


def test_a_doctype_in_another_part_is_refused_too() -> None:
    assert refused(docx(PLAN, parts={"word/styles.xml": f"<!DOCTYPE a><w:styles {W}/>"})) == "document_unsafe"


def test_an_unknown_entity_is_damage() -> None:
    assert refused(docx(document=body(PLAN).replace("Ik kan", "&boe;"))) == "document_damaged"


def test_elements_without_end_are_refused() -> None:
    assert refused(docx(document=f"<w:document {W}><w:body>{'<w:sdt>' * 5000}")) == "document_bomb"


# Documents that can be read, with what was left out


def nested(deep: int) -> str:
    made = p("binnenste woord")
    for number in range(deep):
        made = tbl((tc(p(f"laag {number}") + made + p()),))
    return made


@pytest.mark.parametrize("deep", [3, 20, 100])
def test_tables_in_tables_lose_nothing(deep: int) -> None:
    found = read(docx(nested(deep)))
    words = " ".join(piece.whole for piece in found.pieces)
    assert "binnenste woord" in words
    assert all(f"laag {n}" in words for n in range(deep))


def test_macros_are_named_and_not_touched() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = docx(
        PLAN,
        parts={"[Content_Types].xml": types(kind), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 code"},
        links=(("vbaProject", "vbaProject.bin"),),
    )
    found = read(data)
    assert found.left_out == (("macros", 1),)
    assert [g.text for g in found.goals] == ["Ik kan het."]


def test_links_to_outside_are_counted_and_not_followed() -> None:
    outside = ("http://example.com/a", "file:///etc/passwd", r"\\server\share\x", "https://example.com/t.dotm")
    found = read(docx(PLAN, outside=outside))
    assert found.left_out == (("links to outside", 4),)


def test_an_address_that_says_it_is_inside_is_outside() -> None:
    found = read(docx(PLAN, links=(("header", "http://example.com/header.xml"), ("footer", "file:///etc/passwd"))))
    assert found.left_out == (("links to outside", 2),)


def test_names_that_climb_out_stay_inside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<w:hdr {W}>{p('geheim')}</w:hdr>")
    path = tmp_path / "in" / "les.docx"
    path.parent.mkdir()
    links = (("header", "../../secret.xml"), ("footer", f"/..{secret}"), ("header", str(secret)))
    path.write_bytes(docx(PLAN, links=links, parts={"../../evil.xml": "<a/>", "/etc/evil": "x"}))
    found = read_docx(path)
    assert "geheim" not in str(found)
    assert dict(found.left_out) == {"missing parts": 2}
    assert sorted(f.name for f in tmp_path.rglob("*") if f.is_file()) == ["les.docx", "secret.xml"]


def test_a_part_that_is_named_and_missing_is_named() -> None:
    assert read(docx(PLAN, links=(("header", "header9.xml"),))).left_out == (("missing parts", 1),)


def test_pictures_and_embedded_files_are_named() -> None:
    links = (("image", "media/a.png"), ("oleObject", "embeddings/a.bin"), ("aFChunk", "a.html"), ("chart", "c.xml"))
    found = read(docx(PLAN, '<w:altChunk r:id="r1"/>', links=links))
    assert dict(found.left_out) == {"pictures": 1, "embedded files": 3, "charts": 1}


def test_wrong_content_types_are_not_held_against_a_document() -> None:
    for parts in ({"[Content_Types].xml": types("text/plain")}, {"[Content_Types].xml": "<Types/>"}):
        assert read(docx(PLAN, parts=parts)).goals


def test_a_spreadsheet_with_another_name_is_another_kind() -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert refused(docx(PLAN, parts={"[Content_Types].xml": types(sheet)})) == "document_other_kind"


def test_a_document_without_relations_is_still_read() -> None:
    assert read(zipped({"word/document.xml": body(PLAN)})).goals


def test_relations_that_point_at_themselves() -> None:
    parts = {"word/_rels/document.xml.rels": rels(("header", "document.xml"), ("styles", "document.xml"))}
    assert read(docx(PLAN, parts=parts)).goals


def test_styles_based_on_each_other_end() -> None:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    assert read(docx(p("Lesdoel: x", "A"), parts={"word/styles.xml": f"<w:styles {W}>{ring}</w:styles>"})).goals


def test_odd_numbers_do_no_harm() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>' + p("Vak") + "</w:tc>"
    for value in ("99999999999", "-4", "x", "0", "٣"):
        made = f"<w:tbl><w:tr>{cell.format(value)}{tc('wiskunde')}</w:tr></w:tbl>"
        assert read(docx(p("Les", "Titel"), made)).fields["subject"] == "wiskunde"
    level = (
        '<w:p><w:pPr><w:outlineLvl w:val="{}"/><w:numPr><w:ilvl w:val="{}"/></w:numPr></w:pPr>'
        + run("Kop")
        + "</w:p>"
    )
    for value in ("99", "-1", "²", "abc"):
        assert read(docx(level.format(value, value))).pieces


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(docx(PLAN))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/DOCUMENT.xml", body(p("iets anders")))
    assert refused(out.getvalue()) == "document_damaged"


def test_a_password_in_the_zip_is_told_as_one() -> None:
    data = bytearray(docx(PLAN))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refused(bytes(data)) == "document_locked"


def test_one_long_line_and_odd_signs_come_through() -> None:
    text = "ĳ → ≥ 😀 \u202e אבג " + "x" * 50_000
    assert text.strip() in [line.text for line in all_lines(text_of(docx(p(text))))]


def test_an_unknown_element_does_no_harm() -> None:
    strange = f"<q:strange>{PLAN}</q:strange>{p('Vak: x')}"
    odd = f'<w:document {W} {MORE} xmlns:q="urn:q"><w:body>{strange}</w:body></w:document>'
    assert read(docx(document=odd)).fields["subject"] == "x"


# Files


def test_a_folder_a_missing_file_and_a_giant_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, reason in ((tmp_path, "file_missing"), (tmp_path / "no.docx", "file_missing")):
        with pytest.raises(DocumentRefused) as error:
            read_docx(path)
        assert error.value.reason == reason
    big = tmp_path / "big.docx"
    big.write_bytes(docx(PLAN))
    monkeypatch.setattr(docx_package, "MOST_FILE", 100)
    with pytest.raises(DocumentRefused) as error:
        read_docx(big)
    assert error.value.reason == "document_too_big"


def test_a_text_file_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "les.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DocumentRefused):
        read_plan(path)
    path.write_text("\ufeffLesdoel: Ik kan het.", encoding="utf-8")
    assert read_plan(path).goals[0].text == "Ik kan het."

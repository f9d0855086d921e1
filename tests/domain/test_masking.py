"""Seat codes read as pupils; case letters and names are found, and only where they stand as words of their own."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesvisit.domain.masking import PUPILS, FoundKind, Hidden, find, mask_seats, name_parts, replaced, seat_codes

NL, EN = PUPILS["nl"], PUPILS["en"]
HIDDEN = Hidden(frozenset("ABC"), (("Noor", "n"), ("Zoë", "z"), ("Noor de Vries", "n"), ("Vries", "n")))
SEATS = st.builds(
    lambda r, gap, p, upper: f"R{r}{gap}P{p}" if upper else f"r{r}{gap}p{p}",
    st.integers(0, 99),
    st.sampled_from(["", " ", "\u00a0"]),
    st.integers(0, 99),
    st.booleans(),
)
OUTSIDE = st.text(alphabet=st.sampled_from(" .,:;!?()[]\"'“”‘’-–/\n") | st.characters(categories=["Lo"]), max_size=8)


def words(text: str, hidden: Hidden = HIDDEN) -> list[str]:
    return [f.word for f in find(text, hidden)]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("hij wijst R2P3 aan", "hij wijst een leerling aan"),
        ("R2P3 zegt tegen r2 p4", "Een leerling zegt tegen een andere leerling"),
        ("R2P3, dan R2P4, dan R2P3", "Een leerling, dan een andere leerling, dan een leerling"),
        ("Stil. R2P3 begint.", "Stil. Een leerling begint."),
        ("achterin (R4) praten", "achterin (een leerling) praten"),
        ("“R2P3: zo”", "“Een leerling: zo”"),
        ("een\nR2P3 twee", "een\nEen leerling twee"),
        ("R2P3 en P4 overleggen", "Een leerling en een andere leerling overleggen"),
        ("R2P3's bordje", "Een leerling's bordje"),
        ("bij R2-P3", "bij een leerling"),
        ("bij Ｒ２Ｐ３", "bij een leerling"),
        ("bij R\u200b2P3", "bij een leerling"),
        ("P4 is een pagina", "P4 is een pagina"),
        ("R² en R123 en xR2P3 en R2P345", "R² en R123 en xR2P3 en R2P345"),
        ("R2P03 is R02P3", "Een leerling is een leerling"),
    ],
)
def test_seat_codes_read_as_pupils(text: str, masked: str) -> None:
    assert mask_seats([text], NL) == (masked,)


def test_english_papers_read_in_english() -> None:
    assert mask_seats(["R2P3 helps R2P4"], EN) == ("A pupil helps another pupil",)


def test_the_fields_of_one_line_count_together() -> None:
    assert mask_seats(["eerst R1P1", "dan R1P2 met R1P1"], NL) == (
        "eerst een leerling",
        "dan een andere leerling met een leerling",
    )


@given(st.lists(st.tuples(OUTSIDE, SEATS), min_size=1, max_size=5), OUTSIDE)
def test_no_seat_code_is_left(parts: list[tuple[str, str]], end: str) -> None:
    text = "".join(f"{before} {seat} " for before, seat in parts) + end
    (masked,) = mask_seats([text], NL)
    assert not seat_codes(masked)
    assert "leerling" in masked.casefold()


@given(st.text())
def test_masking_never_breaks_and_is_done_once(text: str) -> None:
    once = mask_seats([text], NL)
    assert mask_seats(once, NL) == once
    if not seat_codes(text):
        assert once == (text,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("B kijkt naar tabel B", ["B", "B"]),
        ("C's rij, (A), B-groep, _C_", ["C", "A", "B", "C"]),
        ("AB A2 A² a b Bram H2A", []),
        ("Noor's les, noor, NOOR, Noor-les", ["Noor", "noor", "NOOR", "Noor"]),
        ("Noortje en Noord", []),
        ("Noor  de  vries zegt", ["Noor  de  vries"]),
        ("mevrouw Vries", ["Vries"]),
        ("Zoe en Zoe\u0308 en ZOË", ["Zoe", "Zoe\u0308", "ZOË"]),
        ("N\u200boor", ["N\u200boor"]),
        ("A\u0301 telt", ["A\u0301"]),
    ],
)
def test_case_letters_and_names_are_found_as_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_found_word_says_whose_it_is() -> None:
    (first, second) = find("B en Noor", HIDDEN)
    assert (first.kind, first.ref) == (FoundKind.CASE, "B")
    assert (second.kind, second.ref) == (FoundKind.NAME, "n")


@given(st.text(), st.sampled_from(["Noor", "Zoë", "Vries", "A", "C"]), st.text())
def test_spans_stand_in_the_stored_text(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    found = find(text, HIDDEN)
    assert any(f.start <= len(before) + 1 < f.end for f in found)
    assert all(text[f.start : f.end] == f.word for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_is_replaced_is_no_longer_found(before: str, after: str) -> None:
    text = f"{before} Noor A {after}"
    clean = replaced(text, {(f.start, f.end): "een collega" for f in find(text, HIDDEN)})
    assert not find(clean, HIDDEN)


def test_names_are_told_by_each_word_that_points_at_a_person() -> None:
    assert name_parts("Noor de Vries") == ("Noor de Vries", "Noor", "Vries")
    assert name_parts("Jan-Willem") == ("Jan-Willem", "Jan", "Willem")
    assert name_parts("J. Bakker") == ("J. Bakker", "Bakker")
    assert name_parts(" ") == ()


def test_nothing_hidden_finds_nothing() -> None:
    assert find("Noor, A en R2P3", Hidden()) == ()

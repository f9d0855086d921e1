import pytest

from lesvisit.domain.slash import CodeKind, SlashCodes

LINKS = {"g1": "D1", "c1": "D1a", "c2": "D1b", "f1": "F1", "q1": "K1", "q2": "K2"}
CODES = SlashCodes(LINKS, ("A", "B", "D", "L"))


def taken(text: str) -> tuple[CodeKind, str] | None:
    typing = CODES.typing(text)
    if typing is None or typing.complete is None:
        return None
    return typing.complete.kind, typing.complete.value


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("/d1a", CodeKind.LINK, "c1"),
        ("18 lln /D1A", CodeKind.LINK, "c1"),
        ("/d1", CodeKind.LINK, "g1"),
        ("tekst /k2", CodeKind.LINK, "q2"),
        ("/r3p4", CodeKind.SEAT, "R3P4"),
        ("/r12p10", CodeKind.SEAT, "R12P10"),
        ("/r4", CodeKind.ROW, "R4"),
        ("/l", CodeKind.QUOTE, ""),
        ("/I", CodeKind.IDEA, ""),
        ("/v", CodeKind.QUESTION, ""),
        ("/t", CodeKind.TEACHER, ""),
        ("/g", CodeKind.COUNTED, ""),
        ("/b", CodeKind.CASE, "B"),
        ("/d", CodeKind.CASE, "D"),
    ],
)
def test_complete_codes(text: str, kind: CodeKind, value: str) -> None:
    assert taken(text) == (kind, value)


@pytest.mark.parametrize("text", ["/d&a", "/D&A", "/d&A"])
def test_digits_count_without_shift_on_azerty(text: str) -> None:
    assert taken(text) == (CodeKind.LINK, "c1")


@pytest.mark.parametrize(
    ("text", "seat"), [("/r\"p'", "R3P4"), ("/rép§", "R2P6"), ("/rÉp-", "R2P6"), ("/r_pç", "R8P9")]
)
def test_seats_on_azerty(text: str, seat: str) -> None:
    assert taken(text) == (CodeKind.SEAT, seat)


@pytest.mark.parametrize(
    "text", ["met tas / in gesprek", "met tas /", "km/u", "en/d1a", "/d9", "/x", "/d1a ", "3/4", "//"]
)
def test_a_sentence_is_a_sentence(text: str) -> None:
    assert taken(text) is None


def test_the_list_shows_only_while_a_code_begins() -> None:
    assert CODES.typing("met tas / ") is None
    assert CODES.typing("met tas / in") is None
    begun = CODES.typing("met tas /")
    assert begun is not None
    assert begun.complete is None
    assert CODES.typing("/dx") is None


def test_an_unfinished_code_is_not_complete() -> None:
    for text in ("/r", "/r3p", "/k"):
        typing = CODES.typing(text)
        assert typing is not None
        assert typing.complete is None


def test_code_letters_win_over_case_letters() -> None:
    assert taken("/l") == (CodeKind.QUOTE, "")


def test_where_the_slash_stands() -> None:
    typing = CODES.typing("a" * 50 + " /d1")
    assert typing is not None
    assert (typing.start, typing.end) == (51, 54)


def test_a_long_word_is_no_code() -> None:
    assert CODES.typing("/" + "d1a" * 10) is None
    assert CODES.typing("xx/d1a") is None
    assert CODES.typing("a" * 30 + "/d1a") is None


def test_the_places_of_a_drawn_room_are_listed_after_its_row() -> None:
    codes = SlashCodes({}, seats=("R1P1", "R2P1", "R2P3", "R12P1"))
    begun, row, place = codes.typing("/r"), codes.typing("/r2"), codes.typing("/r2p3")
    assert begun is not None
    assert row is not None
    assert place is not None
    assert [code.typed for code in begun.candidates] == ["r1p1"]
    assert [code.typed for code in row.candidates] == ["r2", "r2p1", "r2p3"]
    assert (place.complete.value if place.complete else "") == "R2P3"
    elsewhere = codes.typing("/r7p1")
    assert elsewhere is not None
    assert elsewhere.complete is not None  # who sits where nobody drew a seat can still be written down


def test_codes_of_the_form_press() -> None:
    codes = SlashCodes({"c1": "D1a"}, "A", {"lec": "grid\x1flec", "a": "grid\x1fa", "l": "grid\x1fl"})
    typing = codes.typing("dus /LEC")
    assert typing is not None
    assert typing.complete is not None
    assert (typing.complete.kind, typing.complete.value) == (CodeKind.PRESS, "grid\x1flec")
    taken_letter = codes.typing("/a")
    assert taken_letter is not None
    assert taken_letter.complete is not None
    assert taken_letter.complete.kind is CodeKind.CASE  # what was there before wins

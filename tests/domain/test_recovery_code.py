"""The recovery code: read from paper in any way, and a slip is told."""

from hypothesis import given
from hypothesis import strategies as st

from lesvisit.domain import recovery_code as code


def test_a_code_is_read_however_it_is_typed() -> None:
    made = code.new_code()
    assert len(made) == 29
    assert code.is_right(made)
    for typed in (
        made.lower(),
        made.replace("-", ""),
        made.replace("-", " – "),
        f" {made}\n",
        made.replace("0", "O"),
    ):
        assert code.tidied(typed) == code.tidied(made)


def test_codes_differ() -> None:
    assert len({code.new_code() for _ in range(500)}) == 500


@given(st.integers(0, 23), st.sampled_from(code.SIGNS))
def test_a_wrong_sign_is_told(place: int, sign: str) -> None:
    made = code.tidied(code.new_code())
    slip = made[:place] + sign + made[place + 1 :]
    near = {made[place], sign} == {"0", "Z"}  # the one pair that the check can't tell apart
    assert code.is_right(slip) == (sign == made[place] or (near and place < 23))


@given(st.integers(0, 21))
def test_two_neighbours_that_changed_places_are_told(place: int) -> None:
    made = code.tidied(code.new_code())
    a, b = made[place], made[place + 1]
    if len({a, b, "0", "Z"}) < 4 and a != b:
        return
    assert code.is_right(made[:place] + b + a + made[place + 2 :]) == (a == b)


@given(st.text(max_size=60))
def test_no_text_breaks_it(typed: str) -> None:
    assert code.is_right(typed) <= code.looks_like_one(typed)

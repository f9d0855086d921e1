"""The words of a passphrase: many, plain, and none that is another with one letter changed, added or left out."""

import math
import re

from lesvisit.services import passphrases


def test_enough_for_55_bits() -> None:
    found = passphrases.words()
    assert len(found) >= 2_048
    assert len(set(found)) == len(found)
    assert passphrases.WORDS * math.log2(len(found)) >= 55


def test_plain_letters_only() -> None:
    assert [w for w in passphrases.words() if not re.fullmatch("[a-z]{4,8}", w)] == []


def test_no_two_differ_in_one_letter() -> None:
    seen: dict[str, str] = {}
    twins = []
    for word in passphrases.words():
        holes = {f"{word[:n]}?{word[n + 1 :]}" for n in range(len(word))}
        longer = {f"{word[:n]}?{word[n:]}" for n in range(len(word) + 1)}
        twins += [(word, seen[h]) for h in holes | longer if h in seen]
        seen.update(dict.fromkeys(holes, word))
        seen.update({h: word for h in longer if h not in seen})
    assert twins == []


def test_a_capital_and_commas_are_no_other_words() -> None:
    words = passphrases.proposed()
    assert passphrases.heard(words.capitalize()) == words
    assert passphrases.heard(words.title().replace(" ", ",  ")) == words
    own = "Geheim van Bram, en Noor"
    assert passphrases.heard(own) == own  # somebody's own words are left as they are


def test_five_words_with_spaces() -> None:
    words = passphrases.proposed().split(" ")
    assert len(words) == 5
    assert set(words) <= set(passphrases.words())
    assert passphrases.proposed() != passphrases.proposed()

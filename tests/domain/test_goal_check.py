"""The hint at goals that nobody can see or hear."""

import pytest

from lesvisit.domain.goal_check import unseen_word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Leerlingen begrijpen wat hellingsgetal betekent", "begrijpen"),
        ("Weten hoe je een formule maakt", "Weten"),
        ("kent de stappen van het plan", "kent"),
        ("Inzicht in breuken", "Inzicht"),
        ("leren en begrijpen", "leren"),
        ("Understand how a formula is made", "Understand"),
        ("knows the tables of 7", "knows"),
        ("is aware of the difference", "aware"),
    ],
)
def test_a_verb_that_can_not_be_seen_is_named(text: str, word: str) -> None:
    assert unseen_word(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "wijst het startgetal aan",
        "De leerling schrijft een formule op",
        "laat zien dat hij begrijpt wat ‘per’ betekent",
        "weet de formule en schrijft hem op",
        "legt uit wat de leraar bedoelt",
        "Aan een klasgenoot uitleggen wat de getallen betekenen",
        "explains what the numbers mean",
        "shows that she understands",
        "schoolkennisgeving",
        "tabel B",
    ],
)
def test_what_can_be_seen_gets_no_hint(text: str) -> None:
    assert unseen_word(text) == ""


def test_odd_texts_are_read() -> None:
    assert unseen_word("😀" * 300) == ""
    assert unseen_word("\n, ; en en begrijpt") == "begrijpt"

"""Three quiet suggestions about an observation question (kijkvraag): pupils, visible, and a kind of answer.

Small word lists, so they can be wrong; they never block. Source of the three: domain.md, "a kijkvraag is visible in
pupils and answerable by counting, quoting or describing".
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FocusCheck:
    """What the question has: about pupils; you can see or hear it; countable, quotable or describable."""

    pupils: bool
    visible: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """Word beginnings (or whole words where `=` stands before) in one language."""

    pupils: tuple[str, ...]
    visible: tuple[str, ...]
    asks: tuple[str, ...]
    spoils: tuple[str, ...]  # words that ask for a reason or a judgement


# fmt: off
_DUTCH = _Words(
    pupils=(
        "leerling", "casusleerling", "=ll", "=lln", "=klas", "klasgeno", "=kind", "kinderen", "jongen", "meisje",
        "groepje", "groepen", "tweetal", "drietal", "duo", "tafelgroep", "=iedereen",
    ),
    visible=(
        "zeg", "=doe", "doen", "=doet", "schrij", "vraag", "vragen", "antwoord", "praat", "praten", "lees",
        "lezen", "=kijk", "=kijkt", "=kijken", "pak", "begin", "start", "wacht", "teken", "wijs", "wijzen",
        "overleg", "legt", "leggen", "uitleggen", "=uitlegt", "gebruik", "maak", "maken", "noem", "reken",
        "laat", "laten zien", "toon", "help", "loop", "lopen", "=zit", "zitten", "=staat", "=staan", "stop",
        "typ", "herhaal", "herhalen", "verbeter", "controle", "steek", "steken", "reag", "luister", "hoor",
        "=zie", "ziet", "zien", "zichtbaar", "bespre", "geef", "geven", "werk", "vul", "kies", "kiez",
        "fluister", "roep", "lach", "oefen", "onderstre", "zoek", "vertel", "voer", "samenwerk", "deelnem",
        "neemt", "nemen", "stel", "beurt", "vinger", "wisbord",
    ),
    asks=(
        "hoeveel", "hoe vaak", "hoe lang", "hoelang", "=hoe", "=wat", "=wie", "=welke", "=welk", "=wanneer", "=waar",
        "waarmee", "waaraan", "=wiens",
    ),
    spoils=("waarom", "waardoor", "=goed", "=goede", "slecht", "genoeg", "voldoende", "effectief", "=beter", "mooi"),
)
_ENGLISH = _Words(
    pupils=(
        "pupil", "student", "learner", "=class", "classmate", "child", "kid", "=boys", "=girls", "group", "pair",
        "=everyone",
    ),
    visible=(
        "say", "said", "=do", "=does", "doing", "writ", "ask", "answer", "talk", "read", "look", "tak", "begin",
        "start", "wait", "draw", "point", "discuss", "explain", "use", "using", "make", "making", "name",
        "calculat", "show", "help", "walk", "sit", "stand", "stop", "typ", "repeat", "correct", "check", "rais",
        "react", "respon", "listen", "hear", "see", "=seen", "visible", "give", "giving", "work", "fill",
        "choos", "whisper", "call", "laugh", "practi", "underlin", "search", "tell", "participat", "turn",
        "hand", "whiteboard",
    ),
    asks=("how many", "how often", "how long", "=how", "=what", "=who", "=which", "=when", "=where", "=whose"),
    spoils=("why", "=good", "=well", "=bad", "enough", "sufficient", "effective", "=better", "nice"),
)
# fmt: on
_CASE = re.compile(r"(?<![\w.])[A-H](?![\w.])")  # a case pupil: a capital as a whole word


def check(text: str) -> FocusCheck:
    """The three checks; the language in which most of them hold counts. An empty text has none."""
    return max((_check(text, words) for words in (_DUTCH, _ENGLISH)), key=_sum)


def _sum(found: FocusCheck) -> int:
    return found.pupils + found.visible + found.answerable


def _check(text: str, words: _Words) -> FocusCheck:
    low = text.casefold()
    pupils = _has(low, words.pupils) or bool(_CASE.search(text[1:]))
    visible = _has(low, words.visible)
    answerable = _has(low, words.asks) and not _has(low, words.spoils)
    return FocusCheck(pupils, visible, answerable)


def _has(low: str, beginnings: tuple[str, ...]) -> bool:
    return any(re.search(_pattern(word), low) for word in beginnings)


def _pattern(word: str) -> str:
    if word.startswith("="):
        return rf"\b{re.escape(word[1:])}\b"
    return rf"\b{re.escape(word)}"

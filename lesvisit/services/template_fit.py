"""Which templates fit an observation question best: by its words, in Dutch and English. A suggestion, never a rule.

A question that asks how often wants counting; one that asks what is said wants verbatim lines. Small word lists, so
they can be wrong; everything stays in the gallery.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lesvisit.domain.template import Taxonomy, Template

BEST = 5
SIMPLE_MIN = 15  # learned within so many minutes: simple enough to begin with
_OWN_WORDS = 2  # a word of the question that stands in the template's own words
_LEAST_WORD = 5  # shorter words say too little


@dataclass(frozen=True, slots=True)
class _Sign:
    """Word beginnings (whole words where `=` stands before) and what they point to: types of blocks, taxonomies."""

    words: tuple[str, ...]
    points: Mapping[str, int]


# fmt: off
_SIGNS = (
    _Sign(  # how often
        ("hoe vaak", "hoeveel", "=aantal", "turf", "turven", "=tel", "tellen", "geteld", "hoe dikwijls", "keer",
         "how often", "how many", "=count", "counting", "tally", "number of", "=times"),
        {"tally": 3, Taxonomy.COUNT: 3, "interval_grid": 1},
    ),
    _Sign(  # wait time
        ("wachttijd", "denktijd", "bedenktijd", "hoe lang", "hoelang", "seconden", "stilte", "=wacht", "wachten",
         "wait time", "waiting time", "thinking time", "think time", "how long", "second", "silence", "=wait"),
        {"duration": 6, Taxonomy.COUNT: 1},
    ),
    _Sign(  # questions and turns
        ("=vraag", "=vragen", "vraagt", "gevraagd", "=beurt", "beurten", "vinger", "wisbord", "naamstok", "antwoord",
         "=ask", "=asks", "=asked", "question", "=turn", "=turns", "hands up", "answer", "whiteboard"),
        {"tally": 2, "utterance": 2, Taxonomy.COUNT: 1},
    ),
    _Sign(  # level of questions
        ("denkvra", "denkvraag", "niveau", "hogere orde", "open vra", "gesloten vra", "bloom",
         "level", "higher order", "open question", "closed question"),
        {"tally": 3, "utterance": 2, Taxonomy.COUNT: 1},
    ),
    _Sign(  # who, where in the room
        ("=wie", "=plek", "=plaats", "waar in", "achterin", "vooraan", "=rij", "=rijen", "lokaal", "looproute",
         "loopt de", "=who", "=whom", "where in", "=row", "=rows", "at the back", "in front", "walk", "room",
         "seat"),
        {"seat_map": 4},
    ),
    _Sign(  # talking
        ("praat", "praten", "=zegt", "aan het woord", "spreek", "gesprek", "overleg", "=talk", "talks", "talking",
         "speak", "discuss", "conversation"),
        {"duration": 2, "seat_map": 2, "utterance": 2},
    ),
    _Sign(  # on task
        ("aan het werk", "taakgericht", "=taak", "aan taak", "afgeleid", "on task", "on-task", "off task", "off-task",
         "time on task", "distract", "at work"),
        {"sweep": 5, "seat_map": 3, Taxonomy.INTERVAL: 1, "interval_grid": 1},
    ),
    _Sign(  # engagement
        ("betrokken", "haken af", "haakt af", "afhaken", "actief", "meedoen", "doet mee", "doen mee", "meedoet",
         "motivat", "engag", "involved", "active", "take part", "takes part", "join in", "participat"),
        {"sweep": 4, "interval_grid": 3, "case_matrix": 1, Taxonomy.INTERVAL: 2},
    ),
    _Sign(  # literally
        ("letterlijk", "woordelijk", "woorden", "verwoord", "formuleer", "zeggen", "=zeg", "=zegt",
         "verbatim", "literal", "wording", "=words", "=say", "=says", "=said"),
        {"utterance": 5, Taxonomy.FREE: 2},
    ),
    _Sign(  # what the teacher says
        ("uitleg", "instructie", "feedback", "complimen", "explain", "instruction", "praise"),
        {"utterance": 2},
    ),
    _Sign(  # a few pupils
        ("casusleerling", "leerling a", "leerling b", "drie leerlingen", "deze leerling", "=voorspel", "verwacht",
         "case pupil", "pupil a", "pupil b", "three pupils", "predict", "expect"),
        {"case_matrix": 6},
    ),
    _Sign(  # what happens over time
        ("lesfase", "fase", "verloop", "elke minuut", "per minuut", "hoeveel tijd", "tijdverdeling", "werkvorm",
         "phase", "over time", "each minute", "per minute", "how much time", "course of the lesson"),
        {"interval_grid": 4, Taxonomy.INTERVAL: 3},
    ),
    _Sign(  # to what extent
        ("in hoeverre", "in welke mate", "=mate", "hoe goed", "schaal", "to what extent", "how well", "how far",
         "scale", "degree"),
        {"rating": 4, "check": 2, Taxonomy.SCALE: 3, Taxonomy.STRUCTURED: 1},
    ),
    _Sign(  # does it happen
        ("komt voor", "gebeurt er", "welke van", "checklist", "kijkwijzer", "zichtbaar", "which of", "does it happen",
         "visible", "present"),
        {"check": 4, Taxonomy.STRUCTURED: 3},
    ),
    _Sign(  # what do they do with it
        ("wat doen", "wat doet", "effect", "reageren", "reageert", "reactie", "gedrag", "wat gebeurt",
         "what do", "what does", "react", "respon", "behaviour", "behavior", "what happens"),
        {"note": 3, "columns": 3, Taxonomy.FREE: 3},
    ),
)
# fmt: on


def best_fit(
    templates: Sequence[Template], questions: Iterable[str], uses: Mapping[str, int] | None = None, most: int = BEST
) -> tuple[Template, ...]:
    """The templates that fit these observation questions best, best first.

    Without a question: simple ones, those that are used most first. Ties: what is used more, then the order as given.
    """
    counts = uses or {}
    asked = [q for q in (question.casefold() for question in questions) if q.strip()]
    if not asked:
        return _to_begin_with(templates, counts, most)
    wanted = _points(asked)
    scores = [
        (score(template, asked, wanted), counts.get(template.id, 0), -n) for n, template in enumerate(templates)
    ]
    order = sorted(range(len(templates)), key=lambda n: scores[n], reverse=True)
    return tuple(templates[n] for n in order[:most])


def _to_begin_with(templates: Sequence[Template], counts: Mapping[str, int], most: int) -> tuple[Template, ...]:
    def key(numbered: tuple[int, Template]) -> tuple[bool, int, int]:
        number, template = numbered
        return not is_simple(template), -counts.get(template.id, 0), number

    return tuple(template for _, template in sorted(enumerate(templates), key=key)[:most])


def is_simple(template: Template) -> bool:
    """Can one begin with it at once?"""
    return not template.more and (template.learn_min or 0) <= SIMPLE_MIN


def _points(asked: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for sign in _SIGNS:
        if any(_has(question, word) for question in asked for word in sign.words):
            for target, points in sign.points.items():
                found[target] = found.get(target, 0) + points
    return found


def score(template: Template, asked: Sequence[str], wanted: Mapping[str, int]) -> float:
    """How well a template fits; what is under *More* a little less, since it takes longer to learn."""
    types = [block.type for block in template.all_blocks]
    here = [wanted.get(t, 0) for t in types if t != "note" or set(types) == {"note"}]  # notes are in most of them
    points = max(here) + sum(here) / len(here) if here else 0.0  # what is meant for something else too fits less
    points += wanted.get(template.taxonomy, 0) + _OWN_WORDS * _words_in_common(template, asked)
    return points - (2 if template.more else 0)


def _words_in_common(template: Template, asked: Sequence[str]) -> int:
    own = [*template.name.values(), *template.good_for.values()]
    own += [text for block in template.all_blocks for text in block.label.values()]
    theirs = _long_words(" ".join(own).casefold())
    return min(3, len(theirs & _long_words(" ".join(asked))))


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if len(word) >= _LEAST_WORD} - _COMMON


# fmt: off
_COMMON = frozenset((
    "leerling", "leerlingen", "docent", "leraar", "welke", "waarom", "wanneer", "worden", "tijdens", "lessen",
    "pupil", "pupils", "student", "students", "class", "teacher", "which", "where", "there", "their", "during",
    "lesson",
))
# fmt: on


def _has(low: str, word: str) -> bool:
    pattern = rf"\b{re.escape(word[1:])}\b" if word.startswith("=") else rf"\b{re.escape(word)}"
    return re.search(pattern, low) is not None

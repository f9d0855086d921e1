"""Pupils' names in what was written about a lesson: found in any content, and put right by a code.

The observe line is watched while it is typed. All other texts are looked at when they are kept, whatever field they
were typed in, so that no field can be forgotten. Nothing is kept of what was found.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.events import Tick
from lesvisit.domain.handover import HandedOver, OtherVersion
from lesvisit.domain.masking import PUPILS, capital, fold_name, starts_sentence
from lesvisit.domain.people import Person
from lesvisit.domain.pupil_names import NameFound, capitals_in, names_in, of_pupil
from lesvisit.domain.records import Book, Operation, Record, changed
from lesvisit.domain.sharing import Consent, LineMark, PaperSent
from lesvisit.domain.template import Protocol, Template
from lesvisit.domain.visit import Visit
from lesvisit.models.texts_of import texts_of, with_texts_at
from lesvisit.services.desk import Desk
from lesvisit.services.profile import Profile
from lesvisit.services.pupil_names import known_words, name_lists, names_of

VERB = "names.code"
GENITIVE = {"nl": "s", "en": "'s"}  # een leerlings schrift, a pupil's notebook
_NO_LESSON = (Person, Template, Protocol, Consent, LineMark, PaperSent, OtherVersion, HandedOver)
_NO_WORDS = {
    "id", "zone", "identity", "item", "key", "field", "group", "layout", "code", "codes", "start", "planned_from",
    "planned_to", "class_name", "who", "links", "notes", "line", "makers", "made_by", "basis",
    "original_kind", "pupil",
}  # fmt: skip
"""Fields with what LesVisit itself calls things: an id, a code, a time."""


@dataclass(frozen=True, slots=True)
class PupilRule:
    """What counts as a pupil's name in one visit or design. `capitals`: a capital in mid-sentence, without a list."""

    names: tuple[str, ...] = ()
    capitals: bool = False
    colleagues: tuple[str, ...] = ()
    resources: Path = Path()

    def find(self, text: str) -> tuple[NameFound, ...]:
        """The names in a text, in order."""
        if self.names:
            return names_in(text, self.names)
        if not self.capitals:
            return ()
        return capitals_in(text, known_words(self.resources, ("nl", "en")), self.colleagues)


# Which names


def all_names(profile: Profile) -> tuple[str, ...]:
    """The names of every list."""
    return tuple(dict.fromkeys(name for one in name_lists(profile) for name in one.names))


def listed_names(profile: Profile, class_name: str) -> tuple[str, ...]:
    """What may not leave unseen: the names of this class; without a list of it, those of every list."""
    return names_of(profile, class_name) or all_names(profile)


def class_of(book: Book) -> str:
    """The class that a visit or a design is about; an empty text where nobody said it."""
    visit = book.first(Visit)
    if visit is not None:
        return visit.payload.class_name
    versions = book.of(DesignVersion)
    return versions[-1].payload.class_name if versions else ""


# Finding


def is_watched(payload: Any) -> bool:
    """Is it about a lesson, and can it still be changed?"""
    if isinstance(payload, _NO_LESSON):
        return False
    return not (isinstance(payload, DesignVersion) and payload.frozen_utc is not None)


def texts_in(payload: Any) -> Iterator[str]:
    """Every text that somebody typed about a lesson."""
    if not is_watched(payload) or (isinstance(payload, Tick) and not payload.extra):  # thousands of presses, no words
        return iter(())
    return (text for path, text in texts_of(payload) if text and _is_words(path))


def _is_words(path: str) -> bool:
    name = path.rpartition(".")[2]
    return name not in _NO_WORDS and not name.endswith(("_id", "_ids"))


def hits_in(texts: Sequence[str], rule: PupilRule) -> list[tuple[NameFound, str]]:
    """The names in these texts, each with the text it stands in. Most texts name nobody: one look tells that."""
    if not rule.find("\n".join(texts)):
        return []
    return [(found, text) for text in texts for found in rule.find(text)]


def pupils_in(texts: Iterable[str], names: tuple[str, ...], no: Collection[str] = ()) -> tuple[str, ...]:
    """Which pupils of the lists are named; `no`: folded words of which somebody said that they are no pupil."""
    found = names_in("\n".join(texts), names) if names else ()
    return tuple(dict.fromkeys(one.pupil for one in found if not is_declined(one, no)))


def is_declined(found: NameFound, no: Collection[str]) -> bool:
    """Did somebody say that this word, or this entry of the list, is no pupil here?"""
    return fold_name(found.word) in no or fold_name(found.pupil) in no


def visit_texts(book: Book) -> Iterator[str]:
    """Every text of a visit as it stands."""
    return (text for record in book.records.values() if not record.deleted for text in texts_in(record.payload))


def design_texts(*payloads: Any) -> Iterator[str]:
    """Every text of a design and its version, also of one that can't be changed any more."""
    return (text for p in payloads if p is not None for path, text in texts_of(p) if text and _is_words(path))


# Putting right


def coded(text: str, found: Iterable[NameFound], code: str, language: str) -> str:
    """The text with a code in the place of these names; an empty code: "een leerling"."""
    words, tail = (code, "'s") if code else (PUPILS[language].one, GENITIVE[language])
    for one in sorted(found, key=lambda name: name.start, reverse=True):
        new = words + tail if one.possessive else words
        new = capital(new) if starts_sentence(text, one.start) else new
        text = text[: one.start] + new + text[one.end :]
    return text


def with_codes(payload: Any, rule: PupilRule, codes: Mapping[str, str], language: str) -> Any:
    """The content with the codes of these pupils ("": a pupil) in the place of their names."""

    def change(path: str, text: str) -> str:
        for pupil, code in codes.items() if _is_words(path) else ():
            text = coded(text, of_pupil(rule.find(text), pupil), code, language)
        return text

    return with_texts_at(payload, change)


def into_codes(
    desk: Desk, book: Book, step: str, records: Iterable[Record[Any]], by: Callable[[Any], Any]
) -> Operation | None:
    """One act that puts codes in the place of names in these records; None when there is no name in them."""
    pairs = [(r, by(r.payload)) for r in records if not r.deleted and is_watched(r.payload)]
    writes = [changed(record, new) for record, new in pairs if new is not record.payload and new != record.payload]
    return desk.operation(book, step, VERB, writes) if writes else None


def visit_into_codes(
    desk: Desk, book: Book, step: str, names: tuple[str, ...], codes: Mapping[str, str], language: str
) -> Operation | None:
    """The same for all that a visit says now."""
    rule = PupilRule(names)
    return into_codes(desk, book, step, book.records.values(), lambda p: with_codes(p, rule, codes, language))

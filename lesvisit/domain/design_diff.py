"""What differs between two versions of a lesson design, word by word: for the comparison side by side and for files.

Parts keep their id from version to version, so a phase that only moved is no new phase.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from lesvisit.domain.design import PHASE_TEXTS, VERSION_TEXTS, DesignVersion, Goal, Phase, codes

_WORDS = re.compile(r"(\w+(?:[’'-]\w+)*|[^\w\s]|^(?=\s))(\s*)")  # a word or sign, and the space behind it
_MOST_WORDS = 400  # of longer texts that differ throughout, the whole middle is marked
_Word = tuple[str, str]
PREDICTION = "predictions."  # before the letter of a case pupil, in the name of a field


class Fate(StrEnum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # other words, another place, or both


class PartKind(StrEnum):
    """What a part is."""

    GOAL = "goal"
    CRITERION = "criterion"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `marked`: it stands only in this one of the two."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field as it was and as it becomes, cut where the two part."""

    field: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def was(self) -> str:
        """The whole text before."""
        return "".join(piece.text for piece in self.before)

    @property
    def becomes(self) -> str:
        """The whole text after."""
        return "".join(piece.text for piece in self.after)


@dataclass(frozen=True, slots=True)
class PartChange:
    """A goal, criterion or phase that differs. Codes are places: an empty text where it does not stand."""

    kind: PartKind
    id: str
    code_before: str
    code_after: str
    fate: Fate
    moved: bool
    fields: tuple[FieldChange, ...]
    name: str = ""  # of a phase, to know it by


@dataclass(frozen=True, slots=True)
class DesignDifference:
    """All that differs, in reading order; numbers of the versions."""

    before: int
    after: int
    texts: tuple[FieldChange, ...] = ()
    goals: tuple[PartChange, ...] = ()  # goals and criteria, each criterion under its goal
    phases: tuple[PartChange, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing differs."""
        return not (self.texts or self.goals or self.phases)


@dataclass(frozen=True, slots=True)
class _Part:
    kind: PartKind
    id: str
    values: Mapping[str, str]
    name: str = ""


def design_difference(before: DesignVersion, after: DesignVersion) -> DesignDifference:
    """What differs between two versions. Who made them, when and why is not content and not compared."""
    old_codes, new_codes = codes(before), codes(after)
    texts = {name: (getattr(before, name), getattr(after, name)) for name in VERSION_TEXTS}
    return DesignDifference(
        before.number,
        after.number,
        tuple(_fields({n: old for n, (old, _new) in texts.items()}, {n: new for n, (_old, new) in texts.items()})),
        tuple(_parts(_of_goals(before.goals), _of_goals(after.goals), old_codes, new_codes)),
        tuple(_parts(_of_phases(before.phases), _of_phases(after.phases), old_codes, new_codes)),
    )


def text_difference(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces; marked are the words that stand in only one of them."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    was: list[Piece] = []
    becomes: list[Piece] = []
    for same, gone, come in _runs(old, new):
        if same and gone != come:  # the same words with other spaces between them
            for one, other in zip(gone, come, strict=True):
                _add_word(one, other, was, becomes)
        else:
            was.append(Piece(_text(gone), not same))
            becomes.append(Piece(_text(come), not same))
    return _joined(was), _joined(becomes)


def _text(words: Sequence[_Word]) -> str:
    return "".join([word + space for word, space in words])


def _add_word(one: _Word, other: _Word, was: list[Piece], becomes: list[Piece]) -> None:
    """A word that stayed; the space behind it may differ."""
    for (word, space), pieces in ((one, was), (other, becomes)):
        pieces += [Piece(word), Piece(space, one[1] != other[1])]


def _shared(one: Sequence[_Word], other: Sequence[_Word]) -> int:
    """With how many words both begin."""
    place = 0
    for a, b in zip(one, other, strict=False):
        if a[0] != b[0]:
            break
        place += 1
    return place


def _runs(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[tuple[bool, Sequence[_Word], Sequence[_Word]]]:
    """Runs that stayed and runs that differ, in order."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    yield True, old[:head], new[:head]
    if len(left) > _MOST_WORDS or len(right) > _MOST_WORDS or not left or not right:
        yield False, left, right
    else:
        matcher = SequenceMatcher(None, [w for w, _ in left], [w for w, _ in right], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            yield tag == "equal", left[a:b], right[c:d]
    yield True, old[len(old) - tail :], new[len(new) - tail :]


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece, none empty."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].marked == piece.marked:
            found[-1] = Piece(found[-1].text + piece.text, piece.marked)
        else:
            found.append(piece)
    return tuple(found)


def _fields(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*new, *old)):
        was, becomes = old.get(name, ""), new.get(name, "")
        if was != becomes:
            yield FieldChange(name, *text_difference(was, becomes))


def _of_goals(goals: Sequence[Goal]) -> list[_Part]:
    found: list[_Part] = []
    for goal in goals:
        found.append(_Part(PartKind.GOAL, goal.id, {"text": goal.text}))
        found += [_Part(PartKind.CRITERION, c.id, {"text": c.text}) for c in goal.criteria]
    return found


def _of_phases(phases: Sequence[Phase]) -> list[_Part]:
    return [_Part(PartKind.PHASE, p.id, _phase_values(p), p.name) for p in phases]


def _phase_values(phase: Phase) -> dict[str, str]:
    minutes = "" if phase.planned_min is None else str(phase.planned_min)
    values = {"name": phase.name, "planned_min": minutes}
    values |= {name: str(getattr(phase, name)) for name in PHASE_TEXTS[1:]}
    return values | {PREDICTION + letter: phase.predictions[letter] for letter in sorted(phase.predictions)}


def _parts(
    old: Sequence[_Part], new: Sequence[_Part], old_codes: Mapping[str, str], new_codes: Mapping[str, str]
) -> Iterator[PartChange]:
    olds, news = {p.id: p for p in old}, {p.id: p for p in new}
    moved = _moved([p.id for p in old if p.id in news], [p.id for p in new if p.id in olds])
    for part_id in _order(list(olds), list(news)):
        was, becomes = olds.get(part_id), news.get(part_id)
        part = becomes or was
        assert part is not None  # it stands in one of the two
        fields = tuple(_fields(was.values if was else {}, becomes.values if becomes else {}))
        if was is not None and becomes is not None and not fields and part_id not in moved:
            continue
        fate = Fate.ADDED if was is None else Fate.REMOVED if becomes is None else Fate.CHANGED
        before, after = old_codes.get(part_id, ""), new_codes.get(part_id, "")
        yield PartChange(part.kind, part_id, before, after, fate, part_id in moved, fields, part.name)


def _order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """As they stand now; what went stands behind what stood before it."""
    made, here, last = list(new), set(new), ""
    for part_id in old:
        if part_id not in here:
            made.insert(made.index(last) + 1 if last else 0, part_id)
        last = part_id
    return made


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The fewest that must have moved: all but a longest run that kept its order."""
    place = {part_id: index for index, part_id in enumerate(old)}
    order = [place[part_id] for part_id in new]
    tops: list[int] = []
    chains: list[list[int]] = []
    for index in order:
        at = bisect_left(tops, index)
        chain = [*(chains[at - 1] if at else ()), index]
        if at == len(tops):
            tops.append(index)
            chains.append(chain)
        else:
            tops[at], chains[at] = index, chain
    stayed = {old[index] for index in (chains[-1] if chains else ())}
    return frozenset(part_id for part_id in new if part_id not in stayed)

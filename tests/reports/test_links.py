"""Every link and bookmark is followed to its page and height, and what stands there is what it promised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from lesvisit.reports.style import PAGE_H
from tests.reports.every_paper import PAPERS
from tests.reports.positions import Laid, laid_out
from tests.reports.support import load, squeezed
from tests.reports.tagged import TaggedPaper

MINUTE = re.compile(r"\d+:\d\d")
CODE = re.compile(r"[DK]\d+[a-z]*")
NEAR, BELOW = 26.0, 40.0  # points from an anchor down: where its first line begins, and what is read there


@dataclass(frozen=True)
class Way:
    """A link or bookmark: its words, where it starts, and what stands where it leads."""

    words: str
    page: int
    to_page: int
    there: str
    first: str


class Guide:
    """Follows the ways through one paper."""

    def __init__(self, data: bytes, reach: float = 1.0) -> None:
        self.near, self.below = NEAR * reach, BELOW * reach
        self.paper = TaggedPaper(data)
        self.laid: list[Laid] = laid_out(data)
        self.pages = {page.obj.objgen: n for n, page in enumerate(self.paper.pdf.pages)}
        self.home = {a.objgen: n for n, page in enumerate(self.paper.pdf.pages) for a in page.get("/Annots", [])}

    def links(self) -> Iterator[Way]:
        """Each link of each element, once."""
        for element in self.paper.document.of("Link"):
            for link in element.links:
                yield self._way(element.text.strip(), self.home[link.objgen], link.Dest)

    def bookmarks(self) -> Iterator[Way]:
        """The outline, all levels."""
        with self.paper.pdf.open_outline() as outline:
            waiting = list(outline.root)
        while waiting:
            found = waiting.pop(0)
            waiting.extend(found.children)
            yield self._way(found.title, -1, found.destination)

    def _way(self, words: str, page: int, target: Any) -> Way:
        number = self.pages[target[0].objgen]
        assert str(target[1]) == "/XYZ"
        y = float(PAGE_H) - float(target[3])
        lines = [line for line in self.laid[number].lines() if y <= line[0].base <= y + self.below]
        assert lines, f"nothing stands where {words!r} leads"
        assert lines[0][0].base <= y + self.near
        texts = ["".join(word.text for word in sorted(line, key=lambda w: w.x)) for line in lines]
        return Way(words, page, number, squeezed("".join(texts)), squeezed(texts[0]))


@cache
def guide(name: str) -> Guide:
    return Guide(PAPERS[name](), 4 if name.startswith("board") else 1)  # a card's bookmark leads to its upper edge


def plain(text: str) -> str:
    """Without what a cut title or a label adds."""
    return squeezed(text).replace(":", "").replace("…", "")


# The sample: each link by its kind


def test_a_minute_leads_to_the_note_of_that_minute() -> None:
    ways = [way for way in guide("pair").links() if MINUTE.fullmatch(way.words)]
    assert len(ways) > 40
    for way in ways:
        assert way.first.startswith(way.words), way
        assert way.to_page > way.page


def test_a_code_at_a_note_leads_back_to_its_goal_criterion_or_question() -> None:
    data = load()
    criteria = {c["id"]: c["text"] for goal in data["goals"] for c in goal["criteria"]}
    goals = {goal["id"]: goal["text"] for goal in data["goals"]}
    ways = [way for way in guide("pair").links() if CODE.fullmatch(way.words)]
    assert len(ways) > 40
    for way in ways:
        if way.words in criteria:
            assert squeezed(criteria[way.words])[:30] in way.there, way
        elif way.words in goals:
            assert plain(f"Doel {way.words[1:]}") in way.there
            assert squeezed(goals[way.words])[:30] in way.there, way
        else:
            assert way.first.startswith(plain(f"Kijkvraag {way.words[1:]}")), way
        assert way.to_page < way.page


def test_the_first_page_leads_to_criteria_and_questions() -> None:
    ways = [way for way in guide("pair").links() if way.page == 0]
    proofs = [way for way in ways if "als bewijs" in way.words]
    assert [way.first.startswith(plain(f"Kijkvraag {n}")) for n, way in enumerate(proofs, 1)] == [True] * 3
    criteria = [way for way in ways if way not in proofs]
    assert len(criteria) == 6
    for way in criteria:
        assert squeezed(way.words)[:30] in way.there, way


def test_goals_of_agreements_and_lines_named_in_a_text() -> None:
    ways = [way for way in guide("pair").links() if way.page > 0]
    goals = [way for way in ways if way.words.startswith("doel ")]
    assert goals
    for way in goals:
        assert way.first.startswith(plain(way.words).capitalize()) or plain(way.words).capitalize() in way.there
    minutes = {note["id"]: note["t"] for note in load()["notes"]}
    named = [way for way in ways if way.words in minutes]
    assert named
    for way in named:
        assert way.first.startswith(minutes[way.words])


def test_every_note_that_is_evidence_can_be_reached_and_leads_back() -> None:
    found = guide("pair")
    notes = {note["t"] for note in load()["notes"]}
    cited = {way.words for way in found.links() if MINUTE.fullmatch(way.words)}
    assert cited <= notes
    for element in found.paper.document.of("P"):
        begin = element.read[:5]
        codes = [kid for kid in element.of("Link") if CODE.fullmatch(kid.text.strip())]
        if begin in cited and codes:
            assert all(kid.links for kid in codes)


# Every paper


@pytest.mark.parametrize("name", list(PAPERS))
def test_no_link_leads_out_of_the_paper_or_to_white(name: str) -> None:
    for way in guide(name).links():
        assert way.there
        if MINUTE.fullmatch(way.words):
            assert way.first.startswith(way.words), way


@pytest.mark.parametrize("name", list(PAPERS))
def test_every_bookmark_leads_to_its_words(name: str) -> None:
    for way in guide(name).bookmarks():
        for word in way.words.replace("…", "").replace(":", " ").split()[:6]:
            assert squeezed(word) in way.there, way


@pytest.mark.parametrize("name", ["pair", "pair hard", "pair without goals", "pair of nothing", "team", "design"])
def test_links_cover_their_words(name: str) -> None:
    """The box that is clicked lies over the words that a reader hears as the link."""
    found = guide(name)
    for element in found.paper.document.of("Link"):
        assert squeezed(element.text)[:4] in squeezed(" ".join(_under(found, link) for link in element.links))


def _under(found: Guide, link: Any) -> str:
    left, low, right, high = (float(side) for side in link.Rect)
    words = [
        word
        for word in found.laid[found.home[link.objgen]].words
        if left - 1 <= word.x and word.x < right and PAGE_H - high <= word.base <= PAGE_H - low
    ]
    return "".join(word.text for word in words)

"""The few words that LesVisit itself writes into the team paper's lines, in the language of the paper.

They stand here and not in the catalogues, because the visited teacher agrees to them: better wording in a later
version must not make her agreement lapse.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from lesvisit.domain.masking import PUPILS, PupilWords


@dataclass(frozen=True, slots=True)
class PaperWords:
    """All of them in one language. Sentences hold named places."""

    language: str
    pupils: PupilWords
    visited: str
    visitor: str
    co_designer: str
    colleague: str
    takeaway: str
    learning_question: str
    reaction: str
    counted: str
    counted_by: str
    counted_after: str
    exit_ticket: str
    times: str
    time: str
    timed: str
    timed_one: str
    next_both: str
    next_visitor: str
    next_visited: str
    next_minutes: str

    def day(self, day: date) -> str:
        """`di 8 december`."""
        return format_date(day, "EEE d MMMM", locale=self.language)


_NL = PaperWords(
    language="nl",
    pupils=PUPILS["nl"],
    visited="de bezochte leraar",
    visitor="de bezoeker",
    co_designer="de mede-ontwerper",
    colleague="een collega",
    takeaway="Meenemer",
    learning_question="Leervraag",
    reaction="Reactie",
    counted="Geteld",
    counted_by="Geteld door {name}",
    counted_after="Na de les geteld",
    exit_ticket="Exit-ticket",
    times="{label}: {n} keer",
    time="{label}: 1 keer",
    timed="{label}: {n} keer geklokt, {low} tot {high} seconden",
    timed_one="{label}: 1 keer geklokt, {low} seconden",
    next_both="{visitor} kijkt {minutes} bij {visited}",
    next_visitor="{visitor} kijkt {minutes}",
    next_visited="bezoek bij {visited} {minutes}",
    next_minutes="{n} minuten",
)
_EN = PaperWords(
    language="en",
    pupils=PUPILS["en"],
    visited="the visited teacher",
    visitor="the visitor",
    co_designer="the co-designer",
    colleague="a colleague",
    takeaway="Takeaway",
    learning_question="Learning question",
    reaction="Response",
    counted="Counted",
    counted_by="Counted by {name}",
    counted_after="Counted after the lesson",
    exit_ticket="Exit ticket",
    times="{label}: {n} times",
    time="{label}: once",
    timed="{label}: timed {n} times, {low} to {high} seconds",
    timed_one="{label}: timed once, {low} seconds",
    next_both="{visitor} visits {visited} {minutes}",
    next_visitor="{visitor} visits {minutes}",
    next_visited="visit to {visited} {minutes}",
    next_minutes="for {n} minutes",
)


def paper_words(language: str) -> PaperWords:
    """The words of a language; Dutch for one that papers do not come in."""
    return _EN if language == "en" else _NL

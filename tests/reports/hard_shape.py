"""What a made visit holds, and the words in it."""

from dataclasses import dataclass

SENTENCES = (
    "leerling kijkt naar het bord en schrijft niets op daarna legt hij aan zijn buur uit waarom de tabel steeds met "
    "drie omhoog gaat zes vingers achterin nog twee met jas aan niemand praat de formule staat er zonder startgetal "
    "hij veegt uit begint opnieuw vraagt hoe weet je dat en wacht tot de ander het zegt vier lezen mee één tekent "
    "een rechte lijn"
)
WORDS = SENTENCES.split()
ODD = (
    "سلام عليكم يا أستاذ",
    "שלום לכולם בכיתה",
    "🙂👍🏽",
    "B = 5 + 3t → ĳs ≤ ½ € ☐ ☺",
    'hij zegt "ik snap \'t" tegen 2 <b>anderen</b> & lacht',
    "Łódź Ğü Tiếng Việt Привет Καλημέρα",
)


@dataclass(frozen=True)
class Shape:
    """What a made visit holds; everything 0 is the emptiest there can be."""

    seed: int = 6
    notes: int = 400
    goals: int = 12
    criteria: int = 3
    phases: int = 9
    questions: int = 3
    agreements: int = 3
    events: int = 24  # of each type of block; 0: a form of nothing but the sheet
    observers: int = 2
    name_length: int = 80
    words: int = 14  # of a usual note
    long_note: int = 20_000
    long_word: int = 5_000
    odd: float = 0.08  # how often a text holds other scripts, signs or markup
    scale: int = 1  # every text is so many times as long
    talk: int = 5  # steps of the debrief with something said
    answers: int = 60  # words of an answer to an observation question
    minutes: int | None = 50
    bell: bool = True
    starts: float = 1.0  # how many of the phases were seen to begin


EMPTY = Shape(
    seed=1,
    notes=0,
    goals=0,
    criteria=0,
    phases=0,
    questions=0,
    agreements=0,
    events=0,
    observers=1,
    name_length=4,
    words=8,
    long_note=0,
    long_word=0,
    odd=0.0,
    talk=0,
    answers=0,
)

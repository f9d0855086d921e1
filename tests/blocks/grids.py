"""Grids and rounds as schools use them, and a visit without a database to press them in."""

from dataclasses import replace

from lesvisit.domain.clock import minute_of
from lesvisit.domain.design import DesignVersion, Phase
from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Template
from lesvisit.i18n import Translator
from lesvisit.paths import resources
from lesvisit.services import blocks, observe, prepare
from tests.services.support import OpenVisit, a_visit
from tests.support.house import FakeClock

PUPILS = (
    *(("L", "luistert / noteert"), ("Ind", "denkt of werkt alleen"), ("CG", "overlegt over stemvraag")),
    *(("WG", "groepswerk werkblad"), ("OG", "ander groepswerk"), ("AnQ", "geeft antwoord klassikaal")),
    *(("SQ", "stelt vraag"), ("WC", "klassengesprek"), ("Prd", "voorspelt"), ("SP", "presenteert")),
    *(("TQ", "toets / quiz"), ("W", "wacht"), ("O", "anders")),
)
TEACHER = (
    *(("Lec", "legt uit"), ("RtW", "schrijft live mee"), ("FUp", "bespreekt na klassikaal"), ("PQ", "stelt vraag")),
    *(("CQ", "stemvraag loopt"), ("AnS", "beantwoordt vraag"), ("MG", "loopt rond en begeleidt")),
    *(
        ("1o1", "een-op-een"),
        ("DV", "demonstratie / video"),
        ("Adm", "organisatie"),
        ("LW", "wacht"),
        ("LO", "anders"),
    ),
)
ENGAGEMENT = Scale(
    "eng",
    (
        Anchor("low", {"nl": "laag", "en": "low"}),
        Anchor("mid", {"nl": "midden", "en": "middle"}),
        Anchor("high", {"nl": "hoog", "en": "high"}),
    ),
    {"nl": "Betrokkenheid", "en": "Engagement"},
)


def copus(most: int = 25, *, scale: bool = True, **options: object) -> Block:
    """Thirteen codes of pupils and twelve of the teacher, every two minutes; fewer with `most`."""
    groups = (("s", "leerlingen", PUPILS), ("i", "leraar", TEACHER))
    items = [
        Item(f"{letter}_{code}", {"nl": label, "en": label}, group={"nl": title, "en": title}, code=code)
        for letter, title, pairs in groups
        for code, label in pairs[:most]
    ]
    settings = {"seconds": 120, "comment": True, **options}
    label = {"nl": "Wat gebeurt er?", "en": "What happens?"}
    return Block("copus", "interval_grid", label, items=tuple(items), scale="eng" if scale else "", options=settings)


def at_work(*, items: int = 3, **options: object) -> Block:
    """The round of the worked visit, with more categories."""
    labels = (("on_task", "aan taak"), ("waits", "wacht"), ("off", "niet aan taak"))
    found = tuple(Item(key, {"nl": label, "en": label}) for key, label in labels[:items])
    return Block("sweeps", "sweep", {"nl": "Ronde aan taak", "en": "Round"}, items=found, options=dict(options))


def template_of(*found: Block) -> Template:
    """A template with these blocks and the scale of engagement."""
    sections = (Section({"nl": "Kijken"}, found),)
    return Template(
        "0198c0de-1000-7000-8000-0000000000aa", 1, {"nl": "Proef"}, sections=sections, scales=(ENGAGEMENT,)
    )


PHASES = (Phase("p1", "Start", 5), Phase("p2", "Instructie", 10), Phase("p3", "Oefenen", 20))


class Lesson(OpenVisit):
    """A visit on a template with the bell at this moment; time goes by with `pass_by`."""

    def pass_by(self, seconds: float) -> None:
        clock = self.desk.clock
        assert isinstance(clock, FakeClock)
        clock.pass_by(seconds)

    @property
    def minute(self) -> float | None:
        stamp = self.desk.stamp(self.view.book, self.desk.moment())
        return None if stamp.at_utc is None else minute_of(stamp.at_utc, self.view.start_utc)

    def press(self, block: Block, item_id: str) -> bool:
        """What a key does, at this moment."""
        operation = blocks.press(self.desk, self.view, block, item_id, self.desk.moment(), self.minute)
        if operation is not None:
            self.do(operation)
        return operation is not None

    def enter(self, block: Block, payload: object) -> None:
        self.do(blocks.enter(self.desk, self.view, block, payload, self.desk.moment()))

    def begin(self, phase_id: str) -> None:
        self.do(observe.start_phase(self.desk, self.view, phase_id, self.desk.moment()))

    def finish(self) -> None:
        self.do(observe.finish(self.desk, self.view, self.desk.moment()))


def lesson(*found: Block, bell: bool = True, phases: bool = True) -> Lesson:
    """A lesson of 50 minutes that begins now, with 26 pupils."""
    made = a_visit()
    visit = Lesson(made.desk, made.view)
    visit.do(prepare.choose_template(visit.desk, visit.view, template_of(*found)))
    visit.do(prepare.set_head(visit.desk, visit.view, lesson_min=50, pupils_present=26))
    if bell:
        visit.do(observe.set_lesson_start(visit.desk, visit.view, visit.desk.clock.now_utc()))
    if phases:
        visit.view = replace(visit.view, version=DesignVersion(1, phases=PHASES))
    return visit


def dutch() -> Translator:
    return Translator("nl", resources() / "locale")

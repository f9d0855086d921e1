"""The words by which lesson plans say what follows, in Dutch and English."""

import re
import unicodedata

from lesvisit.exchange.lesson_text import Part

_WHO_TEACHES = (
    r"(?:de )?(?:leraar|leerkracht|docent|lk|lkr|doc|teacher|instructor)(?:en|s)?(?: (?:leerkracht|docent))?"
)
_WHO_LEARNS = r"(?:de |het )?(?:leerling|lln|ll|llen|student|kind|pupil|learner)(?:en|s|eren)?"
_DOES = (
    r"(?:doet|doen|does|do|actie|acties|activiteit|activiteiten|activity|activities|handelen|handelingen|gedrag|"
    r"action|actions|rol|role|taak)"
)

# A label as a whole, folded: small letters, no accents, signs as one space. What a phase has goes first in a table of
# phases; what a design has goes first elsewhere.
_PHASE: dict[Part, str] = {
    Part.PHASE: r"(?:les ?|onderwijs ?)?fasen?(?:ring)?|(?:les ?)?fase \d+|"
    r"(?:lesson )?phases?(?: of the lesson)?|stap(?:pen)?|"
    r"(?:les ?)?onderdeel|(?:les ?)?onderdelen|steps?|stages?|lesopbouw|edi fase|naam(?: van)? (?:de )?fase|"
    r"(?:lesson )?part|section",
    Part.PHASE_MIN: r"tijd(?:en|stip|sduur|sindicatie|splanning)?(?: (?:in )?(?:min|minuten|minutes))?|min|mins|"
    r"minuten|minutes|"
    r"duur(?: (?:in )?(?:min|minuten))?|time(?: (?:in )?(?:min|minutes))?|timing|duration|gepland|"
    r"planned(?: min(?:utes)?)?",
    Part.TEACHER: rf"(?:wat )?{_DOES}? ?{_WHO_TEACHES}(?: {_DOES})?|(?:leraar|leerkracht|docent|"
    rf"lk)(?:en)? ?{_DOES}|{_DOES} van {_WHO_TEACHES}|"
    r"didactisch handelen|didactische handelingen|(?:wat )?doe ik|ik doe|instructie door de leraar",
    Part.PUPILS: rf"(?:wat )?{_DOES}? ?{_WHO_LEARNS}(?: {_DOES})?|(?:leerling|lln|ll|student)(?:en)? ?{_DOES}|"
    rf"{_DOES} van {_WHO_LEARNS}|"
    r"leer ?activiteit(?:en)?|learning activit(?:y|ies)",
    Part.EXPECTED: rf"verwacht(?:e|ing|ingen)?(?: (?:leerling ?)?(?:gedrag|antwoord(?:en)?|reactie(?:s)?|"
    rf"bij {_WHO_LEARNS}|van {_WHO_LEARNS}))?|"
    rf"expect(?:ed|ations?)?(?: (?:(?:pupil|student|learner) )?(?:behaviou?r|responses?|answers?|(?:in|of|"
    rf"from) {_WHO_LEARNS}))?|"
    rf"wat verwacht(?:en)? (?:we|je|ik)(?: (?:bij|van) {_WHO_LEARNS})?|zichtbaar gedrag|"
    rf"what we expect(?: in pupils)?",
    Part.MISCONCEPTION: r"(?:verwachte |mogelijke )?(?:misconceptie|misvatting|denkfout|fout)(?:s|en)?|"
    r"(?:expected |possible )?(?:misconception|mistake|error)s?",
    Part.ACTIVITY: r"(?:didactische )?werk ?vorm(?:en)?(?: (?:en )?(?:organisatie|groepering))?|activit(?:y|"
    r"ies)|form of work|ways? of working|groepering|organisatie(?:vorm)?|"
    r"method|grouping",
    Part.PHASE_CHECK: r"(?:hoe )?(?:check(?:en)?(?: (?:we|je|ik))?|controle van begrip|cvb|controle|"
    r"begripscontrole|check(?:ing)?(?: (?:for|of) understanding)?|formatieve? (?:check|evaluatie))",
    Part.DISCUSS: r"(?:bespreek|overleg|discussie) ?vraag|vraag aan elkaar|"
    r"(?:discussion )?question(?: for each other)?|to discuss",
}
_DESIGN: dict[Part, str] = {
    Part.BOARD_GOAL: r"(?:verbeter)?bord ?(?:leerling ?)?doel(?:en)?|"
    r"(?:leerling ?)?doel(?:en)? op het (?:verbeter ?)?bord|leerlingdoel(?:en)? (?:van het )?(?:verbeter)?bord|"
    r"board goals?|goal on the board",
    Part.GOAL: r"(?:de )?(?:les|leer|leerling|product|vak|taal|hoofd|sub)? ?doel(?:en|stelling|"
    r"stellingen)?(?: (?:van|voor) (?:de|deze) les)?(?: \d+)?|"
    r"(?:(?:lesson|learning|teaching|pupil) )?(?:goal|objective|aim|target|intention|outcome)s?(?: (?:of|"
    r"for) (?:the|this) lesson)?(?: \d+)?|"
    r"d \d+|wat (?:gaan|leren) (?:we|leerlingen|jullie)(?: vandaag)?(?: leren)?|ik kan(?: doelen)?|"
    r"leeropbrengst(?:en)?",
    Part.CRITERION: rf"succes ?criteri(?:a|um)(?: (?:bij|van|voor) doel \d+)?|success ?criteri(?:a|"
    rf"on)(?: (?:for|of) goal \d+)?|criteri(?:a|um|on)|"
    rf"wat (?:zegt|doet|maakt|zeggen|doen|maken) (?:of maakt )?{_WHO_LEARNS}|indicator(?:en|s)?|"
    rf"goals? and success criteria|"
    r"hoe weet ik dat (?:het doel is bereikt|ik het kan)|bewijs|evidence",
    Part.PRIOR: r"voorkennis|begin ?situatie|(?:begin ?situatie|voorkennis) (?:en )?(?:voorkennis|"
    r"begin ?situatie)|vereiste voorkennis|prior (?:knowledge|learning)|what pupils know already|"
    r"wat (?:weten|kunnen) (?:de )?leerlingen (?:al|nu al)|starting point|start ?situatie|what comes before",
    Part.SUBJECT: r"vak(?:gebied|ken)?|leergebied|subject",
    Part.YEAR: r"(?:leer)?jaar(?: ?(?:en )?niveau)?|leerjaar(?: en)? (?:niveau|klas|afdeling)|niveau|afdeling|"
    r"year(?: group| and level)?|grade|level|opleiding",
    Part.CLASS: r"klas(?:sen)?|class|(?:les)?groep|klas groep|groep klas|group",
    Part.DAY: r"datum(?: (?:en )?(?:tijd|lesuur|uur|les))?|date(?: and time)?|dag|wanneer|lesdatum|when",
    Part.MAKERS: r"(?:naam )?(?:van )?(?:de )?(?:leraar|leerkracht|docent|student|ontwerper|auteur|maker|"
    r"stagiair)(?:s|en|es)?|"
    r"naam|namen|names?|(?:gemaakt|ontworpen|voorbereid) door|made by|(?:designed|prepared|written) by|"
    r"teachers?|authors?|ontwerpduo",
    Part.MINUTES: r"(?:les ?)?(?:duur|tijd|lengte)(?: van de les)?(?: (?:in )?(?:min|minuten))?|lesminuten|"
    r"(?:lesson )?(?:length|duration|minutes|time)|totale? (?:les)?tijd|total time",
    Part.TITLE: r"(?:les ?)?titel|(?:les ?)?onderwerp(?: van de les)?|thema|title|topic|lesson title|les|lesson|"
    r"naam van de les",
    Part.DIFFERENTIATION: r"differentiatie(?: en ondersteuning)?|differentiation|differentieren|"
    r"ondersteuning(?: en uitdaging)?|support",
    Part.CHECK: r"exit ?ticket|(?:hoe )?check(?:en)?(?: (?:we|je|ik))?(?: .{0,30})?|controle van begrip|"
    r"evaluatie|toetsing|afsluitende check|assessment|how we check|how understanding is checked|evaluation",
    Part.QUESTION: r"kijkvra(?:ag|gen)|observatievra(?:ag|gen)|observation questions?|focus questions?|"
    r"questions? to observe",
    Part.KEEP: r"(?:wat )?behouden(?: (?:we|wij))?|keep|what to keep|what we keep",
    Part.ADAPT: r"(?:wat )?(?:aanpassen|verbeteren|veranderen)(?: (?:we|wij))?|(?:what to |what we )?(?:change|"
    r"adapt|improve)",
}
_BOTH = re.compile(r"^(?:(?:les)?fase|stap|onderdeel|phase|step)s? (?:en )?(?:tijd|duur|min|minuten|time)$")
_COURSE = re.compile(
    r"^(?:(?:les|het )?verloop(?: van de les)?|les ?opbouw|(?:les)?fasen|planning|opbouw(?: van de les)?|"
    r"lesson (?:course|plan|outline)|"
    r"course(?: of the lesson)?|phases|procedure|lesplanning|tijdsplanning|lesschema|programma|de les|steps|"
    r"lesactiviteiten)$"
)
_FORM = re.compile(
    r"^(?:les(?:voorbereiding|plan|ontwerp|formulier|planner|beschrijving)(?:s?formulier)?(?: \w+)?|"
    r"lesson (?:plan|design|preparation)|"
    r"voorbereidingsformulier|les ?gegevens|algemene? gegevens|algemeen|general|doelen en succescriteria|"
    r"goals and success criteria|inhoud)$"
)
_FORM_AND_NAME = re.compile(r"^les(?:voorbereiding|plan|ontwerp|planner|beschrijving) (?!s?formulier$)\w+$")
_PHASE_NAME = re.compile(
    r"^(?:fase|phase|stap|step|deel|part)? ?\d* ?(?:de )?(?:(?:les)?start\b.*|introductie|inleiding|opening|"
    r"welkom|terugblik.*|"
    r"dagelijkse terugblik|voorkennis activeren|activeren (?:van )?(?:de )?voorkennis|ori[ëe]ntatie|(?:korte |"
    r"klassikale |verlengde |basis)?instructie\b.*|"
    r"uitleg|presentatie|voordoen|modell?ing|modelen|(?:begeleide )?in ?oefen(?:ing|en)?\b.*|"
    r"zelfstandig(?:e)? (?:verwerking|werken|toepassen|oefenen)|verwerking.*|"
    r"toepassing|kern|middendeel|middenstuk|afsluiting\b.*|lesafsluiting|slot|evaluatie|reflectie|nabespreking|"
    r""
    r"introduction|starter|warm ?up|explanation|guided practice|independent (?:practice|work)|practice|"
    r"main (?:part|activity)|"
    r"plenary|closing|conclusion|wrap ?up|review)$"
)
_NUMBERED = re.compile(r"^(?:fase|phase|stap|step|lesfase)\s*\d+\b", re.IGNORECASE)
_MOST_LABEL = 60


def folded(label: str) -> str:
    """Small letters without accents; signs and brackets are one space."""
    plain = unicodedata.normalize("NFKD", label[: _MOST_LABEL * 2].casefold())
    plain = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", plain)
    return " ".join(plain.split())


def _compiled(words: dict[Part, str]) -> dict[Part, re.Pattern[str]]:
    return {part: re.compile(rf"^(?:{pattern})$") for part, pattern in words.items()}


_PHASE_RE, _DESIGN_RE = _compiled(_PHASE), _compiled(_DESIGN)


def label_part(text: str, *, phase_first: bool = False) -> Part | None:
    """What a label says that follows; None when it is no label."""
    if len(text) > _MOST_LABEL:
        return None
    label = folded(text)
    if not label:
        return None
    first, second = (_PHASE_RE, _DESIGN_RE) if phase_first else (_DESIGN_RE, _PHASE_RE)
    for words in (first, second):
        for part, pattern in words.items():
            if pattern.match(label):
                return part
    return None


def is_phase_and_time(text: str) -> bool:
    """A column that holds both the phase and its minutes."""
    return len(text) <= _MOST_LABEL and bool(_BOTH.match(folded(text)))


def is_course(text: str) -> bool:
    """A heading above the phases ("Verloop")."""
    return len(text) <= _MOST_LABEL and bool(_COURSE.match(folded(text)))


def is_form_word(text: str) -> bool:
    """A heading that only says what kind of paper this is ("Lesvoorbereidingsformulier")."""
    return len(text) <= _MOST_LABEL and bool(_FORM.match(folded(text)))


def may_be_title(text: str) -> bool:
    """A word for the paper with one more behind it ("Lesplan Pythagoras"): the title, when no other is found."""
    return is_form_word(text) and bool(_FORM_AND_NAME.match(folded(text)))


def is_phase_name(text: str) -> bool:
    """A name that phases usually have, or "Fase 2 ..."."""
    return len(text) <= _MOST_LABEL * 2 and bool(_PHASE_NAME.match(folded(text)) or _NUMBERED.match(text))


def speaks_of_pupils(text: str) -> bool:
    """A sentence about what pupils do."""
    return bool(re.match(rf"^{_WHO_LEARNS}\b", folded(text)))

"""What is wrong with a debrief protocol, said at the field: for the editor and the file alike.

A protocol with problems can be kept as a draft; it is not offered for a debrief and not taken from a file.
"""

from collections.abc import Iterator
from uuid import UUID

from lesvisit.blocks.check_texts import LINE, LONG, line_problems, texts_problems
from lesvisit.blocks.kind import Problem
from lesvisit.domain.template import Output, Protocol, Shows, Speaker, Step, Texts
from lesvisit.i18n import N_

MOST_VERSION = 1_000_000
MOST_STEPS = 20
MOST_PROMPTS = 12
MOST_RULES = 12
MOST_MINUTES = 120
MOST_ID = 64


def problems(protocol: Protocol) -> tuple[Problem, ...]:
    """Everything that is wrong, one problem for each field, in the order of the protocol. None: it can be used."""
    first: dict[str, Problem] = {}
    for problem in (*_head(protocol), *_steps(protocol)):
        first.setdefault(problem.path, problem)
    return tuple(first.values())


def _head(protocol: Protocol) -> Iterator[Problem]:
    if not _is_uuid(protocol.id):
        yield Problem(
            "id", N_("The id is no UUID, like {example}."), {"example": "0198c0de-1000-7000-8000-000000000001"}
        )
    if not 1 <= protocol.version <= MOST_VERSION:
        yield Problem("version", N_("The version is a number from 1 up."))
    yield from texts_problems("name", protocol.name, LINE, needed=N_("The conversation model has no name yet."))
    yield from texts_problems("description", protocol.description, LONG, lines=True)
    yield from line_problems("attribution", protocol.attribution, LONG)
    yield from line_problems("licence", protocol.licence, LINE)
    yield from _list("rules", protocol.rules, MOST_RULES)


def _list(path: str, found: tuple[Texts, ...], most: int) -> Iterator[Problem]:
    if len(found) > most:
        yield Problem(path, N_("These are more than {most} lines."), {"most": most})
        return
    for number, texts in enumerate(found):
        yield from texts_problems(f"{path}[{number}]", texts, LONG, lines=True)


def _steps(protocol: Protocol) -> Iterator[Problem]:
    steps = protocol.steps
    if not steps:
        yield Problem("steps", N_("There is no step in it yet."))
    if len(steps) > MOST_STEPS:
        yield Problem("steps", N_("These are more than {most} steps."), {"most": MOST_STEPS})
        return
    ids: set[str] = set()
    for number, step in enumerate(steps):
        path = f"steps[{number}]"
        if not step.id.strip() or len(step.id) > MOST_ID or step.id in ids:
            yield Problem(f"{path}.id", N_("Each step needs an id of its own."))
        ids.add(step.id)
        yield from _step(path, step)


def _step(path: str, step: Step) -> Iterator[Problem]:
    yield from texts_problems(f"{path}.title", step.title, LINE, needed=N_("This step has no title yet."))
    if not 1 <= step.minutes <= MOST_MINUTES:
        yield Problem(
            f"{path}.minutes", N_("This is a number from {least} to {most}."), {"least": 1, "most": MOST_MINUTES}
        )
    yield from _list(f"{path}.prompts", step.prompts, MOST_PROMPTS)
    yield from _silence(path, step)
    unknown = [word for word in step.shows if word not in list(Shows)]
    if unknown:
        yield Problem(f"{path}.shows", N_("“{word}” is none of: {words}."), _words(unknown[0], tuple(Shows)))
    if step.output not in list(Output):
        yield Problem(f"{path}.output", N_("“{word}” is none of: {words}."), _words(step.output, tuple(Output)))


def _silence(path: str, step: Step) -> Iterator[Problem]:
    if step.first in step.silent:
        yield Problem(f"{path}.silent", N_("Who speaks first can't be silent."))
    elif Speaker.TOGETHER in step.silent or len(set(step.silent)) > 1:
        yield Problem(f"{path}.silent", N_("Somebody has to speak."))


def _words(word: str, known: tuple[str, ...]) -> dict[str, object]:
    return {"word": word, "words": ", ".join(w for w in known if w)}


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False

"""Keeps translations in step with the code: `dev.py i18n` updates them, `dev.py check` and a test check them.

The texts in the code are English, so only the other languages have a catalogue.
"""

import io
import string
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "lesvisit"
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "lesvisit.pot"
LANGUAGES = ("nl",)

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "n": (1, 2),  # what a module calls its `ngettext`
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# A moving date would make every run a change and every merge a conflict.
CREATED = datetime(2025, 1, 1, tzinfo=UTC)

Key = tuple[str | None, str]


def empty(language: str | None = None) -> Catalog:
    """Return a catalogue without texts: the template, or that of a language."""
    header = {"project": "LesVisit", "version": "1", "copyright_holder": "The LesVisit developers"}
    catalog = Catalog(locale=language, creation_date=CREATED, charset="utf-8", fuzzy=False, **header)
    catalog.header_comment = "# The texts of LesVisit. Written by `python3 dev.py i18n`; GPL-3.0-or-later."
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = "The LesVisit developers"
    return catalog


def extract(source: Path | None = None) -> Catalog:
    """Return the texts in the code that are marked for translation."""
    catalog = empty()
    source = source or SOURCE
    found = extract_from_dir(
        source, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("L10N:",), strip_comment_tags=True
    )
    for name, _line, text, comments, context in found:
        # No line numbers, for the same reason as the date.
        places = [(f"{source.name}/{Path(name).as_posix()}", 0)]
        catalog.add(text, None, places, auto_comments=comments, context=context)
    return catalog


def read(path: Path, language: str | None = None) -> Catalog:
    """Return the catalogue in a file."""
    with path.open("rb") as handle:
        return read_po(handle, locale=language)


def write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue in one fixed order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as handle:
        write_po(handle, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)


def compiled(catalog: Catalog) -> bytes:
    """Return what `gettext` reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def translation(language: str) -> Path:
    """Return the path of a language's catalogue."""
    return LOCALE / language / "LC_MESSAGES" / "lesvisit.po"


def update() -> None:
    """Write the template, every translation and its compiled form. Nothing is guessed from similar texts."""
    template = extract()
    write(TEMPLATE, template)
    for language in LANGUAGES:
        path = translation(language)
        known = read(path, language) if path.exists() else empty(language)
        known.update(template, no_fuzzy_matching=True)
        write(path, known)
        path.with_suffix(".mo").write_bytes(compiled(read(path, language)))
        left = sum(1 for _ in untranslated(known))
        print(f"{path.relative_to(ROOT)}: {len(known)} texts, {left} to translate")


def messages(catalog: Catalog) -> Iterator[Message]:
    """Walk the texts without the header."""
    return (message for message in catalog if message.id)


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the plural forms of a text; one when it has none."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def keys(catalog: Catalog) -> set[Key]:
    """Return what identifies each text: its context and its English form."""
    return {(message.context, forms(message.id)[0]) for message in messages(catalog)}


def untranslated(catalog: Catalog) -> Iterator[Message]:
    """Walk the texts that lack one of their forms."""
    return (message for message in messages(catalog) if not all(forms(message.string)))


def placeholders(text: str) -> set[str]:
    """Return the names between braces; a text that is no format string has none."""
    try:
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def misplaced(message: Message) -> bool:
    """Tell whether a translation asks for other values; only a singular may leave out its number."""
    wanted = placeholders(forms(message.id)[-1])
    translated = [placeholders(form) for form in forms(message.string)]
    singular = wanted - {"n"} if len(translated) > 1 else wanted
    return translated[-1] != wanted or not singular <= translated[0] <= wanted


def problems() -> list[str]:
    """Return, in words, all that is wrong with the catalogues."""
    template = extract()
    if not TEMPLATE.exists() or keys(read(TEMPLATE)) != keys(template):
        return ["The texts in the code have changed: run `python3 dev.py i18n` and translate what is new."]
    return [problem for language in LANGUAGES for problem in language_problems(language, keys(template))]


def language_problems(language: str, wanted: set[Key]) -> list[str]:
    """Return what is wrong with one language."""
    path = translation(language)
    if not path.exists():
        return [f"{path} is missing."]
    catalog = read(path, language)
    found = [f"{language}: not in step with the code: run `python3 dev.py i18n`"] if keys(catalog) != wanted else []
    found += [f"{language}: not translated: {forms(m.id)[0]!r}" for m in untranslated(catalog)]
    found += [f"{language}: marked fuzzy: {forms(m.id)[0]!r}" for m in messages(catalog) if m.fuzzy]
    whole = (m for m in messages(catalog) if all(forms(m.string)))
    found += [f"{language}: other placeholders: {forms(m.id)[0]!r}" for m in whole if misplaced(m)]
    machine = path.with_suffix(".mo")
    if not machine.exists() or machine.read_bytes() != compiled(catalog):
        found.append(f"{language}: {machine.name} is not compiled from {path.name}: run `python3 dev.py i18n`")
    return found


def check() -> None:
    """Print every problem and leave with 1 when there is one."""
    found = problems()
    for problem in found:
        print(problem)
    print(f"catalogues: {len(found)} problems")
    sys.exit(1 if found else 0)


COMMANDS: dict[str, Callable[[], None]] = {"update": update, "check": check}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]]()

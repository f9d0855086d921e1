"""Every reason for a refusal has a sentence, in both languages, with values that are really there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from lesvisit.domain import errors
from lesvisit.domain.errors import DatabaseRefused, LesVisitError, StorageFailed
from lesvisit.i18n import Translator
from lesvisit.messages import SENTENCES, placeholders, sentence
from lesvisit.models.connection import _STORAGE_SIGNS
from lesvisit.paths import locale_dir

SOURCE = Path(__file__).parents[1] / "lesvisit"
CLASSES = {name for name in vars(errors) if isinstance(getattr(errors, name), type)}
RAISERS = CLASSES | {"_refuse"}
# Reasons that stand in a variable where they are raised.
ELSEWHERE = {*_STORAGE_SIGNS.values(), "backup_newer", "backup_foreign"}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in RAISERS
                and node.args
            ):
                yield f"{path.name}:{node.lineno}", node


def reasons() -> dict[str, str]:
    """Every reason in the source, with where it stands."""
    found = {
        constant.value: place
        for place, call in calls()
        for constant in ast.walk(call.args[0])
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }
    return found | dict.fromkeys(ELSEWHERE, "a variable")


def test_every_reason_has_a_sentence() -> None:
    missing = {reason: place for reason, place in reasons().items() if reason not in SENTENCES}
    assert missing == {}


def test_every_sentence_is_used() -> None:
    assert sorted(set(SENTENCES) - set(reasons())) == []


def test_what_a_sentence_names_is_given() -> None:
    wanting = []
    for place, call in calls():
        reason = call.args[0].value if isinstance(call.args[0], ast.Constant) else ""
        given = {keyword.arg for keyword in call.keywords}
        if isinstance(call.func, ast.Name) and call.func.id != "_refuse" and reason in SENTENCES:
            wanting += [(place, name) for name in placeholders(SENTENCES[str(reason)]) - given]
    assert wanting == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("reason", sorted(SENTENCES))
def test_every_sentence_can_be_said(reason: str, language: str) -> None:
    values = dict.fromkeys(placeholders(SENTENCES[reason]), "iets")
    told = sentence(LesVisitError(reason, **values), Translator(language, locale_dir()))
    assert told.endswith((".", "`."))
    assert "{" not in told
    assert "\n" not in told


def test_dutch_is_dutch() -> None:
    dutch = Translator("nl", locale_dir())
    same = [reason for reason, text in SENTENCES.items() if dutch.gettext(text) == text]
    assert same == []


def test_anything_else_is_told_as_a_bug_without_its_content() -> None:
    told = sentence(ValueError("secret note"), Translator("en", locale_dir()))
    assert told == SENTENCES["bug"]
    assert sentence(LesVisitError("never heard of"), Translator("en", locale_dir())) == SENTENCES["bug"]


def test_a_missing_value_breaks_no_sentence() -> None:
    assert "LesVisit" in sentence(DatabaseRefused("newer"), Translator("nl", locale_dir()))


def test_no_value_steers_a_terminal() -> None:
    told = sentence(
        StorageFailed("file_failed", path="a\x1b[2J\nb", detail="x" * 900), Translator("en", locale_dir())
    )
    assert "\x1b" not in told
    assert "\n" not in told
    assert len(told) < 700

"""A lesson plan from a file: Word, or plain text."""

from pathlib import Path

from lesvisit.domain.errors import DocumentRefused
from lesvisit.exchange.docx_package import read_bytes
from lesvisit.exchange.docx_read import read_docx
from lesvisit.exchange.lesson_map import Step, mapped, pasted
from lesvisit.exchange.lesson_text import LessonMapping

TEXTS = (".txt", ".md")


def read_plan(path: Path, step: Step = lambda _share: None) -> LessonMapping:
    """What of this file goes where. Raises DocumentRefused; nothing was done then."""
    if path.suffix.casefold() not in TEXTS:
        return read_docx(path, step)
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentRefused("document_no_docx") from error
    return mapped(pasted(text), path.stem, step)

"""Quotation marks: balanced straight ones become curly, and what somebody literally said is set apart."""

import re

_BEFORE = set(" \t\n\u00a0([{/-\u2013\u2014:>\u2018\u201e")
_SINGLE = re.compile(r"(?<![\w'])'(?=[^\s'])((?:[^'\n]|(?<=\w)'(?=\w))*?(?<=\S))'(?![\w'])")
_SAID = re.compile("(\u201c[^\u201c\u201d\n]*\u201d|\u201e[^\u201c\u201d\u201e\n]*[\u201d\u201c])")
_SAID_SINGLE = re.compile("(\u2018[^\u2018\n]*?\u2019(?!\\w))")


def curly(text: str) -> str:
    """The text with balanced straight quotes made curly; anything else stays as typed."""
    if '"' in text:
        text = "\n".join(_double(line) for line in text.split("\n"))
    if "'" in text:
        text = _SINGLE.sub("\u2018\\1\u2019", text)
    return text


def _double(line: str) -> str:
    parts = line.split('"')
    if len(parts) % 2 == 0 or not all(_is_pair(parts, i) for i in range(1, len(parts), 2)):
        return line
    return "".join(part if i == 0 else ("\u201c" if i % 2 else "\u201d") + part for i, part in enumerate(parts))


def _is_pair(parts: list[str], inside: int) -> bool:
    """An opening mark after a space and before a letter, a closing one after a letter."""
    before, said = parts[inside - 1], parts[inside]
    after = parts[inside + 1]
    opens = not before or before[-1] in _BEFORE
    closes = not after or not after[0].isalnum()
    return opens and closes and bool(said) and not said[0].isspace() and not said[-1].isspace()


def voices(text: str, single: bool = False) -> list[tuple[str, bool]]:
    """Curly text cut into (text, somebody said it). `single`: single quotes hold speech too (a quoting line)."""
    pattern = _SAID if _SAID.search(text) or not single else _SAID_SINGLE
    return [(part, place % 2 == 1) for place, part in enumerate(pattern.split(text)) if part]

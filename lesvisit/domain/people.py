"""People as a visit knows them: a name and a role, never an account."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague. `leads_other`: is the manager of colleagues visited (then ratings stay off)."""

    name: str
    role: str = ""
    leads_other: bool = False
    same_as: str = ""  # id of the person this one turned out to be
    me: bool = False  # the person whose laptop this is
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def is_nobody(self) -> bool:
        """Was this person erased? The name is then no name: "a colleague"."""
        return self.extra.get(_ERASED) is True


_ERASED = "erased"


def nobody(words: str, same_as: str = "") -> Person:
    """Who was erased; `words` stand in place of the name."""
    return Person(words, same_as=same_as, extra={_ERASED: True})

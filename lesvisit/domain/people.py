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

"""The recovery code: six groups of four signs that open encrypted visits when the passphrase is forgotten.

No I, L, O or U: nothing to mistake on paper. The last sign checks the others, so that a slip is told at once.
"""

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 24, 4
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", "–": "", ".": ""})


def new_code() -> str:
    """A code by chance: 23 signs of 5 bits and one that checks them."""
    import secrets  # the app starts without it

    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return shown(signs + _check(signs))


def shown(code: str) -> str:
    """A code as it is printed: K7QF-29XM-…"""
    signs = tidied(code)
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def tidied(typed: str) -> str:
    """The bare signs of what was typed: capitals, no spaces or dashes, an O is a nought and an I or L a one."""
    return "".join(typed.upper().split()).translate(_ALIKE)


def looks_like_one(typed: str) -> bool:
    """As many signs as a code, and none of another kind: a passphrase hardly ever looks so."""
    signs = tidied(typed)
    return len(signs) == LENGTH and all(sign in SIGNS for sign in signs)


def is_right(typed: str) -> bool:
    """Does the last sign fit the others? A slip of the finger or two signs that changed places don't."""
    signs = tidied(typed)
    return looks_like_one(signs) and _check(signs[:-1]) == signs[-1]


def _check(signs: str) -> str:
    total = 0
    for sign in signs:  # a sum in base 32 modulo 31: each sign weighs otherwise than its neighbour
        total = (total * 3 + SIGNS.index(sign) + 1) % 31
    return SIGNS[total]

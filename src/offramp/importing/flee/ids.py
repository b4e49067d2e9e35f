"""Names of people to ids of a scenario: safe in expressions, and never twice the same."""

import re
from keyword import iskeyword
from unicodedata import normalize

LONGEST = 60
"""Characters of an id, before what makes it unique."""


def place_id(name: str, taken: set[str]) -> str:
    """Return an id for a place: letters, digits and `_`, unlike any that is taken.

    Args:
        name: Its name.
        taken: Ids that are taken, in small letters; the new one is added.

    >>> taken: set[str] = set()
    >>> [
    ...     place_id(name, taken)
    ...     for name in ("Fassala-Mbera", "Fassala Mbera", "7 Mile", "in", "Žilē")
    ... ]
    ['Fassala_Mbera', 'Fassala_Mbera_2', 'p_7_Mile', 'p_in', 'Zile']
    """
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:LONGEST]
    if not stem or not stem[0].isalpha() or iskeyword(stem):
        stem = f"p_{stem}".rstrip("_")
    return unique(stem, taken, "_")


def unique(stem: str, taken: set[str], joint: str) -> str:
    """Return an id that begins with a stem and is not taken; it is added to those.

    >>> taken = {"a-b"}
    >>> unique("a-b", taken, "-"), unique("a-b", taken, "-")
    ('a-b-2', 'a-b-3')
    """
    found, number = stem, 2
    while found.casefold() in taken:
        found, number = f"{stem}{joint}{number}", number + 1
    taken.add(found.casefold())
    return found


def scenario_id(name: str) -> str:
    """Return an id for a scenario from the name of a folder.

    >>> scenario_id("Mali2012"), scenario_id("2022 war"), scenario_id("...")
    ('mali2012', 'flee-2022-war', 'flee-instance')
    """
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST]
    if not stem:
        return "flee-instance"
    return stem if stem[0].isalpha() else f"flee-{stem}"

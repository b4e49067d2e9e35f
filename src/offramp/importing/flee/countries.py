"""Names of countries, as instances write them, to ISO 3166 alpha-3 codes."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from unicodedata import combining, normalize

from offramp.reading.home import library_folder

NAMES = "imports/country_names.csv"
"""Short names in use that the standard does not have, in the library."""


def codes(written: Iterable[str]) -> dict[str, str]:
    """Return the code of each country; its name as written where none, or a doubtful one, is known.

    Two names of one country are two countries to Flee, so both stay as written.
    """
    found = {name: code_of(name) for name in dict.fromkeys(written)}
    shared = [code for code in found.values() if code]
    return {
        name: code if code and shared.count(code) == 1 else name for name, code in found.items()
    }


def code_of(name: str) -> str:
    """Return the alpha-3 code of a country; nothing where the name is not known.

    >>> code_of("Burkina_Faso") == code_of("burkina faso") != "", code_of("Ardenia")
    (True, '')
    """
    return _known().get(_folded(name), "")


@cache
def _known() -> dict[str, str]:
    """Return codes by folded name: alpha-3, full and usual names, and names up to a comma."""
    from iso3166 import countries

    short: dict[str, set[str]] = defaultdict(set)
    found: dict[str, str] = {}
    for country in countries:
        for name in (country.alpha3, country.name, country.apolitical_name):
            found[_folded(name)] = country.alpha3
        short[_folded(re.split(r"[,(]", country.name)[0])].add(country.alpha3)
    for name, alike in short.items():
        if len(alike) == 1:
            found.setdefault(name, *alike)
    text = library_folder().joinpath(NAMES).read_text(encoding="utf-8")
    found |= {_folded(row["name"]): row["iso3"] for row in csv.DictReader(text.splitlines())}
    return found


def _folded(name: str) -> str:
    """Return a name without case, accents and signs."""
    plain = "".join(sign for sign in normalize("NFKD", name) if not combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", plain.casefold()))

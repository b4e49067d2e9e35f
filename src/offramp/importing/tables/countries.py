"""Countries by code and name (ISO 3166), and P-codes: their form, and whose they are."""

import csv
import re
import unicodedata
from functools import cache

from offramp.importing.tables.roles import bare
from offramp.reading.home import library_folder

FILE = "imports/country_names.csv"
PCODE = re.compile(r"([A-Z]{2,3})[0-9]{1,14}")
"""ISO 3166 alpha-2 and digits; some countries use alpha-3."""


@cache
def codes() -> dict[str, str]:
    """Return the alpha-3 code of each alpha-2 and alpha-3 code."""
    from iso3166 import countries

    known = {}
    for country in countries:
        known[country.alpha2] = known[country.alpha3] = country.alpha3
    return known


@cache
def _names() -> dict[str, str]:
    """Return alpha-3 codes by plain name."""
    from iso3166 import countries

    known: dict[str, str] = {}
    for country in countries:
        for name in (country.name, country.apolitical_name):
            known[plain_name(name)] = country.alpha3
    text = library_folder().joinpath(*FILE.split("/")).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        known[plain_name(row["name"])] = row["iso3"]
    return known


def plain_name(text: str) -> str:
    """Return the letters and digits of a name, small and without accents.

    >>> plain_name("Côte Borvía")
    'coteborvia'
    """
    parts = unicodedata.normalize("NFKD", text)
    return bare("".join(sign for sign in parts if not unicodedata.combining(sign)))


def is_iso3(code: str) -> bool:
    """Return whether a text is a code of three letters that ISO 3166 gives to a country."""
    return len(code) == 3 and code in codes()


def iso3_of_name(name: str) -> str:
    """Return the alpha-3 code of a country by its name; empty if no country is called that."""
    return _names().get(plain_name(name), "")


def country_names() -> tuple[str, ...]:
    """Return the names of all countries, as ISO 3166 has them."""
    from iso3166 import countries

    return tuple(country.name for country in countries)


def country_of_pcode(pcode: str) -> str:
    """Return the alpha-3 code of the country that a P-code begins with; empty if it is none."""
    match = PCODE.fullmatch(pcode)
    return codes().get(match[1], "") if match else ""


def why_no_pcode(pcode: str, country: str) -> tuple[str, str]:
    """Return what is wrong with a P-code, and what to do; two empty texts if nothing is.

    Args:
        pcode: The code.
        country: Alpha-3 code of the country that it should be of; empty if any will do.

    >>> why_no_pcode("Q1", "")[0]
    '"Q1" does not have the form of a P-code'
    """
    form = "two letters of the country and digits"
    if not PCODE.fullmatch(pcode):
        hint = f"write {form}; leave out a row of totals"
        if pcode.isdigit():
            hint = f"write {form}: the letters, or leading zeros, may have been lost"
        return f'"{pcode}" does not have the form of a P-code', hint
    found = country_of_pcode(pcode)
    if not found:
        return f'"{pcode}" begins with no code of a country', f"write {form}"
    if country and found != country:
        return f'"{pcode}" is a P-code of {found}, not of {country}', "correct one of the two"
    return "", ""

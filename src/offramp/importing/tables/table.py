"""A sheet whose columns have roles: its cells by role, and which columns name the place."""

from dataclasses import dataclass

from offramp.importing.tables.countries import (
    codes,
    country_names,
    is_iso3,
    iso3_of_name,
    why_no_pcode,
)
from offramp.importing.tables.findings import Findings
from offramp.importing.tables.matching import Matcher
from offramp.importing.tables.roles import Column, words
from offramp.importing.tables.sheet import Sheet
from offramp.importing.tables.wishes import Wishes
from offramp.model.problems import did_you_mean
from offramp.reading.csv_cells import Cell, Row

LEVELS = (
    (("place_code", "pcode"), ("place",)),
    (("adm3_code",), ("adm3_name",)),
    (("adm2_code",), ("adm2_name",)),
    (("adm1_code",), ("adm1_name",)),
)
"""Roles that give the code and the name of a place, the smallest places first."""
COUNTRY = ("country_code", "country_pcode", "country")


@dataclass
class Table:
    """A sheet with roles, and what is known beside it."""

    sheet: Sheet
    columns: tuple[Column, ...]
    wishes: Wishes
    matcher: Matcher
    found: Findings

    def __post_init__(self) -> None:
        self.at = {c.role: c.number for c in self.columns if c.role and not c.why}
        self.code_role, self.name_role = self._roles_of_place()
        setting = self.matcher.setting
        places = setting.places.values() if setting else ()
        self._countries = {place.country for place in places}
        self._codes = {code for place in places for code in (place.id, place.pcode) if code}

    def has(self, *roles: str) -> bool:
        """Return whether a column has one of some roles."""
        return any(role in self.at for role in roles)

    def cell(self, row: Row, role: str) -> Cell | None:
        """Return the cell of a row in the column of a role; None if it is empty or not there."""
        cell = row[self.at[role]] if role in self.at else None
        return cell if cell is not None and cell.text.strip() else None

    def text(self, row: Row, role: str) -> str:
        """Return the text of a cell on one line; empty if there is none."""
        cell = self.cell(row, role)
        return " ".join(cell.text.split()) if cell else ""

    def used(self) -> set[str]:
        """Return the roles that say where a row is."""
        return {self.code_role, self.name_role, *(r for r in COUNTRY if r in self.at)} - {""}

    def place_cell(self, row: Row) -> Cell:
        """Return where a row names its place, or its first cell."""
        for role in (self.code_role, self.name_role, *COUNTRY):
            cell = self.cell(row, role)
            if cell is not None:
                return cell
        return row[0]

    def place(self, row: Row) -> str | None:
        """Return the id of the place of a row; None if none is known."""
        if self.wishes.place:
            return self.matcher.place(row[0], self.wishes.place, "") or None
        code, name = self.text(row, self.code_role), self.text(row, self.name_role)
        country = self.country(row)
        if country is None:
            return None
        if self._is_pcode(self.code_role) and code and not self._sound_pcode(row, code, country):
            return None
        by_country = not self.code_role and not self.name_role
        if by_country:
            code, name = self._country_words(row)
        if not code and not name:
            self.found.wrong("missing-place", row[0], "this row names no place", "name it")
            return None
        match = self.matcher.place(self.place_cell(row), code, name, country if by_country else "")
        return match or None

    def country(self, row: Row) -> str | None:
        """Return the alpha-3 code of the country of a row.

        Returns:
            Empty where the row names none; None, with a problem, where the code is none.
        """
        cell = next((c for role in COUNTRY[:2] if (c := self.cell(row, role))), None)
        if cell is not None:
            return self._code(cell, cell.text.strip(), loose=not self.has("country_code"))
        cell = self.cell(row, "country")
        if cell is None:
            return self.wishes.country
        text = self.text(row, "country")
        if self._is_known_country(text):
            return text
        return iso3_of_name(text)

    def _country_words(self, row: Row) -> tuple[str, str]:
        """Return the code and the name of the country of a row, as it gives them."""
        code = self.text(row, "country_code") or self.text(row, "country_pcode")
        name = self.text(row, "country")
        if not code and self._is_known_country(name):
            code, name = name, ""
        return code, name

    def _is_known_country(self, code: str) -> bool:
        """Return whether a text is the code of a country, or one of the scenario."""
        return bool(code) and (is_iso3(code) or code in self._countries)

    def _code(self, cell: Cell, code: str, *, loose: bool) -> str | None:
        """Return an alpha-3 code; None, with a problem, if it is none."""
        if self._is_known_country(code) or code in self.wishes.places or code in self._codes:
            return code
        iso3 = codes().get(code.upper(), "")
        if iso3 and loose:
            return iso3
        hint = did_you_mean(code, sorted(self._countries))
        hint = hint or (f"write {iso3}" if iso3 else did_you_mean(code, country_names()))
        hint = hint or "write the three letters of ISO 3166; some agencies use codes of their own"
        message = f'"{code}" is no country code of three letters (ISO 3166)'
        self.found.wrong("unknown-country", cell, message, hint)
        return None

    def _sound_pcode(self, row: Row, code: str, country: str) -> bool:
        """Return whether the P-code of a row holds; add a problem if not."""
        if code in self.wishes.places or code in self._codes:
            return True
        message, hint = why_no_pcode(code, country)
        if message:
            self.found.wrong("bad-pcode", self.place_cell(row), message, hint)
        return not message

    def _is_pcode(self, role: str) -> bool:
        """Return whether a role holds P-codes."""
        return bool(role) and words().roles[role].pcode

    def _roles_of_place(self) -> tuple[str, str]:
        """Return the roles that give the code and the name of the place of a row.

        A population is that of the smallest unit with a code; anything else is counted at the
        smallest place that has a code or a name.
        """
        by_code = self.wishes.kind == "population"
        for number, (code_roles, name_roles) in enumerate(LEVELS):
            code = next((role for role in code_roles if role in self.at), "")
            name = next((role for role in name_roles if role in self.at), "")
            if by_code and not code:
                continue
            if code or name:
                below = [role for _, names in LEVELS[: number + 1] for role in names]
                further = [role for _, names in LEVELS[number + 1 :] for role in names]
                is_pcode = code == "pcode"
                choices = [name, *reversed(below), *(further if is_pcode else ())]
                name = next((role for role in choices if role in self.at), "")
                return code, name
        return "", ""

"""Codes and names of a table to places of the scenario: by code first, then by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from offramp.importing.tables.countries import iso3_of_name, plain_name
from offramp.importing.tables.findings import Findings, counted
from offramp.importing.tables.setting import Known, Setting
from offramp.importing.tables.wishes import IGNORE, Wishes
from offramp.model.problems import nearest
from offramp.reading.csv_cells import Cell

UNCHECKED = "not checked against a scenario"
LEFT_OUT = "left out, as --place says"
UNKNOWN = "not found"


@dataclass
class Match:
    """What a table calls a place, and the place that it is."""

    given: str
    """Code and name in the table."""
    word: str
    """What `--place` would call it: the code, or else the name."""
    name: str
    """Name in the table; the code where it gives none."""
    place: str
    """Id of the place; empty where it is left out or not found."""
    how: str
    """By what it was found."""
    cells: list[Cell] = field(default_factory=list)
    """Where it stands, one cell a row."""


@dataclass
class Matcher:
    """Finds places, and remembers what it found for the preview."""

    setting: Setting | None
    wishes: Wishes
    kind: str
    """Kind of place that is looked for; empty if any will do."""
    matches: dict[tuple[str, str], Match] = field(default_factory=dict)

    def place(self, cell: Cell, code: str, name: str, country: str = "") -> str:
        """Return the id of a place; empty where it is left out or not found.

        Args:
            cell: Where the row names it.
            code: Code in the table; empty if it gives none.
            name: Name in the table; empty if it gives none.
            country: Alpha-3 code, where the place is a whole country.
        """
        key = (code, name)
        if key not in self.matches:
            given = f"{code} ({name})" if code and name and code != name else code or name
            place, how = self._found(code, name, country)
            self.matches[key] = Match(given, code or name, name or code, place, how)
        self.matches[key].cells.append(cell)
        return self.matches[key].place

    def _found(self, code: str, name: str, country: str) -> tuple[str, str]:
        """Return the id of a place, and how it was found."""
        for word in filter(None, (code, name)):
            if word in self.wishes.places:
                told = self.wishes.places[word]
                return ("", LEFT_OUT) if told == IGNORE else (told, "as --place says")
        if self.setting is None:
            return country or code or name, UNCHECKED
        places = self.setting.places
        for word, what in ((code, "by code"), (country, "by code of the country")):
            found = self._by_code(word) if word else ""
            if found:
                called = places[found].name
                differs = name and plain_name(name) not in {plain_name(called), plain_name(found)}
                differs = differs and word != name
                return found, f"{what}; called {called}" if differs else what
        if name:
            found = self._by_name(name)
            if found:
                return found, f"by name; {code} is not known" if code else "by name"
        return "", UNKNOWN

    def _by_code(self, code: str) -> str:
        """Return the one place that a code stands for: its id, its P-code, or its country."""
        known = self._known()
        if code in self._ids() and (not self.kind or self._ids()[code].kind == self.kind):
            return code
        for having in ("pcode", "country"):
            same = [place.id for place in known if getattr(place, having) == code]
            if len(same) == 1 and (having == "pcode" or self.kind == "host"):
                return same[0]
        return code if code in self._ids() else ""

    def _by_name(self, name: str) -> str:
        """Return the one place of a name, or of the country of that name."""
        word = plain_name(name)

        def called(among: Iterable[Known]) -> list[str]:
            return [p.id for p in among if word in {plain_name(p.name), plain_name(p.id)}]

        country = iso3_of_name(name)
        same = called(self._known())
        if not same and country:
            same = list(filter(None, [self._by_code(country)]))
        same = same or called(self._ids().values())
        return same[0] if len(same) == 1 else ""

    def _ids(self) -> dict[str, Known]:
        """Return all places by their id."""
        return dict(self.setting.places) if self.setting else {}

    def _known(self) -> list[Known]:
        """Return the places of the kind that is looked for."""
        return [p for p in self._ids().values() if not self.kind or p.kind == self.kind]

    def report(self, found: Findings) -> None:
        """Add a problem for each place that is not there, and for each of another kind."""
        for word, told in self.wishes.places.items():
            if self.setting and told != IGNORE and told not in self.setting.places:
                hint = self._hint(told)
                found.lacking("unknown-place", f'--place: there is no place "{told}"', hint)
            elif not any(word in key for key in self.matches):
                message = f'--place: "{word}" stands nowhere in this table'
                found.lacking("unknown-place", message, "write it as the table does")
        wanted = self.kind
        for match in self.matches.values():
            if match.how == UNKNOWN:
                what = wanted or "place"
                message = f'the scenario has no {what} "{match.given}"'
                if len(match.cells) > 1:
                    message += f" ({counted(len(match.cells), 'row')})"
                skip = f'leave it out with --place "{match.word}={IGNORE}"'
                hint = f"{self._hint(match.name)}; {skip}"
                found.wrong("unknown-place", match.cells[0], message, hint)
            elif self.setting and wanted and match.place in self.setting.places:
                kind = self.setting.places[match.place].kind
                if kind != wanted:
                    message = f'"{match.place}" is of kind {kind}, not {wanted}'
                    found.wrong("wrong-kind", match.cells[0], message, "say which with --place")

    def _hint(self, word: str) -> str:
        """Return the place most like a word, or all of them."""
        known = self._known() or list(self._ids().values())
        names = {text: place.id for place in known for text in (place.name, place.id) if text}
        near = nearest(word, names)
        if near:
            shown = near if near == names[near] else f"{names[near]} ({near})"
            return f"did you mean {shown}?"
        ids = [place.id for place in known]
        return f"it has {_some(ids)}" if ids else "it has none"


def _some(ids: Iterable[str], most: int = 12) -> str:
    """Return the first of some ids."""
    names = list(ids)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more

"""The sources that a scenario or a run rests on, and how much rests on each."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from offramp.model.quantity import JUDGEMENT
from offramp.model.scenario import Scenario
from offramp.model.source import Source
from offramp.results.bibtex import entry, keys
from offramp.results.data import RunData
from offramp.results.played import played
from offramp.results.uses import Use, uses
from offramp.results.words import joined

ONE = {
    "quantities": "number",
    "procedures": "procedure",
    "treaties": "treaty",
    "series": "series",
    "events": "dated event",
    "influences": "influence",
    "ladder": "part of the ladder",
}
"""Words for one of what stands in a section, where it is not the section without its s."""
MANY = {"series": "series", "treaties": "treaties", "ladder": "parts of the ladder"}
"""Words for several, where they are not those for one with an s."""


@dataclass(frozen=True)
class Counts:
    """How much rests on something."""

    sections: dict[str, int]
    """How many in each section; every number counts under `quantities`."""
    numbers: int
    rules: int
    """Measures, provisions, procedures, mechanisms and the like."""
    records: int
    """Dated events, series, and rows of places and routes."""

    @classmethod
    def of(cls, found: Iterable[Use]) -> "Counts":
        """Return the counts of some uses."""
        given = list(found)
        sorts = Counter(use.sort for use in given)
        sections = dict(Counter(use.section for use in given))
        return cls(sections, sorts["number"], sorts["rule"], sorts["record"])

    def __str__(self) -> str:
        return joined([_told(section, count) for section, count in self.sections.items()])

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "numbers": self.numbers,
            "rules": self.rules,
            "records": self.records,
            "sections": self.sections,
        }


@dataclass(frozen=True)
class Citation:
    """A source, and what rests on it."""

    id: str
    key: str
    """Its BibTeX key."""
    source: Source
    counts: Counts

    def __str__(self) -> str:
        about = [self.source.title, self.source.publisher, self.source.date, self.source.url]
        lines = [
            f"{self.id}: {'. '.join(part.rstrip('.') for part in about if part)}",
            f"  rests on it: {self.counts}",
            f"  grade {self.source.grade}; verified: {self.source.verified.rstrip('.')}",
        ]
        if self.source.licence:
            lines.append(f"  terms: {self.source.licence.rstrip('.')}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        said = self.source.model_dump(exclude={"disabled"})
        return {"id": self.id, "key": self.key, **said, "rests_on_it": self.counts.to_dict()}


@dataclass(frozen=True)
class Citations:
    """All sources in use; as text, it is ready to be read."""

    about: str
    """What they are the sources of."""
    citations: tuple[Citation, ...]
    """In order of their keys."""
    judgement: Counts
    """What rests on judgement, and on no source."""
    unsourced: Counts
    """What names neither a source nor judgement."""
    total: Counts
    """All that there is."""
    unused: tuple[str, ...]
    """Ids of sources on which nothing in use rests."""

    def __str__(self) -> str:
        return "\n\n".join([*self.head(), *(str(one) for one in self.citations)])

    def __repr__(self) -> str:
        return str(self)

    def head(self) -> list[str]:
        """Return what is said before the sources: how much is sourced, how much is judgement."""
        sourced = self.total.numbers - self.judgement.numbers - self.unsourced.numbers
        rules = self.total.rules - self.judgement.rules - self.unsourced.rules
        count = len(self.citations)
        lines = [
            f"{self.about}: {count} source{'s' * (count != 1)}.",
            f"Of {self.total.numbers:,} numbers {sourced:,} rest on a source and "
            f"{self.judgement.numbers:,} are judgement. Of {self.total.rules:,} rules {rules:,} "
            f"rest on a source, {self.judgement.rules:,} are judgement and "
            f"{self.unsourced.rules:,} name neither: they are the authors' of the scenario.",
        ]
        if self.unused:
            lines.append(f"Nothing in use rests on {joined(list(self.unused))}.")
        return lines

    def bibtex(self) -> str:
        """Return them as a BibTeX file."""
        found = [entry(one.key, one.source, str(one.counts)) for one in self.citations]
        head = " ".join(self.head()[0].replace("@", " at ").split())
        return "\n\n".join([f"% {head}", *found]) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """Return them as plain data that JSON can hold."""
        return {
            "about": self.about,
            "sources": [one.to_dict() for one in self.citations],
            "judgement": self.judgement.to_dict(),
            "unsourced": self.unsourced.to_dict(),
            "total": self.total.to_dict(),
            "unused": list(self.unused),
        }


def cite_scenario(scenario: Scenario) -> Citations:
    """Return the sources behind all numbers, rules and records that are not switched off."""
    return _citations(scenario, f"Sources of {scenario.title}", lambda _: True)


def cite_run(data: RunData) -> Citations:
    """Return the sources behind what played a part in a run; see `offramp.results.played`."""
    about = f"Sources of what played a part in {data.size:,} futures of {data.scenario.title}"
    return _citations(data.scenario, about, played(data))


def _citations(scenario: Scenario, about: str, takes_part: Callable[[Use], bool]) -> Citations:
    found = [use for use in uses(scenario) if takes_part(use)]
    by_source: dict[str, list[Use]] = {}
    for use in found:
        by_source.setdefault(use.source, []).append(use)
    named = keys(sorted(scenario.sources, key=lambda name: (name.casefold(), name)))
    citations = [
        Citation(name, key, scenario.sources[name], Counts.of(by_source[name]))
        for name, key in named.items()
        if name in by_source
    ]
    return Citations(
        about=about,
        citations=tuple(sorted(citations, key=lambda one: one.key.casefold())),
        judgement=Counts.of(by_source.get(JUDGEMENT, ())),
        unsourced=Counts.of(by_source.get("", ())),
        total=Counts.of(found),
        unused=tuple(sorted(name for name in scenario.sources if name not in by_source)),
    )


def _told(section: str, count: int) -> str:
    """Return a count with its word.

    >>> _told("quantities", 1), _told("red_lines", 2), _told("series", 3), _told("events", 2)
    ('1 number', '2 red lines', '3 series', '2 dated events')
    """
    one = ONE.get(section, section.removesuffix("s").replace("_", " "))
    return f"{count:,} {one if count == 1 else MANY.get(section, f'{one}s')}"

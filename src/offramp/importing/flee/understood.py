"""An instance as a whole, as understood: what the files of a scenario are written from."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from offramp.importing.flee.closures import Closed
from offramp.importing.flee.counts import Counted
from offramp.importing.flee.links import Link
from offramp.importing.flee.period import Period
from offramp.importing.flee.places import Places
from offramp.importing.flee.preview import Camp, Preview, Rule, Shut, Zone
from offramp.importing.flee.settings import Settings
from offramp.importing.flee.zones import Spell


@dataclass(frozen=True)
class Understood:
    """Everything that was read, with nothing wrong in it."""

    id: str
    name: str
    """Name of the folder of the instance."""
    title: str
    period: Period
    settings: Settings
    hasten: int
    """People for which one of Flee's agents stands."""
    hasten_asked: bool
    """Whether that was asked for at import, whatever the instance says."""
    places: Places
    links: tuple[Link, ...]
    spells: tuple[Spell, ...]
    closures: tuple[Closed, ...]
    counted: tuple[Counted, ...]
    notes: tuple[str, ...]

    def day(self, number: int) -> date:
        """Return the date of a day, from 0."""
        return self.period.start + timedelta(days=number)

    @property
    def home(self) -> str:
        """The country of the first place."""
        return next(iter(self.places.values())).country

    @property
    def as_of(self) -> date:
        """The last day of which anything is known: that of the run, or of a later count."""
        last = [counts.counts[-1][0] for counts in self.counted if counts.counts]
        return max([self.day(self.period.days - 1), *last])

    @property
    def scale(self) -> float:
        """What intensities are divided by, so that none is above 1."""
        return max([1.0, *(spell.intensity for spell in self.spells)])

    def preview(self, folder: str, files: tuple[str, ...]) -> Preview:
        """Return what there is to see of it.

        Args:
            folder: Where it was written.
            files: The files there.
        """
        camps = [_camp(counted) for counted in self.counted]
        return Preview(
            id=self.id,
            title=self.title,
            start=self.period.start,
            days=self.period.days,
            hasten=self.hasten,
            home=self.home,
            countries={place.written: place.country for place in self.places.values()},
            places=dict(Counter(place.type for place in self.places.values())),
            routes=len(self.links),
            zones=tuple(
                Zone(
                    spell.place.name,
                    self.day(spell.first),
                    None if spell.last is None else self.day(spell.last),
                    spell.intensity,
                    spell.place.population,
                )
                for spell in sorted(self.spells, key=lambda spell: spell.first)
            ),
            closures=tuple(
                Shut(
                    row.what,
                    row.first,
                    row.second,
                    self.day(row.closes),
                    None if row.reopens is None else self.day(row.reopens),
                )
                for row in self.closures
                if row.closes >= 0
            ),
            camps=tuple(camp for camp in camps if camp.place),
            total=next((camp for camp in camps if not camp.place), None),
            rules=tuple(
                Rule(s.quantity, s.value, s.unit, s.label, s.given)
                for s in self.settings.quantities
            ),
            decay=self.settings.decay,
            unused=dict(self.settings.unused),
            notes=self.notes,
            folder=folder,
            files=files,
        )


def _camp(counted: Counted) -> Camp:
    place, counts = counted.place, counted.counts
    return Camp(
        place.id if place else "",
        place.name if place else "all camps, by the total",
        place.country if place else "",
        (place.capacity or None) if place else None,
        len(counts),
        counts[0] if counts else None,
        counts[-1] if counts else None,
        counted.corrected,
    )

"""Armed attacks, and whether one is within the scope of a provision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from offramp.model.law import Area, Attack
from offramp.model.law_parties import Group, all_in, parties_on
from offramp.model.scenario import LETHAL, Scenario

WORLD = Area(label="")
"""An area without bounds."""


@dataclass(frozen=True)
class Strike:
    """One armed attack: whom it hits, and where."""

    on: tuple[str, ...]
    soil: str = ""
    lat: float | None = None
    lon: float | None = None
    day: date | None = None
    """When it happened; not known beforehand of what may happen in a run."""

    def __str__(self) -> str:
        where = f" on the soil of {self.soil}" if self.soil else " on nobody's soil"
        if self.lat is not None and self.lon is not None:
            where += f" ({self.lat:g}, {self.lon:g})"
        return f"the attack on {' and '.join(self.on) or 'nobody'}{where}"


def strikes(scenario: Scenario) -> Mapping[str, Strike]:
    """Return the attacks that may happen in a scenario, by the signals that tell of them.

    A contact attacks by its lethal incidents, a measure once it came into force. What is switched
    off attacks nobody.
    """
    found: dict[str, Strike] = {}
    for key, contact in scenario.contacts.items():
        if contact.hits and not contact.disabled:
            place = scenario.places.get(contact.place)
            soil = contact.soil or (place.country if place else "")
            point = (place.lat, place.lon) if place else (None, None)
            found[f"{key}.{LETHAL}"] = Strike(contact.hits, soil, *point)
    for key, measure in scenario.measures.items():
        if measure.hits and not measure.disabled:
            found[key] = Strike(measure.hits, measure.soil)
    return MappingProxyType(found)


def outside(scenario: Scenario, key: str, on: date, strike: Strike) -> str:
    """Return why an attack is not one of which a provision speaks on a day; nothing if it is.

    Args:
        scenario: With its treaties and actors.
        key: Id of the provision, which speaks of attacks.
        on: The day of the attack, which says who was a party.
        strike: The attack.
    """
    attack = scenario.provisions[key].attack
    if attack is None:
        return "it speaks of no attack"
    whom = _named(scenario, key, on, attack.on)
    if not any(whom.has_any(actor) for actor in strike.on):
        return f"{strike} hits {_none_of(attack.on, on)}"
    return _elsewhere(scenario, attack, _named(scenario, key, on, attack.soil), on, strike)


def _elsewhere(scenario: Scenario, attack: Attack, soils: Group, on: date, strike: Strike) -> str:
    if any(_bounds(area) == _bounds(WORLD) for area in attack.areas):
        return ""
    if strike.soil:
        if any(soils.has_any(part) for part in all_in(scenario, strike.soil)):
            return ""
        return f"{strike} is on the soil of {_none_of(attack.soil, on)}"
    if strike.lat is None or strike.lon is None:
        return f"{strike} is said to be nowhere"
    if any(area.holds(strike.lat, strike.lon) for area in attack.areas):
        return ""
    areas = ", ".join(area.label for area in attack.areas)
    return f"{strike} lies outside {areas or 'the soil of which it speaks'}"


def _bounds(area: Area) -> tuple[float, float, float, float]:
    return area.south, area.north, area.west, area.east


def _named(scenario: Scenario, key: str, on: date, names: tuple[str, ...]) -> Group:
    """Return those that are named, with all who belong to them; the parties where none are."""
    if not names:
        return parties_on(scenario, key, on)
    return Group(scenario, frozenset().union(*(all_in(scenario, name) for name in names)))


def _none_of(names: tuple[str, ...], on: date) -> str:
    return f"none of {', '.join(names)}" if names else f"none of the parties on {on}"

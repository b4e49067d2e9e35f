"""What a comparison found, in a few sentences: for the answer and for the brief."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from offramp.report.build.given import well_formed
from offramp.report.picture.decisions import Alternative, Comparison, Effect
from offramp.results.words import joined, people, plain

FEW = 2
"""Alternatives that are told where not all are."""
RISES = 0.005
"""A highest chance that no rounding hides."""
NO_CONTACT = "Contact of the two sides: no change beyond chance"
Found = Mapping[str, Any]


def alike(told: Sequence[Alternative]) -> list[list[Alternative]]:
    """Return alternatives in groups that give the same numbers for people and for contact."""
    groups: dict[str, list[Alternative]] = {}
    for one in told:
        groups.setdefault(does(one), []).append(one)
    return list(groups.values())


def named(group: Sequence[Alternative]) -> str:
    """Return what a group of alternatives is called."""
    names = joined([f"“{one.name}”" for one in group])
    return f"{names} act alike here" if len(group) > 1 else names


def does(one: Alternative) -> str:
    """Return what an alternative does for people and for contact, beyond chance if so."""
    parts = []
    for group, words in ((one.people, "people"), (one.contact, "contact")):
        effect = next((found for found in group if found.material), None)
        if effect is not None:
            parts.append(_moved(effect))
        elif group:
            parts.append(f"no change for {words} beyond chance")
    return "; ".join(parts) or "nothing changes beyond chance"


def decided(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield what the most different alternatives do: a sentence, and the number of contact.

    Args:
        comparison: of the page.
    """
    for group in _told(comparison):
        contact = _first(group[0].contact)
        if contact is None:
            yield f"{named(group)}: {_people(group[0])}. {NO_CONTACT}.", ""
        else:
            way = "up" if contact.difference.mean > 0 else "down"
            text = f"{named(group)}: {_people(group[0])}. {contact.label} goes {way}."
            yield text, _change(contact)


def sentences(comparison: Comparison) -> str:
    """Return the same as one text, the numbers in it."""
    told = []
    for group in _told(comparison):
        contact = _first(group[0].contact)
        often = f"{contact.label} {_change(contact)}" if contact else NO_CONTACT
        told.append(f"{named(group)}: {_people(group[0])}. {often}.")
    return " ".join(told)


def _told(comparison: Comparison) -> list[list[Alternative]]:
    """Return the group that moves contact most, and that which differs most from it."""
    groups = alike(comparison.alternatives)
    if not groups:
        return []
    first = max(groups, key=lambda group: abs(_shift(group)))
    others = [group for group in groups if group is not first]
    others.sort(key=lambda group: -abs(_shift(group) - _shift(first)))
    return [first, *others][:FEW]


def _people(one: Alternative) -> str:
    """Return what it does for people: the first result, and the first that goes the other way."""
    first = _first(one.people)
    if first is None:
        return "no change for people beyond chance"
    good = _good(first)
    other = next((e for e in one.people if e.material and _good(e) == -good != 0), None)
    return "; ".join(f"{e.label} {_change(e)}" for e in (first, other) if e is not None)


def _good(effect: Effect) -> int:
    """Return 1 where a change is for the better, -1 for the worse, 0 where nobody says."""
    if not effect.better:
        return 0
    return 1 if (effect.difference.mean > 0) == (effect.better == "high") else -1


def risen(comparisons: Sequence[Found]) -> dict[str, str]:
    """Return for what nobody has seen how far a decision lifts its range, by label.

    Args:
        comparisons: what `offramp compare --json` printed, each.

    Raises:
        RunError: if one is damaged.
    """
    highest: dict[str, dict[str, float]] = {}
    with well_formed("compare"):
        for one in comparisons:
            for name, side in one["alternatives"].items():
                for outcome in side["outcomes"].values():
                    for case in outcome["cases"]:
                        if case.get("validated") is False and _lifted(case):
                            own = highest.setdefault(case["label"], {})
                            own[name] = max(own.get(name, 0.0), case["other"]["high"])
    return {label: _up_to(found) for label, found in highest.items()}


def _lifted(case: Found) -> bool:
    return bool(case["other"]["high"] >= max(RISES, 2 * case["base"]["high"]))


def _up_to(found: Mapping[str, float]) -> str:
    top = max(found.values())
    names = [name for name, high in found.items() if round(100 * high) == round(100 * top)]
    high = f"{round(100 * top)} in 100"
    return f"with {joined([f'“{name}”' for name in names], 'or')} up to {high}, unvalidated"


def _shift(group: Sequence[Alternative]) -> float:
    """Return what a group changes in how often contact comes, in 100 futures."""
    effect = _first(group[0].contact)
    return effect.difference.mean if effect else 0.0


def _first(effects: Sequence[Effect]) -> Effect | None:
    """Return the first effect that is beyond chance and no bare level."""
    material = [one for one in effects if one.material and one.base is not None]
    return next(iter(material), None)


def _said(effect: Effect, number: float) -> str:
    if effect.unit.startswith("person"):
        return people(number)
    if effect.unit == "in 100" and abs(number) >= 1:
        return str(round(number))
    return plain(float(f"{number:.2g}"))


def _moved(effect: Effect) -> str:
    if effect.base is None or effect.other is None:
        return effect.label
    unit = " in 100 futures" if effect.unit == "in 100" else ""
    return f"{effect.label} {_said(effect, effect.base)} → {_said(effect, effect.other)}{unit}"


def _change(effect: Effect) -> str:
    """Return a change as "from 9 to 72 in 100 futures (+64, 57 to 70)"."""
    base, other = (_said(effect, number or 0.0) for number in (effect.base, effect.other))
    change = effect.difference
    mean, low, high = (_said(effect, number) for number in (change.mean, change.low, change.high))
    sign = "+" if change.mean > 0 else ""
    unit = " in 100 futures" if effect.unit == "in 100" else ""
    return f"from {base} to {other}{unit} ({sign}{mean}, {low} to {high})"

"""What a comparison found, in a few sentences: for the answer and for the brief."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from offramp.report.build.effect_words import change, moved, tells
from offramp.report.build.given import well_formed
from offramp.report.picture.base import Difference
from offramp.report.picture.decisions import Alternative, Comparison, Effect
from offramp.results.words import joined

FEW = 2
"""Alternatives that are told where not all are."""
ALIKE = 0.2
"""By such a share of the range that chance leaves may alternatives differ that act alike."""
RISES = 0.005
"""A highest chance that no rounding hides."""
NO_CONTACT = "Contact of the two sides: no change beyond chance"
Found = Mapping[str, Any]


def alike(told: Sequence[Alternative]) -> list[list[Alternative]]:
    """Return alternatives in groups that do the same for people and for contact.

    They do where the same is told of them, and nothing that moves beyond chance differs by more
    than `ALIKE`.
    """
    groups: list[list[Alternative]] = []
    for one in told:
        group = next((group for group in groups if _same(group[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _same(one: Alternative, other: Alternative) -> bool:
    ours, theirs = ({e.id: e for e in [*side.people, *side.contact]} for side in (one, other))
    material = {e.id for e in [*ours.values(), *theirs.values()] if tells(e)}
    return does(one) == does(other) and all(
        name in ours and name in theirs and _near(ours[name].difference, theirs[name].difference)
        for name in material
    )


def _near(one: Difference, other: Difference) -> bool:
    width = min(one.high - one.low, other.high - other.low)
    return abs(one.mean - other.mean) <= ALIKE * width


def named(group: Sequence[Alternative]) -> str:
    """Return what a group of alternatives is called."""
    names = joined([f"“{one.name}”" for one in group])
    return f"{names} act alike here" if len(group) > 1 else names


def does(one: Alternative) -> str:
    """Return what an alternative does for people and for contact, beyond chance if so."""
    parts = []
    for group, words in ((one.people, "people"), (one.contact, "contact")):
        effect = _first(group)
        if effect is not None:
            parts.append(moved(effect))
        elif group:
            parts.append(f"no change for {words} beyond chance")
    return "; ".join(parts) or "nothing changes beyond chance"


def decided(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield what the most different alternatives do: a sentence, and the number of contact.

    Args:
        comparison: of the page.
    """
    for group in _told(comparison):
        one = group[0]
        said, often = NO_CONTACT if one.contact else "", ""
        contact = _first(one.contact)
        if contact is not None:
            way = "up" if contact.difference.mean > 0 else "down"
            said, often = f"{contact.label} goes {way}", change(contact)
        yield _text(group, said), often


def sentences(comparison: Comparison) -> str:
    """Return the same as one text, the numbers in it."""
    told = []
    for group in _told(comparison):
        contact = _first(group[0].contact)
        none = NO_CONTACT if group[0].contact else ""
        told.append(_text(group, f"{contact.label} {change(contact)}" if contact else none))
    return " ".join(told)


def _text(group: Sequence[Alternative], contact: str) -> str:
    """Return what a group does for people, and then what is said of contact, if anything is."""
    told = (f"{named(group)}: {_people(group[0])}", contact)
    return " ".join(f"{said}." for said in told if said)


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
    other = next((e for e in one.people if tells(e) and _good(e) == -good != 0), None)
    return "; ".join(f"{e.label} {change(e)}" for e in (first, other) if e is not None)


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
    said = {name: max(1, round(100 * high)) for name, high in found.items()}
    top = max(said.values())
    names = [f"“{name}”" for name, high in said.items() if high == top]
    return f"with {joined(names, 'or')} up to {top} in 100, unvalidated"


def _shift(group: Sequence[Alternative]) -> float:
    """Return what a group changes in how often contact comes, in 100 futures."""
    effect = _first([one for one in group[0].contact if one.unit == "in 100"])
    return effect.difference.mean if effect else 0.0


def _first(effects: Sequence[Effect]) -> Effect | None:
    """Return the first effect that is beyond chance."""
    return next(filter(tells, effects), None)

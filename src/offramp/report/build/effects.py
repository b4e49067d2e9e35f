"""What an alternative changes, as paired differences: of people, of contact, of all else."""

from collections.abc import Iterator, Mapping
from typing import Any

from offramp.ensemble.moves import FEWEST
from offramp.ensemble.saying import say_range
from offramp.report.build.about import About
from offramp.report.build.words import capital
from offramp.report.picture.base import Difference
from offramp.report.picture.decisions import Effect
from offramp.results.summary.numbers import figure

CONTACT, PEOPLE, OTHERS = "contact", "people", "others"
Found = Mapping[str, Any]


def effects(about: About, found: Found, members: int) -> dict[str, list[Effect]]:
    """Return the effects of an alternative by what they are about.

    What follows from the change itself is no finding and is left out; so is a case that holds
    where no other does, and what does not move in any future, beside people and contact.

    Args:
        about: sorts them.
        found: an alternative, as `offramp.ensemble.differences` gives it.
        members: futures of each side.
    """
    sorted_: dict[str, list[Effect]] = {PEOPLE: [], CONTACT: [], OTHERS: []}
    for group, effect in _all(about, found, members):
        if group != OTHERS or effect.lower or effect.higher:
            sorted_[group].append(effect)
    if not sorted_[PEOPLE]:
        trapped = found["quantities"].get("trapped")
        sorted_[PEOPLE] = [_number("trapped", trapped, members)] if trapped else []
    cases = {
        f"{question}.{case['id']}"
        for question, outcome in found["outcomes"].items()
        for case in outcome["cases"]
    }
    sorted_[CONTACT] = once(sorted_[CONTACT], cases)
    return sorted_


def once(told: list[Effect], cases: set[str]) -> list[Effect]:
    """Return effects without indicators that only count what a case counts.

    Such a case is judged as its indicator is: low or high may be better.

    Args:
        told: effects.
        cases: ids of those that are cases.
    """
    first = {_counts(one): one.id for one in reversed(told) if one.id in cases and _moves(one)}
    better = {_counts(one): one.better for one in told if one.id not in cases and one.better}
    kept = [one for one in told if one.id in cases or _counts(one) not in first]
    return [
        one.model_copy(update={"better": better.get(_counts(one), one.better)})
        if first.get(_counts(one)) == one.id
        else one
        for one in kept
    ]


def _moves(one: Effect) -> bool:
    return bool(one.lower or one.higher)


def _counts(one: Effect) -> tuple[float | str | None, ...]:
    """Return what two effects of the same futures share, however they are worded."""
    base, other = (None if number is None else round(number, 1) for number in (one.base, one.other))
    return one.unit, base, other, one.lower, one.higher


def unseen(about: About, found: Found) -> list[str]:
    """Return what an alternative does to what nobody has seen: ranges, and never a difference."""
    told: dict[str, str] = {}
    cases = [case for outcome in found["outcomes"].values() for case in outcome["cases"]]
    chances = [one for key, one in found["indicators"].items() if not about.answered(key)]
    for one in [*cases, *chances]:
        if one.get("validated") is not False or one["label"] in told:
            continue
        base, other = (say_range(one[side]["low"], one[side]["high"]) for side in ("base", "other"))
        ways = ""
        if "higher" in one:
            ways = f" (in {one['higher']:g} of 100 futures higher, in {one['lower']:g} lower)"
        told[one["label"]] = (
            f"{one['label']}: {base} as it is, {other} with it{ways}; never seen, unvalidated, a "
            "range of the recorded chance"
        )
    return list(told.values())


def _all(about: About, found: Found, members: int) -> Iterator[tuple[str, Effect]]:
    yield from _cases(about, found, members, YES_OR_NO)
    for key, one in found["indicators"].items():
        if "validated" in one:
            continue
        group = PEOPLE if about.people(key) else CONTACT if about.contact(key) else OTHERS
        scale = 100 if one.get("in_100") else 1
        yield group, _number(key, one, one["futures"], scale)
    yield from _cases(about, found, members)
    for key, one in found["quantities"].items():
        yield (CONTACT if key == "lethal" else OTHERS), _number(key, one, members)
    for key, one in found["measures"].items():
        if "ruled_out" not in one:
            yield OTHERS, _case(f"measures.{key}", one, members)


def _cases(
    about: About, found: Found, members: int, answers: int | None = None
) -> Iterator[tuple[str, Effect]]:
    """Yield the seen cases of questions with so many answers, or of all others."""
    for question, outcome in found["outcomes"].items():
        cases = outcome["cases"]
        if (len(cases) == YES_OR_NO) != (answers == YES_OR_NO):
            continue
        for case in cases[:1] if len(cases) == YES_OR_NO else cases:
            name = f"{question}.{case['id']}"
            if "assumption" not in case and "ruled_out" not in case:
                yield (CONTACT if about.contact(name) else OTHERS), _case(name, case, members)


YES_OR_NO = 2
"""Answers of a question whose second only mirrors the first."""


def _number(key: str, one: Found, futures: int, scale: int = 1) -> Effect:
    moved = (one["lower"] + one["higher"]) * futures / 100
    change = {end: figure(scale * one["difference"][end]) for end in ("mean", "low", "high")}
    difference = Difference(**change)
    unit = "in 100" if scale > 1 else "" if one["unit"] == "1" else one["unit"]
    return Effect(
        id=key,
        label=capital(one["label"]),
        unit=unit,
        better=one.get("better", ""),
        base=figure(scale * one["base"]),
        other=figure(scale * one["other"]),
        difference=difference,
        lower=one["lower"],
        higher=one["higher"],
        unchanged=one["unchanged"],
        pairing=one["pairing"]["times"],
        material=leaves_out_zero(difference) and round(moved) >= FEWEST,
    )


def _case(key: str, one: Found, members: int) -> Effect:
    difference = Difference(**one["difference_in_100"])
    lower, higher = (100 * one[name] / members for name in ("vanishes_in", "appears_in"))
    return Effect(
        id=key,
        label=capital(one["label"]),
        unit="in 100",
        better="",
        base=one["base_in_100"],
        other=one["other_in_100"],
        difference=difference,
        lower=round(lower, 1),
        higher=round(higher, 1),
        unchanged=round(100 - lower - higher, 1),
        pairing=one["pairing"]["times"],
        material=leaves_out_zero(difference),
    )


def leaves_out_zero(change: Difference) -> bool:
    """Return whether the interval of a difference leaves out zero."""
    return change.low > 0 or change.high < 0

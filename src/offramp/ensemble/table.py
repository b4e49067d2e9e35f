"""A comparison as rows of words."""

from collections.abc import Callable
from math import floor, log10
from typing import Any, NamedTuple

from offramp.ensemble.moves import FEWEST
from offramp.ensemble.pairing import said
from offramp.ensemble.saying import signed
from offramp.results.summary.numbers import figure
from offramp.results.words import chance_range, in_100, people, plain

ALIKE, HIGHER, LOWER = "about the same", "a little higher", "a little lower"
"""The other side, where two figures hide the difference."""
NONE = "none"
"""The difference of what stays as it is."""
YES_OR_NO = 2
"""Answers of a question whose second only mirrors the first."""
HEADLINES = ("lethal", "trapped", "arrivals_in_all")
"""Numbers that are always shown where the scenario has no indicators of its own."""

FIRST = 9
"""Indicators that are always shown: the first in the file."""


class Row(NamedTuple):
    """One line of the table."""

    what: str
    base: str
    other: str
    difference: str
    futures: str
    headline: bool = False
    """Whether a short account shows it in any case."""
    material: bool = False
    """Whether the interval of its difference leaves out zero, and enough futures moved to tell."""
    pairing: str = ""
    """What pairing bought, in short."""
    group: str = ""
    """The heading it stands under."""


def table(found: dict[str, Any], futures: int) -> list[Row]:
    """Return the rows of one alternative: outcomes, indicators, numbers, measures that differ.

    Headlines are the cases of the first question, the first answer of each yes-or-no question
    (the second mirrors it and is left out), the first indicators of the scenario, or, where it
    has none, the numbers of `HEADLINES`.

    Args:
        found: as `differences` returns it.
        futures: number of futures.
    """
    rows = []
    for at, outcome in enumerate(found["outcomes"].values()):
        cases = [_case(case, futures) for case in outcome["cases"]]
        if at == 0:
            cases = [row._replace(headline=True) for row in cases]
        elif len(cases) == YES_OR_NO:
            cases = [cases[0]._replace(headline=True)]
        rows += _under(outcome["label"], cases)
    told = found["indicators"].values()
    own = [_indicator(one) for one in told if not one["built_in"]]
    own = [row._replace(headline=at < FIRST) for at, row in enumerate(own)]
    chances = [_indicator(one) for one in told if one["built_in"]]
    rows += [*_under("Indicators of the scenario", own), *_under("Chances", chances)]
    numbers = [
        _number(number, futures)._replace(headline=not own and name in HEADLINES)
        for name, number in found["quantities"].items()
    ]
    measures = [
        _paired(measure["label"], measure, futures)
        for measure in found["measures"].values()
        if measure["appears_in"] or measure["vanishes_in"]
    ]
    return [*rows, *_under("On average", numbers), *_under("Measures in force", measures)]


def _under(heading: str, rows: list[Row]) -> list[Row]:
    """Return rows under a heading; nothing where there are none."""
    if not rows:
        return []
    return [
        Row(heading, "", "", "", ""),
        *(row._replace(what=f"  {row.what}", group=heading) for row in rows),
    ]


def aligned(rows: list[Row]) -> list[str]:
    """Return rows as lines of text whose columns stand below one another.

    >>> aligned([Row("a", "b", "c", "d", "e"), Row("long", "1", "2", "3", "4")])
    ['a     b  c  d  e', 'long  1  2  3  4']
    """
    cells = [(row.what, row.base, row.other, row.difference, row.futures) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]


def _case(case: dict[str, Any], futures: int) -> Row:
    if "assumption" not in case:
        return _paired(case["label"], case, futures)
    return Row(
        f"{case['label']} (never seen, unvalidated)",
        chance_range(case["base"]["low"], case["base"]["high"]),
        chance_range(case["other"]["low"], case["other"]["high"]),
        "range only",
        "the recorded chance, not counted",
    )


def _paired(label: str, found: dict[str, Any], futures: int) -> Row:
    base, other = in_100(found["base"], futures), in_100(found["other"], futures)
    if "ruled_out" in found:
        return Row(label, base, other, found["ruled_out"], "")
    appears, vanishes = found["appears_in"], found["vanishes_in"]
    if not appears and not vanishes:
        return Row(label, base, other, NONE, f"appears in 0, vanishes in 0 of {futures:,} futures")
    change = found["difference_in_100"]
    return Row(
        label,
        base,
        other,
        _change(change, lambda number: signed(number, _plain(number)), " in 100"),
        f"appears in {appears:,}, vanishes in {vanishes:,} of {futures:,} futures",
        material=_leaves_out_zero(change),
        pairing=said(found["pairing"]),
    )


def _number(found: dict[str, Any], futures: int) -> Row:
    say = people if found["unit"].startswith("person") else _plain
    change = found["difference"]
    material = _leaves_out_zero(change) and _moved(found, futures) >= FEWEST
    return Row(
        found["label"],
        *_levels(found, say, material),
        _change(change, lambda number: signed(number, say(number))),
        _ways({"better": "", **found}),
        material=material,
        pairing=said(found["pairing"]),
    )


def _indicator(found: dict[str, Any]) -> Row:
    """Return one indicator; which way is better is said in words, where that is said at all."""
    if "validated" in found:
        return Row(
            f"{found['label']} (never seen, unvalidated)",
            chance_range(found["base"]["low"], found["base"]["high"]),
            chance_range(found["other"]["low"], found["other"]["high"]),
            "range only",
            _ways(found),
        )
    often = found.get("in_100", False)
    if often:
        ends = {name: 100 * found[name] for name in ("base", "other")}
        change = {name: 100 * end for name, end in found["difference"].items()}
        found = {**found, **ends, "difference": change}
    unit = " in 100" if often else ""
    say = people if found["unit"].startswith("person") else _plain
    change = found["difference"]
    material = _leaves_out_zero(change) and _moved(found, found["futures"]) >= FEWEST
    better = {"low": "less is better", "high": "more is better", "": ""}[found["better"]]
    about = [part for part in ("" if found["unit"] == "1" else found["unit"], better) if part]
    return Row(
        f"{found['label']} ({'; '.join(about)})" if about else found["label"],
        *_levels(found, say, material, unit),
        _change(change, lambda number: signed(number, say(number)), unit),
        _ways(found),
        material=material,
        pairing=said(found["pairing"]),
    )


def _levels(
    found: dict[str, Any], say: Callable[[float], str], material: bool, unit: str = ""
) -> tuple[str, str]:
    """Return both sides in words; two figures, which may hide or swell a small difference."""
    base = abs(found["base"])
    step = 10 ** (floor(log10(base)) - 1) if base > 0 else 0.0
    change = found["difference"]
    hidden = not unit and 0 < abs(change["mean"]) < step
    ours, theirs = (f"{say(found[side])}{unit}" for side in ("base", "other"))
    if hidden and material:
        return ours, HIGHER if change["mean"] > 0 else LOWER
    return ours, ALIKE if hidden else theirs


def _moved(found: dict[str, Any], futures: int) -> int:
    """Return in about how many futures a number is not what it was."""
    return round(float(found["lower"] + found["higher"]) * futures / 100)


def _ways(found: dict[str, Any]) -> str:
    """Return in how many futures it is better, worse and the same, or lower and higher."""
    low, high = found["lower"], found["higher"]
    fewer, more, same = (_of_100(share) for share in (low, high, found["unchanged"]))
    ways = {
        "low": f"{fewer} better, {more} worse",
        "high": f"{more} better, {fewer} worse",
        "": f"{fewer} lower, {more} higher",
    }
    return f"of 100 futures {ways[found['better']]}, {same} the same"


def _of_100(share: float) -> str:
    """Return a share in 100 as a whole number, which is 0 or 100 only if it is so."""
    return "<1" if 0 < share < 0.5 else ">99" if 99.5 < share < 100 else f"{share:.0f}"


def _change(change: dict[str, float], say: Callable[[float], str], unit: str = "") -> str:
    """Return a mean difference with its interval."""
    if change["low"] == change["high"] == 0:
        return NONE
    low, mean, high = (say(change[name]) for name in ("low", "mean", "high"))
    return f"{mean}{unit} ({low} to {high})"


def _leaves_out_zero(change: dict[str, float]) -> bool:
    return change["low"] > 0 or change["high"] < 0


def _plain(number: float) -> str:
    return plain(_short(number))


def _short(number: float) -> float:
    """Return a number with two significant figures."""
    return figure(number, 2)

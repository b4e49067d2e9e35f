"""A comparison as rows of words."""

from collections.abc import Callable
from typing import Any, NamedTuple

from offramp.results.words import chance_range, in_100, people, plain


class Row(NamedTuple):
    """One line of the table."""

    what: str
    base: str
    other: str
    difference: str
    futures: str


def table(found: dict[str, Any], futures: int) -> list[Row]:
    """Return the rows of one alternative: outcomes, numbers, measures that differ.

    Args:
        found: as `differences` returns it.
        futures: number of futures.
    """
    rows = []
    for outcome in found["outcomes"].values():
        rows += _under(outcome["label"], [_case(case, futures) for case in outcome["cases"]])
    numbers = [_number(number) for number in found["quantities"].values()]
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
    return [Row(heading, "", "", "", ""), *(row._replace(what=f"  {row.what}") for row in rows)]


def aligned(rows: list[Row]) -> list[str]:
    """Return rows as lines of text whose columns stand below one another.

    >>> aligned([Row("a", "b", "c", "d", "e"), Row("long", "1", "2", "3", "4")])
    ['a     b  c  d  e', 'long  1  2  3  4']
    """
    widths = [max(len(row[at]) for row in rows) for at in range(len(Row._fields))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _case(case: dict[str, Any], futures: int) -> Row:
    if "assumption" not in case:
        return _paired(case["label"], case, futures)
    return Row(
        f"{case['label']} (never seen, unvalidated)",
        chance_range(case["base"]["low"], case["base"]["high"]),
        chance_range(case["other"]["low"], case["other"]["high"]),
        "range only",
        _directions(case),
    )


def _paired(label: str, found: dict[str, Any], futures: int) -> Row:
    change = found["difference_in_100"]
    return Row(
        label,
        in_100(found["base"], futures),
        in_100(found["other"], futures),
        _change(change, lambda number: f"{number:+.1f}", " in 100"),
        f"appears in {_share(found['appears_in'], futures)}, "
        f"vanishes in {_share(found['vanishes_in'], futures)}",
    )


def _number(found: dict[str, Any]) -> Row:
    say = people if found["unit"].startswith("person") else plain
    change = found["difference"]
    return Row(
        found["label"],
        say(found["base"]),
        say(found["other"]),
        _change(change, lambda number: f"{'+' if number > 0 else ''}{say(number)}"),
        _directions(found),
    )


def _change(change: dict[str, float], say: Callable[[float], str], unit: str = "") -> str:
    """Return a mean difference with its interval."""
    if change["low"] == change["high"] == 0:
        return "none"
    low, mean, high = (say(change[name]) for name in ("low", "mean", "high"))
    return f"{mean}{unit} ({low} to {high})"


def _directions(found: dict[str, Any]) -> str:
    words = [word for word in ("better", "worse", "lower", "higher", "unchanged") if word in found]
    return ", ".join(f"{found[word]:g} {word}" for word in words)


def _share(count: int, futures: int) -> str:
    return f"{100 * count / futures:.1f}".removesuffix(".0")

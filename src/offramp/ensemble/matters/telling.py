"""What matters, in words: for somebody who has one minute."""

from typing import TYPE_CHECKING

from offramp.ensemble.lines import prose
from offramp.ensemble.matters.assumptions import FEWEST, Assumption, Said
from offramp.ensemble.matters.boxes import FEWEST as FEWEST_IN_BOX
from offramp.ensemble.matters.boxes import Limit
from offramp.ensemble.saying import UNVALIDATED, say_level
from offramp.results.words import in_100, joined, plain

if TYPE_CHECKING:
    from offramp.ensemble.matters.answer import Matters, Result

LEAST_DRAWS = 3 * FEWEST
"""Draws from which an assumption can be named: the fewest in each of three parts."""
BOX_DRAWS = 4 * FEWEST_IN_BOX
"""Draws from which a box is looked for: twice the fewest in each half."""


def lines(found: "Matters", width: int) -> list[str]:
    """Return what matters as lines of text."""
    cut = "" if found.complete else "STOPPED EARLY: only what was finished is shown. "
    size = found.draws * found.replicates
    head = (
        f"{cut}What matters, over {size:,} futures (seed {found.seed}): {found.draws:,} draws of "
        f"the {found.drawn} numbers that are not known, each with {found.replicates} rolls of "
        "chance. An assumption is shown from its lowest third to its highest. The bar is so high "
        f"that, over all {found.looks:,} pairs of a number and a result, chance alone names "
        "anything in at most 1 of 20 such sweeps."
    )
    told = [found.scenario["title"], *prose(head, width)]
    for one in found.results:
        told += ["", *_result(one, found.draws, width)]
    if not found.results:
        told += ["", "  no result differs between futures: name others with --read"]
    return [*told, "", *prose(f"Given these assumptions. {found.scenario['limits']}", width)]


def _result(one: "Result", draws: int, width: int) -> list[str]:
    read = one.read
    note = f" ({UNVALIDATED}; assumes {read.assumption})" if read.kind == "range" else ""
    unit = f" [{read.unit}]" if read.unit != "1" else ""
    stands = say_level(read, one.level, one.futures, interval=False)
    told = prose(f"{read.label}{unit}: {stands}{note}", width, hang=2)
    told += prose(spread(one), width, indent=2, hang=4)
    for at, assumption in enumerate(one.assumptions, start=1):
        told += _assumption(one, assumption, at, width)
    if one.others:
        told.append(f"  and {one.others} more that move it more than chance may")
    if not one.assumptions:
        told.append(f"  {unmoved(draws)}")
    return told + prose(boxed(one, draws), width, indent=2, hang=4)


def unmoved(draws: int) -> str:
    """Say that no assumption is named, and whether any could be."""
    if draws < LEAST_DRAWS:
        return f"too few draws to name an assumption: give {LEAST_DRAWS} or more"
    return f"no assumption moves it so much that {draws:,} draws tell it from chance"


def spread(one: "Result") -> str:
    """Say where the spread of a result comes from."""
    share = one.share
    if share is None:
        return "Its spread cannot be split: too few draws, or too few futures that differ."
    part, low, high = (round(100 * end) for end in (share.share, share.low, share.high))
    spread = "spread, by rank of futures," if one.read.kind == "range" else "spread"
    return (
        f"Of its {spread} {part} % is what we do not know ({low} to {high}), {100 - part} % is "
        "chance, which no research would remove."
    )


def _assumption(one: "Result", found: Assumption, at: int, width: int) -> list[str]:
    said = found.said
    low, high = (
        say_level(one.read, side, size, interval=False)
        for side, size in zip((found.low, found.high), found.futures, strict=True)
    )
    told = f"{at} {said.label}, {ends(found)}: {low} -> {high}{_alone(found)}"
    about = f"{said.path}; {said.source}" if said.path != said.label else said.source
    return prose(told, width, indent=2, hang=4) + prose(about, width, indent=4, hang=2)


def ends(found: Assumption) -> str:
    """Say from which to which values an assumption is moved."""
    low, high = found.ends
    unit = "" if found.said.unit == "1" else f" {found.said.unit}"
    if {low, high} == {0.0, 1.0}:
        return "no -> yes"
    return f"below {plain(low)} -> above {plain(high)}{unit}"


def _alone(found: Assumption) -> str:
    share = 100 * found.explains
    return f"; alone {share:.0f} % of the spread" if share >= 1 else ""


def boxed(one: "Result", draws: int) -> str:
    """Say in which futures what is asked about is unusually frequent."""
    box = one.box
    if box is None and draws < BOX_DRAWS:
        return f"Too few draws to look for a set of assumptions: give {BOX_DRAWS} or more."
    if box is None:
        return "No set of assumptions was found that singles it out."
    where = joined([limit(*pair) for pair in zip(box.limits, one.box_said, strict=True)])
    inside, whole = (in_100(round(1e6 * share), 10**6) for share in (box.density, box.base))
    told = (
        f"Where {where}: {one.asked} {inside} futures, against {whole} in all. They are "
        f"{_of_100(box.mass)} in 100 of all futures and hold {_of_100(box.coverage)} in 100 of the "
        "cases"
    )
    if box.holds:
        return f"{told} (counted in the half of the draws that did not find it)."
    return f"UNSURE, not borne out by the other half of the draws: {told[0].lower()}{told[1:]}."


def limit(one: Limit, said: Said) -> str:
    """Say one limit of a box."""
    unit = "" if said.unit == "1" else f" {said.unit}"
    return f"{said.label} is {'at least' if one.at_least else 'at most'} {plain(one.value)}{unit}"


def _of_100(share: float) -> str:
    return f"{100 * share:.0f}"

"""Examines mechanisms and links: switch one off, or change a cause, and see what moves.

Both sides run on the same futures. It tests what the assumptions of a scenario imply, and whether
they imply what whoever wrote them expected; not whether they hold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from offramp.ensemble.asking import Asking
from offramp.ensemble.moves import Way
from offramp.ensemble.reads import Read, chosen, reads_of
from offramp.ensemble.trial import Trial, trial
from offramp.model.mechanism import Direction, Link, Mechanism
from offramp.model.scenario import Scenario
from offramp.reading.nodes import Mapping as Tree
from offramp.reading.scenario import Reading
from offramp.reading.variants import laid_over, part_of

AGREED, PART, UNSURE, CONTRARY = "as expected", "in part", "can't say", "contrary"
STILL, UNSAID, FIXED = "nothing recorded moves", "nothing expected", "no switch"
MET, UNMOVED = "agreed", "unmoved"
"""What is said of one indicator, beside contrary and can't say."""
MECHANISM_VERDICTS = (AGREED, PART, UNSURE, CONTRARY, STILL, UNSAID, FIXED)
"""What is said of a mechanism, in the order of a count."""
AS_CLAIMED, OPPOSITE, UNDECIDED, UNKNOWN = "as claimed", "opposite", "undecided", "claimed unknown"
LINK_VERDICTS = (AS_CLAIMED, OPPOSITE, UNDECIDED, UNKNOWN)
"""What is said of a link."""
OTHERS = 3
"""Other things shown of a mechanism: those that moved most."""


@dataclass(frozen=True)
class Expected:
    """One indicator of a mechanism, what was expected of it, and what came of it."""

    trial: Trial
    expected: Direction
    verdict: str
    """agreed, contrary, can't say, or unmoved."""


@dataclass(frozen=True)
class MechanismFinding:
    """What switching a mechanism off does.

    Attributes:
        id: of the mechanism.
        mechanism: itself.
        expected: each indicator that something was expected of.
        others: those that moved most beside them, in units of their standard error.
        verdict: one of `MECHANISM_VERDICTS`.
    """

    id: str
    mechanism: Mechanism
    expected: tuple[Expected, ...]
    others: tuple[Trial, ...]
    verdict: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        one = self.mechanism
        return {
            "title": one.title,
            "claimed_by": one.claimed_by,
            "disputed_by": one.disputed_by,
            "verdict": self.verdict,
            "expected": {
                found.trial.read.name: {
                    "expected": found.expected,
                    "verdict": found.verdict,
                    **found.trial.to_dict(),
                }
                for found in self.expected
            },
            "others": {found.read.name: found.to_dict() for found in self.others},
        }


@dataclass(frozen=True)
class LinkFinding:
    """What more of a cause does to an effect.

    Attributes:
        id: of the link.
        link: itself.
        trial: of what is read; None where it is not assessed.
        verdict: one of `LINK_VERDICTS`.
    """

    id: str
    link: Link
    trial: Trial | None
    verdict: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        one, share = self.link, self.trial.move.up_of_moved if self.trial else None
        return {
            "cause": one.cause,
            "effect": one.effect,
            "sign": one.sign,
            "claimed_by": one.claimed_by,
            "disputed_by": one.disputed_by,
            "certainty": one.certainty,
            "mechanisms": list(one.mechanisms),
            "verdict": self.verdict,
            "reads": one.reads,
            "up_of_moved": dict(zip(("share", "low", "high"), share, strict=True))
            if share
            else None,
            **(self.trial.to_dict() if self.trial else {"assessed": False}),
        }


Finding = MechanismFinding | LinkFinding


@dataclass(frozen=True)
class _Task:
    """Two sides to run, and what to make of them."""

    base: Callable[[], Scenario]
    other: Callable[[], Scenario]
    find: Callable[[Asking, Scenario, Scenario], Finding]


def tasks(
    readings: Mapping[str, Reading], mechanisms: Sequence[str], links: Sequence[str]
) -> list[tuple[str, _Task]]:
    """Return what there is to do, with the name of the assumption set of each."""
    found = []
    for name, reading in readings.items():
        found += [(name, _mechanism_task(reading, one)) for one in mechanisms]
        found += [(name, _link_task(reading, one)) for one in links]
    return found


def findings(asking: Asking, todo: list[tuple[str, _Task]]) -> Iterator[tuple[str, Finding]]:
    """Carry out tasks one after another; all of them are first read, so that mistakes show early.

    Raises:
        ScenarioError: if an overlay does not fit.
    """
    asking.expect(asking.key(side()) for _, task in todo for side in (task.base, task.other))
    for name, task in todo:
        yield name, task.find(asking, task.base(), task.other())


def _mechanism_task(reading: Reading, name: str) -> _Task:
    path = f"mechanisms.{name}"
    under, off = part_of(reading, f"{path}.under"), part_of(reading, f"{path}.off")
    mechanism = reading.scenario.mechanisms[name]

    def find(asking: Asking, base: Scenario, other: Scenario) -> Finding:
        wanted = chosen(base, list(mechanism.expected))
        ours, theirs = asking.answers(base), asking.answers(other)
        if not off.entries:
            return MechanismFinding(name, mechanism, (), (), FIXED)
        every = [trial(read, ours, theirs) for read in reads_of(base).values()]
        tried = {one.read.name: one for one in every if one is not None}
        expected = tuple(
            Expected(tried[read.name], way, _verdict(way, tried[read.name].move.way))
            for read in wanted
            for way in (mechanism.expected[read.name],)
            if read.name in tried
        )
        others = _strongest([one for key, one in tried.items() if key not in mechanism.expected])
        still = not any(one.move.moved for one in tried.values())
        return MechanismFinding(name, mechanism, expected, others, _overall(expected, still))

    return _sides(reading, under, Tree(), off, find)


def _strongest(tried: list[Trial]) -> tuple[Trial, ...]:
    """Return the trials that moved most, each number once."""
    best: dict[str, Trial] = {}
    for one in sorted(tried, key=lambda one: -one.move.strength):
        if one.move.moved:
            best.setdefault(one.read.number or one.read.name, one)
    return tuple(best.values())[:OTHERS]


def _verdict(expected: Direction, way: Way) -> str:
    """Return what to say of one indicator.

    >>> _verdict("up", "up"), _verdict("up", "down"), _verdict("either", "down")
    ('agreed', 'contrary', 'agreed')
    >>> _verdict("none", "none"), _verdict("up", "none"), _verdict("up", "unclear")
    ('agreed', 'unmoved', "can't say")
    """
    if way == "unclear":
        return UNSURE
    if way == expected or (expected == "either" and way != "none"):
        return MET
    return UNMOVED if way == "none" else CONTRARY


def _overall(expected: tuple[Expected, ...], still: bool) -> str:
    """Return what to say of a mechanism.

    Args:
        expected: what was expected of it.
        still: whether nothing at all moved.
    """
    verdicts = {one.verdict for one in expected}
    if CONTRARY in verdicts:
        return CONTRARY
    if verdicts == {MET}:
        return AGREED
    if MET in verdicts:
        return PART
    if still:
        return STILL
    return UNSURE if verdicts else UNSAID


def _link_task(reading: Reading, name: str) -> _Task:
    path = f"links.{name}"
    under, less, more = (part_of(reading, f"{path}.{part}") for part in ("under", "less", "more"))
    link = reading.scenario.links[name]

    def find(asking: Asking, base: Scenario, other: Scenario) -> Finding:
        read: Read = chosen(base, [link.reads])[0]
        found = trial(read, asking.answers(base), asking.answers(other))
        return LinkFinding(name, link, found, _sign_verdict(link.sign, found))

    return _sides(reading, under, less, more, find)


def _sign_verdict(sign: str, found: Trial | None) -> str:
    """Return what to say of a link: a sign counts where futures and mean both show it."""
    if sign == "?":
        return UNKNOWN
    if found is None:
        return UNDECIDED
    way, share = found.move.way, found.move.up_of_moved
    if sign == "0":
        return {"none": AS_CLAIMED, "unclear": UNDECIDED}.get(way, OPPOSITE)
    if share is None or way in {"none", "unclear"}:
        return UNDECIDED
    most = "up" if share[1] > 0.5 else "down" if share[2] < 0.5 else ""
    if most != way:
        return UNDECIDED
    return AS_CLAIMED if (sign == "+") == (way == "up") else OPPOSITE


def _sides(
    reading: Reading,
    under: Tree,
    first: Tree,
    second: Tree,
    find: Callable[[Asking, Scenario, Scenario], Finding],
) -> _Task:
    return _Task(
        lambda: laid_over(reading, under, first).scenario,
        lambda: laid_over(reading, under, second).scenario,
        find,
    )

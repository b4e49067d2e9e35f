"""Which rules speak of an action, which of them prevails, and what that makes of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import IntEnum
from itertools import product

from offramp.model.law import Consequence, Provision
from offramp.model.law_parties import addressed_on, not_in_force, speaks_to
from offramp.model.scenario import Scenario

MOST_READINGS = 6
"""Readings on which an answer may hang: all the ways in which they may hold are gone through."""


class Standing(IntEnum):
    """What law makes of a measure."""

    silent = 0
    permitted = 1
    prohibited = 2
    barred = 3
    """Prohibited, and beyond the powers of the one who would do it."""

    @property
    def forbids(self) -> bool:
        """Whether it is prohibited, in breach of law or beyond one's powers."""
        return self >= Standing.prohibited


_PREVAILS: dict[Consequence, int] = {"MAY": 0, "SHALL": 1, "MUST_NOT": 2}
"""Of two rules that are equally high, the one with the higher number prevails."""


def rules_on(
    scenario: Scenario, action: str, by: str, on: date, only: Collection[str] | None = None
) -> tuple[str, ...]:
    """Return the provisions that speak of an action by an actor on a day, the weakest first.

    Each that is met prevails over all before it, save that what is barred stays so where a later
    one only forbids it; see `decided_by`. CONSULT gives no basis and forbids nothing.

    Args:
        scenario: With its provisions.
        action: Kind of action, as measures name it.
        by: The actor that does it.
        on: The day, which says what is in force and who is bound.
        only: The only provisions that count, if not all do.
    """
    found = [
        key
        for key, provision in scenario.provisions.items()
        if action in provision.actions
        and provision.consequence != "CONSULT"
        and (only is None or key in only)
        and not not_in_force(scenario, key, on)
        and speaks_to(addressed_on(scenario, key, on), provision.consequence, by)
    ]
    return tuple(sorted(found, key=lambda key: _rank(scenario.provisions[key])))


def _rank(provision: Provision) -> tuple[int, int]:
    return provision.priority, _PREVAILS[provision.consequence]


def made_by(provision: Provision) -> Standing:
    """Return what a provision makes of an action where it prevails."""
    if provision.consequence == "MUST_NOT":
        return Standing.barred if provision.bars else Standing.prohibited
    return Standing.permitted


def decided_by(scenario: Scenario, met: Iterable[str]) -> str:
    """Return which of the rules that are met decides on an action; empty where there is none.

    It is the last, but what is beyond somebody's powers is not brought within them by a rule that
    forbids it besides: only a later one that allows it or obliges to it does that.

    Args:
        scenario: With its provisions.
        met: Provisions that are met, the weakest first, as `rules_on` has them.
    """
    decisive, standing = "", Standing.silent
    for key in met:
        made = made_by(scenario.provisions[key])
        if not (standing is Standing.barred and made is Standing.prohibited):
            decisive, standing = key, made
    return decisive


def combinations(readings: Sequence[str]) -> Iterable[dict[str, bool]]:
    """Yield all the ways in which readings may hold, to see what hangs on them.

    There are 2 to the power of their number.

    Raises:
        ValueError: If there are more than `MOST_READINGS`.

    >>> [tuple(way.values()) for way in combinations(["broad", "narrow"])]
    [(False, False), (False, True), (True, False), (True, True)]
    """
    if len(readings) > MOST_READINGS:
        named = f"{len(readings)} readings ({', '.join(readings)})"
        message = f"an answer hangs on {named}: keep to {MOST_READINGS} of them"
        raise ValueError(message)
    for held in product((False, True), repeat=len(readings)):
        yield dict(zip(readings, held, strict=True))

"""Counting in Militarized Interstate Disputes 5.0: disputes, participants and incidents.

Hostility level: 2 threat, 3 display, 4 use of force, 5 war. Fatality level: 0 none, 1 to 6 rising,
-9 not known. Incidents (1993 to 2014; 52 began in 1992) are chained within a dispute by the day
they began, and by their place in the file where days are equal or not known (-9).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

Row = Mapping[str, str]

LEVELS = {"2": "threat", "3": "display", "4": "force", "5": "war"}
ENDS = "ends"
ERAS = ((1816, 1913), (1914, 1945), (1946, 1989), (1990, 2014))
UP, STAY, DOWN = "up", "stay", "down"


def chains(incidents: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the incidents of each dispute in order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for incident in incidents:
        found[incident["dispnum"]].append(incident)
    return {dispute: sorted(chain, key=_begins) for dispute, chain in found.items()}


def transitions(chained: Iterable[Sequence[Row]]) -> Counter[tuple[str, str]]:
    """Count (level, level of the next incident, or `ends` after the last of its dispute)."""
    found: Counter[tuple[str, str]] = Counter()
    for chain in chained:
        levels = [LEVELS[incident["hostlev"]] for incident in chain]
        found.update(pairwise([*levels, ENDS]))
    return found


def gaps(chained: Iterable[Sequence[Row]]) -> list[int]:
    """Return the days between the beginnings of two incidents in a row, where both are known."""
    days = ((_day(one), _day(two)) for chain in chained for one, two in pairwise(chain))
    return [(two - one).days for one, two in days if one is not None and two is not None]


def sides(parts: Iterable[Row]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the sides of the dispute that began each incident, by dispute and incident."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for part in parts:
        if part["insidea"] == "1":
            found[part["dispnum"], part["incidnum"]].add(part["sidea"])
    return {key: frozenset(began) for key, began in found.items()}


def other_side(
    chained: Iterable[Sequence[Row]], began: Mapping[tuple[str, str], frozenset[str]]
) -> Counter[tuple[str, str]]:
    """Count (level, level of the next incident) where one side began the first, the other that."""
    found: Counter[tuple[str, str]] = Counter()
    for chain in chained:
        for one, two in pairwise(chain):
            if _opposed(_who(one, began), _who(two, began)):
                found[LEVELS[one["hostlev"]], LEVELS[two["hostlev"]]] += 1
    return found


def after_force(chained: Iterable[Sequence[Row]], *, deadly: bool) -> Counter[tuple[str, str]]:
    """Count (up, stay or down; what came next) after a use of force, whoever did it.

    Up: war, or force with deaths of a higher fatality level than before. Stay: force with deaths of
    that level or less, or with deaths not known. Down: force without deaths, display, threat, or
    nothing more in the dispute. After force without deaths, force without deaths is `stay`.

    Args:
        chained: Incidents of each dispute in order.
        deadly: Whether to look after force with deaths, or after force without.
    """
    found: Counter[tuple[str, str]] = Counter()
    for chain in chained:
        for at, incident in enumerate(chain):
            deaths = int(incident["fatality"])
            if incident["hostlev"] == "4" and (deaths > 0 if deadly else deaths == 0):
                following = chain[at + 1] if at + 1 < len(chain) else None
                found[_step(deaths, following)] += 1
    return found


def answered_within(
    chained: Iterable[Sequence[Row]],
    began: Mapping[tuple[str, str], frozenset[str]],
    days: int,
    *,
    answers: Callable[[Row], bool],
) -> tuple[int, int]:
    """Return deadly uses of force by one side, and those the other answered within some days.

    Only those whose day is known count.

    Args:
        chained: Incidents of each dispute in order.
        began: Sides that began each incident.
        days: How long to wait (day).
        answers: Whether an incident counts as an answer.
    """
    asked = answered = 0
    for chain in chained:
        for at, one in enumerate(chain):
            first = _day(one)
            if one["hostlev"] != "4" or int(one["fatality"]) <= 0 or first is None:
                continue
            if len(_who(one, began)) != 1:
                continue
            asked += 1
            later = ((two, _day(two)) for two in chain[at + 1 :] if answers(two))
            answered += any(
                when is not None
                and (when - first).days <= days
                and _opposed(_who(one, began), _who(two, began))
                for two, when in later
            )
    return asked, answered


def opposed_disputes(
    disputes: Iterable[Row],
    participants: Iterable[Row],
    one: str,
    others: Mapping[str, int],
    years: tuple[int, int],
) -> list[Row]:
    """Return the disputes in which a state stood against members of an alliance from the start.

    Args:
        disputes: All disputes.
        participants: All participants.
        one: Code of the state.
        others: Year in which each member joined, by its code.
        years: First and last year in which a dispute may begin.
    """
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    for part in participants:
        if part["orig"] == "1":
            parts[part["dispnum"]].append(part)
    return [
        dispute
        for dispute in disputes
        if years[0] <= int(dispute["styear"]) <= years[1]
        and any(
            a["ccode"] == one
            and b["sidea"] != a["sidea"]
            and b["ccode"] in others
            and int(b["styear"]) >= others[b["ccode"]]
            for a in parts[dispute["dispnum"]]
            for b in parts[dispute["dispnum"]]
        )
    ]


def _begins(incident: Row) -> tuple[int, int, int]:
    return int(incident["styear"]), int(incident["stmon"]), int(incident["stday"])


def _day(incident: Row) -> date | None:
    year, month, day = _begins(incident)
    return date(year, month, day) if month > 0 and day > 0 else None


def _who(incident: Row, began: Mapping[tuple[str, str], frozenset[str]]) -> frozenset[str]:
    return began.get((incident["dispnum"], incident["incidnum"]), frozenset())


def _opposed(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one) == len(two) == 1 and one != two


def _step(deaths: int, following: Row | None) -> tuple[str, str]:
    if following is None:
        return DOWN, "nothing more"
    level, killed = LEVELS[following["hostlev"]], int(following["fatality"])
    if level == "war":
        return UP, "war"
    if level != "force":
        return DOWN, level
    if killed > deaths:
        return UP, "force with more deaths"
    if killed < 0:
        return STAY, "force, deaths not known"
    if killed == 0:
        return (DOWN if deaths else STAY), "force without deaths"
    return STAY, "force with deaths"

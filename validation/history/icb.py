"""Counting in International Crisis Behavior, version 14: crises (icb1) and their actors (icb2).

Codes, from the codebook of the project. Trigger and major response: 1 verbal (as a response 1 is
inaction and 2 verbal), 2 political, 3 economic, 4 external change, 5 other non-violent, 6 internal
challenge, 7 non-violent military, 8 indirect violent, 9 violent. Violence in a crisis: 1 none,
2 minor clashes, 3 serious clashes, 4 full-scale war. `iwcmb` and `iwc`: 1 for no intra-war crisis.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

Row = Mapping[str, str]

NON_MILITARY, MILITARY, VIOLENT = "non-military", "military, non-violent", "violent"
KINDS = (NON_MILITARY, MILITARY, VIOLENT)
TRIGGERS = {
    "1": "verbal act",
    "2": "political act",
    "3": "economic act",
    "4": "external change",
    "5": "other non-violent act",
    "6": "internal challenge",
    "7": "non-violent military act",
    "8": "indirect violent act",
    "9": "violent act",
}
THREATS = {
    "0": "to property",
    "1": "limited military",
    "2": "political",
    "3": "territorial",
    "4": "to influence",
    "5": "grave damage",
    "6": "existence",
    "7": "other",
}
VIOLENCE = {"1": "none", "2": "minor clashes", "3": "serious clashes", "4": "full-scale war"}
WAR = "4"
HIGHLY = 3
"""From this code on a superpower is highly involved: covert, semi-military or direct military."""


def outside_wars(crises: Iterable[Row]) -> list[Row]:
    """Return the crises that did not arise within an ongoing war."""
    return [crisis for crisis in crises if crisis["iwcmb"] == "1"]


def trigger_kind(code: str) -> str:
    """Return the kind of a trigger: 1 to 6, 7, or 8 and 9."""
    return VIOLENT if code in {"8", "9"} else MILITARY if code == "7" else NON_MILITARY


def reply_kind(code: str) -> str:
    """Return the kind of a major response: 1 to 5, 6 and 7, or 8 and 9 (7 and 9: several acts)."""
    return VIOLENT if code in {"8", "9"} else MILITARY if code in {"6", "7"} else NON_MILITARY


def replies(actors: Iterable[Row]) -> Counter[tuple[str, str]]:
    """Count (kind of trigger, kind of reply) over crisis actors that have both."""
    return Counter(
        (trigger_kind(row["triggr"]), reply_kind(row["majres"]))
        for row in actors
        if row["triggr"].strip() and row["majres"].strip()
    )


def wars_by(crises: Iterable[Row], column: str) -> dict[str, tuple[int, int]]:
    """Return crises and those that became full-scale wars, for each value of a column."""
    found: dict[str, tuple[int, int]] = {}
    for crisis in crises:
        crises_of, wars = found.get(crisis[column], (0, 0))
        found[crisis[column]] = (crises_of + 1, wars + (crisis["viol"] == WAR))
    return dict(sorted(found.items()))


def lengths(rows: Iterable[Row], column: str) -> list[int]:
    """Return the days that a column gives, where it gives any."""
    return [int(row[column]) for row in rows if row[column].strip()]


def both_superpowers(crises: Iterable[Row], first: int, last: int) -> list[Row]:
    """Return the crises triggered in some years in which both superpowers were highly involved."""
    return [
        crisis
        for crisis in crises
        if first <= int(crisis["yrtrig"]) <= last
        and all(int(crisis[power] or 0) >= HIGHLY for power in ("usinv", "suinv"))
    ]

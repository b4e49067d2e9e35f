"""Says in one sentence how a run did beside its rivals."""

from collections.abc import Mapping

from offramp.calibration.rivals import SPREAD
from offramp.results.words import joined

CLOSE = 0.02
"""Skills nearer to zero than this are called level: the draws of the rivals vary by as much."""


def verdict(skills: Mapping[int, Mapping[str, float]]) -> str:
    """Return how a run did at each horizon.

    Args:
        skills: skill against each rival with a spread, by horizon.

    >>> verdict({7: {"persistence": 0.4, "decay": 0.1}, 30: {"persistence": 0.2, "decay": -0.5}})
    'better than both rivals at 7 days; better than persistence, worse than decay at 30 days'
    """
    found: dict[str, list[str]] = {}
    for horizon, skill in skills.items():
        found.setdefault(_beside(skill), []).append(str(horizon))
    return "; ".join(f"{words} at {joined(days)} days" for words, days in found.items())


def _beside(skill: Mapping[str, float]) -> str:
    """Return how a run did beside its rivals at one horizon."""
    by_word: dict[str, list[str]] = {}
    for name in SPREAD:
        if name in skill:
            by_word.setdefault(word(skill[name]), []).append(name)
    if not by_word:
        return "without a rival to compare with"
    if len(by_word) == 1:
        said, names = next(iter(by_word.items()))
        return f"{said} both rivals" if len(names) > 1 else f"{said} {names[0]}"
    return ", ".join(f"{said} {joined(names)}" for said, names in by_word.items())


def word(skill: float) -> str:
    """Return how a forecast of some skill stands to its rival."""
    if abs(skill) < CLOSE:
        return "level with"
    return "better than" if skill > 0 else "worse than"

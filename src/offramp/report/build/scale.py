"""Words of probability, and how far to trust what they rest on: two things that are kept apart.

The words are those of the scales PHIA and ICD 203. Where each begins and ends is judgement, for
the two do not agree and PHIA leaves gaps; every page shows this table.
"""

from typing import Literal

Confidence = Literal["low", "moderate", "high"]

SCALE = (
    (5.0, "almost no chance"),
    (20.0, "very unlikely"),
    (45.0, "unlikely"),
    (55.0, "about as likely as not"),
    (80.0, "likely"),
    (95.0, "very likely"),
    (100.0, "almost certain"),
)
"""Words of probability, each with the highest number of futures of 100 that it stands for."""

MUCH = 0.75
"""Share of quantities that are judgement from which confidence is low where nothing is scored."""
LITTLE = 0.25
"""Share below which it may be high."""
HELD = 0.85
"""Share of later counts inside the 90 % range from which a forecast is said to have held."""
WORDS_APART = 2
"""Words of probability that a range reaches over at most, if confidence is to be more than low."""


def word(in_100: float) -> str:
    """Return the word for a number of futures of 100.

    >>> word(0), word(9), word(50), word(76.5), word(100)
    ('almost no chance', 'very unlikely', 'about as likely as not', 'likely', 'almost certain')
    """
    return SCALE[_step(in_100)][1]


def _step(in_100: float) -> int:
    return next((at for at, (most, _) in enumerate(SCALE) if in_100 <= most), len(SCALE) - 1)


def table() -> list[tuple[str, str]]:
    """Return the words and their ranges, as the page shows them."""
    lowest = [0.0, *(most for most, _ in SCALE)]
    return [
        (said, f"{low:.0f} to {high:.0f} of 100 futures")
        for low, (high, said) in zip(lowest, SCALE, strict=False)
    ]


def confidence(
    judged: float, held: float | None, low: float | None = None, high: float | None = None
) -> tuple[Confidence, str]:
    """Return how far the basis of a statement can be trusted, and why no further.

    Args:
        judged: share of the scenario's quantities that are judgement.
        held: share of what was counted later inside the 90 % range; None where nothing was.
        low: lower end of the range, futures of 100; None where there is none.
        high: upper end.
    """
    rests = f"{round(100 * judged)} of 100 quantities of the scenario are judgement"
    if low is not None and high is not None and _step(high) - _step(low) >= WORDS_APART:
        return "low", (
            f"what is not known moves it from “{word(low)}” to “{word(high)}”, and {rests}"
        )
    if held is None:
        level: Confidence = "low" if judged >= MUCH else "moderate"
        return level, f"nothing counted later bears on it, and {rests}"
    scored = f"{round(100 * held)} of 100 later counts lay inside the 90 % range"
    if held < HELD:
        return "low", f"{scored}, and {rests}"
    return ("high" if judged <= LITTLE else "moderate"), f"{scored}, and {rests}"

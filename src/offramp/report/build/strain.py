"""When hosts come under strain, and how sure that is: from the futures whose days are kept."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.report.build.shown import Shown
from offramp.report.build.words import futures, typically
from offramp.results.summary.strain import FULL
from offramp.results.words import day_words, joined

SAID = "the stated means of reception"


@dataclass(frozen=True)
class Strained:
    """Reception strain of the futures whose days are kept."""

    past: NDArray[np.bool_]
    """Past the stated means, (future, day, host)."""
    assessed: NDArray[np.bool_]
    """Hosts that have a sourced figure, (host,)."""
    names: list[str]

    def first(self, after: int = 0) -> NDArray[np.float64]:
        """Return the first day past the means from a day on, (future, host); inf where none is."""
        own = self.past[:, after:]
        if not own.shape[1]:
            return np.full(own[:, 0:0].shape[:1] + own.shape[2:], np.inf)
        return np.where(own.any(axis=1), own.argmax(axis=1) + after, np.inf)


def read_strain(shown: Shown) -> Strained:
    """Read the reception strain of the futures whose days are kept.

    Raises:
        RunError: if it is missing or damaged.
    """
    strain = np.asarray(shown.kept("strain"), np.float64)
    known = np.isfinite(strain) & shown.has_reception
    return Strained(
        past=np.where(known, strain, 0.0) > FULL,
        assessed=np.asarray(known.any(axis=(0, 1))),
        names=[shown.scenario.places[host].name for host in shown.labels("hosts")],
    )


def first_strained(shown: Shown, strained: Strained | None) -> str:
    """Say which host comes under strain first, when, and how sure that is; empty if not known."""
    if strained is None:
        return ""
    if not strained.assessed.any():
        return "No host has a sourced figure for what it can receive: strain is not assessed."
    first = strained.first()
    earliest = first.min(axis=1)
    ever = np.isfinite(earliest)
    size = len(first)
    if not ever.any():
        return f"No host is past {SAID} in any future."
    leads = (first == earliest[:, None]) & ever[:, None]
    at = int(np.argmax(leads.sum(axis=0)))
    own = first[leads[:, at], at]
    parts = [
        f"{strained.names[at]} comes under strain first: in {futures(len(own), size)} no "
        f"host is past {SAID} earlier, {_when(shown, own)}"
    ]
    never = size - int(ever.sum())
    if never:
        parts.append(f"in {futures(never, size)} no host ever is")
    return f"{'; '.join(parts)}.{_next(shown, strained)}"


def _next(shown: Shown, strained: Strained) -> str:
    """Say which hosts are under strain on the as-of date, and which is the likeliest to follow."""
    known = shown.as_of_day
    if known < 0 or known + 1 >= shown.days:
        return ""
    now = strained.past[:, known]
    most = now.mean(axis=0) > 0.5
    under = [name for name, is_under in zip(strained.names, most, strict=True) if is_under]
    if not under and not now.any():
        return ""
    later = np.where(now, np.inf, strained.first(known + 1))
    counts = np.where(most, 0, np.isfinite(later).sum(axis=0))
    at = int(np.argmax(counts))
    are = "is" if len(under) < 2 else "are"
    told = (
        f" On {day_words(shown.as_of)} {joined(under) or 'no host'} {are} past them in most "
        "futures."
    )
    if counts[at]:
        own = later[np.isfinite(later[:, at]), at]
        told += (
            f" After that date {strained.names[at]} comes newly under strain in "
            f"{futures(len(own), len(now))}, {_when(shown, own)}."
        )
    return told


def _when(shown: Shown, days: NDArray[np.float64]) -> str:
    low, median, high = np.quantile(days, [0.05, 0.5, 0.95])
    return typically(shown.date(low), shown.date(median), shown.date(high))

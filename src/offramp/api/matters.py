"""What matters in a scenario: what is not known against chance, and which assumptions move it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from offramp.api.asking import Way, Ways, as_loaded, untraced
from offramp.api.scenario import LoadedScenario
from offramp.ensemble.matters.answer import Matters, what_matters
from offramp.ensemble.reads import chosen
from offramp.results.errors import RunError

FUTURES = 2000
"""Futures of a question, where nothing else is asked for."""


def matters(
    scenario: LoadedScenario | str | Path,
    reads: Sequence[str] | None = None,
    *,
    replicates: int = 2,
    **how: Unpack[Ways],
) -> Matters:
    """Say what matters: shares of variance, the assumptions that move a result most, and boxes.

    The futures are nested: `members // replicates` draws of what is not known, each of which meets
    so many chances of its own. The cost is that of `members` futures, whatever the number of
    assumptions.

    Args:
        scenario: from `load`, or what `load` takes.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`; a few telling ones if not given.
        replicates: futures of each draw; two tell what is not known from chance best.
        **how: `members` (2,000 futures in all), `seed`, `out` (a folder that keeps what was run,
            so that the same call goes on later), `threads`, `progress`.

    Raises:
        ScenarioError: if what is read is unknown.
        RunError: if there are too few futures, nothing was finished before an interrupt, or the
            folder cannot be written.
    """
    how.setdefault("members", FUTURES)
    way = Way(**how)
    draws = way.members // replicates if replicates >= 1 else 0
    if not draws:
        msg = f"{way.members} futures cannot be {replicates} of each draw: give more of them"
        raise RunError(msg)
    own = as_loaded(scenario)
    wanted = chosen(own, list(reads)) if reads else None
    size = draws, replicates
    return what_matters(own, untraced(own), way.futures(draws * replicates), size, wanted)

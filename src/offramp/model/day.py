"""The order of a day: which processes what is declared cannot do without."""

from collections.abc import Sequence

from offramp.model.problems import Problem
from offramp.model.scenario import Scenario

ACTS = "effects"
"""The process by which anything declared acts; an order without it leaves all of it out."""
AFTER = {"influences": "before effects", "stocks": "after reception"}
"""Processes named as the sections they step, and where they go."""


def unordered(scenario: Scenario) -> Sequence[Problem]:
    """Return a problem for each section that acts, but whose process the order leaves out.

    An order without effects leaves all of it out, as one for displacement alone does.
    """
    if ACTS not in scenario.order:
        return ()
    return tuple(
        Problem(
            "missing-process",
            f'there are {name}, but the order leaves out the process "{name}"',
            f"add {name} to `order:`, {where}; or leave `order:` out",
        )
        for name, where in AFTER.items()
        if name not in scenario.order
        and any(not item.disabled for item in getattr(scenario, name).values())
    )

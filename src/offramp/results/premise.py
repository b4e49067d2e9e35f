"""What a run starts from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from offramp.model.scenario import Scenario


@dataclass(frozen=True)
class Premise:
    """A scenario as it was read, and how it was put together."""

    scenario: Scenario
    """With all overlays applied."""
    hash: str
    """SHA-256 of the resolved scenario, in hexadecimal."""
    where: Callable[[str], str]
    """Gives `file:line` for a dotted path such as `measures.appeal`; empty where not known."""
    save: Callable[[Path], None]
    """Writes the resolved scenario into a folder, from which it can be read again."""
    overlays: tuple[str, ...] = ()
    """Overlays in the order in which they were applied."""
    without: tuple[str, ...] = ()
    """Mechanisms that were switched off."""

"""What the verbs that ask a scenario a question share: options, assumption sets, how they end."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

import typer

from offramp.cli.console import print_json
from offramp.cli.failures import INTERRUPTED, stop

if TYPE_CHECKING:
    from offramp.api.scenario import LoadedScenario

T = TypeVar("T")

Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME",
        help="An assumption set, an overlay of its own; may be repeated, each is told apart.",
        show_default=False,
    ),
]
Kept = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Keep what each variant gave; the same command goes on where it stopped.",
        show_default=False,
    ),
]


class Told(Protocol):
    """What a question gives."""

    @property
    def complete(self) -> bool:
        """Whether all that was asked is there."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        ...

    def lines(self, width: int) -> list[str]:
        """Return it as text."""
        ...


def words(given: Sequence[str] | None, option: str) -> list[str] | None:
    """Read ids with commas between them, from options that may be repeated.

    Args:
        given: the texts of the option; None where it is left out.
        option: its name, for what is said where they hold nothing.

    Raises:
        BadParameter: if it is there and names nothing.

    >>> words(["a,b", "c"], "--read"), words(None, "--read")
    (['a', 'b', 'c'], None)
    """
    if not given:
        return None
    found = [part.strip() for text in given for part in text.split(",") if part.strip()]
    if not found:
        msg = f'"{given[0]}" names nothing: give at least one, with commas between them'
        raise typer.BadParameter(msg, param_hint=option)
    return found


def numbers(given: Sequence[str] | None, option: str) -> list[float]:
    """Read numbers with commas between them."""
    return _each(float, given, option, ("number", "0.1,0.2"))


def dates(given: Sequence[str] | None, option: str) -> list[date]:
    """Read dates with commas between them."""
    return _each(date.fromisoformat, given, option, ("date", "2030-04-01,2030-04-15"))


def _each(
    read: Callable[[str], T], given: Sequence[str] | None, option: str, told: tuple[str, str]
) -> list[T]:
    """Read values with commas between them; `told` names such a value, and gives two as written."""
    what, example = told
    found = []
    for part in words(given, option) or ():
        try:
            found.append(read(part))
        except ValueError:
            msg = f'"{part}" is no {what}: write {what}s with commas between them, as {example}'
            raise typer.BadParameter(msg, param_hint=option) from None
    return found


def loaded(
    scenario: str, overlays: Sequence[Path], sets: Sequence[str] | None
) -> "tuple[LoadedScenario, dict[str, LoadedScenario] | None]":
    """Read the scenario, and once more under each assumption set."""
    import offramp

    own = offramp.load(scenario, overlays=overlays)
    if not sets:
        return own, None
    return own, {one: offramp.load(scenario, overlays=[*overlays, one]) for one in sets}


def tell(found: Told, json: bool, write: Callable[[], None] | None = None) -> None:
    """Print what a question gave, and end with a status where it was stopped early.

    Args:
        found: what it gave.
        json: as JSON.
        write: writes a file of it; called once it is printed, so that no full disk loses it.
    """
    if json:
        print_json(found.to_dict())
    else:
        from offramp.cli.console import results
        from offramp.cli.screen.style import styled

        console = results()
        for line in found.lines(console.width):
            console.print(styled(line), soft_wrap=True)
    if write is not None:
        sys.stdout.flush()
        write()
    if not found.complete:
        sys.stdout.flush()
        stop("stopped by you; what was finished is shown, and kept with --out", INTERRUPTED)

"""The whole page from runs: every part that they can give, a notice for each they cannot."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from offramp.report.build.chains import chains
from offramp.report.build.head import head, provenance
from offramp.report.build.quantities import quantities
from offramp.report.build.shown import Shown
from offramp.report.build.sources import sources
from offramp.report.picture.base import Caption
from offramp.report.picture.chains import Chain
from offramp.report.picture.head import Answer, Brief
from offramp.report.picture.picture import Picture
from offramp.report.picture.trust import Assumptions, Quantities, SourceRow
from offramp.results.errors import RunError
from offramp.results.run import Run

Found = TypeVar("Found")
NO_QUANTITIES = Quantities(caption=Caption(title="No number can be shown"), rows=[])


class Notices:
    """What cannot be shown, and why: each reason once."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def part(self, what: str, build: Callable[[], Found], otherwise: Found) -> Found:
        """Return a part of the page, or what stands for it where a piece of the run is missing.

        Args:
            what: the part, in words.
            build: makes it; a `RunError` of it becomes a notice.
            otherwise: what the page holds in its place.
        """
        try:
            return build()
        except RunError as error:
            self.told.append(f"Not shown: {what}, for {error}.")
            return otherwise


def picture(runs: Sequence[Run], files: Sequence[dict[str, Any]] = ()) -> Picture:
    """Return what the page shows.

    Args:
        runs: the run that is shown, and after it those that it is compared with.
        files: what `compare`, `sweep` and `deadline` printed as JSON.
    """
    shown, notices = Shown(runs[0]), Notices()
    no_chains: list[Chain] = []
    no_sources: list[SourceRow] = []
    parts: dict[str, Any] = {
        "answer": Answer(sentence="", points=[]),
        "map": None,
        "people": None,
        "questions": [],
        "survival": None,
        "ladders": [],
        "phases": None,
        "chains": notices.part("the commonest chains", lambda: chains(shown), no_chains),
        "measures": None,
        "comparison": None,
        "off_ramps": None,
        "signposts": None,
        "assumptions": Assumptions(caption=Caption(title=""), assumptions=[]),
        "matters": None,
        "record": None,
        "changes": None,
        "quantities": notices.part("the numbers", lambda: quantities(shown), NO_QUANTITIES),
        "sources": notices.part("the sources", lambda: sources(shown), no_sources),
        "brief": Brief(bottom_line="", lines=[], scale=[], limits=""),
        "provenance": provenance(shown),
    }
    return Picture(head=head(shown, notices.told), **parts)

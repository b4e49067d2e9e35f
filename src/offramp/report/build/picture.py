"""The whole page from runs: every part that they can give, a notice for each they cannot."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from offramp.report.build.answer import answer
from offramp.report.build.arrivals import no_arrivals, read_arrivals
from offramp.report.build.assumptions import assumptions
from offramp.report.build.brief import Beside, brief
from offramp.report.build.chains import chains
from offramp.report.build.changes import changes
from offramp.report.build.compared import risen
from offramp.report.build.comparison import comparison
from offramp.report.build.given import Given, alternatives_of
from offramp.report.build.head import head, provenance
from offramp.report.build.ladders import ladders
from offramp.report.build.map import frames, world
from offramp.report.build.matters import matters
from offramp.report.build.measures import measures
from offramp.report.build.off_ramps import off_ramps
from offramp.report.build.people import displaced_inside, people
from offramp.report.build.phases import War, phases, read_war
from offramp.report.build.quantities import quantities
from offramp.report.build.questions import questions
from offramp.report.build.record import record
from offramp.report.build.shown import Shown
from offramp.report.build.signposts import signposts
from offramp.report.build.sources import sources
from offramp.report.build.strain import read_strain
from offramp.report.build.survival import survival
from offramp.report.build.words import sentence
from offramp.report.picture.base import Caption
from offramp.report.picture.map import Map
from offramp.report.picture.people import People
from offramp.report.picture.picture import Picture
from offramp.report.picture.trust import Assumptions, Changes, Quantities
from offramp.results.errors import RunError
from offramp.results.run import Run

Found = TypeVar("Found")
NO_ASSUMPTIONS = Assumptions(caption=Caption(title="No assumption can be shown"), assumptions=[])
NO_QUANTITIES = Quantities(caption=Caption(title="No number can be shown"), rows=[])


class Notices:
    """What cannot be shown, and why: each reason once."""

    def __init__(self, shown: Shown) -> None:
        self.told: list[str] = []
        self._path = str(shown.run.path)
        self._name = shown.run.path.resolve().name

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
            why = str(error).replace(self._path, self._name)
            self.told.append(sentence(f"not shown: {what}, for {why}"))
            return otherwise

    def several(self, what: str, build: Callable[[], list[Found]]) -> list[Found]:
        """Return the parts of one kind, or none where a piece of the run is missing."""
        return self.part(what, build, [])


def picture(runs: Sequence[Run], files: Sequence[dict[str, Any]] = ()) -> Picture:
    """Return what the page shows.

    Args:
        runs: the run that is shown, and after it those that it is compared with.
        files: what `compare`, `sweep` and `deadline` printed as JSON.

    Raises:
        RunError: if a file is nothing of that kind.
    """
    shown, given = Shown(runs[0]), Given.of(files)
    notices = Notices(shown)
    part, several = notices.part, notices.several
    war = part("phases", lambda: read_war(shown), None)
    told, world_map = _people(shown, notices, war)
    own = several(
        "the run beside this one", lambda: alternatives_of(runs[0], runs[1:], given.comparisons)
    )
    compared = [*given.comparisons, *own]
    differences = part("the comparison", lambda: comparison(shown, compared), None)
    if differences is None:  # of another scenario, or damaged: nothing of it is told
        compared = []
    beside = Beside(
        compared=differences,
        matters=part("what matters", lambda: matters(shown, given.sweeps), None),
        signs=part("the earliest signs", lambda: signposts(shown), None),
        risen=part("what decisions lift", lambda: risen(compared), {}),
    )
    said = answer(shown, told, beside.compared, beside.risen)
    return Picture(
        answer=said,
        map=world_map,
        people=told,
        questions=questions(shown),
        survival=part("when things happen", lambda: survival(shown), None),
        ladders=several("the ladder", lambda: ladders(shown)),
        phases=phases(shown, war),
        chains=several("the commonest chains", lambda: chains(shown, compared=bool(compared))),
        measures=part("the measures", lambda: measures(shown), None),
        comparison=beside.compared,
        off_ramps=part("off-ramps", lambda: off_ramps(given.deadlines), None),
        signposts=beside.signs,
        assumptions=part("the key assumptions", lambda: assumptions(shown), NO_ASSUMPTIONS),
        matters=beside.matters,
        record=part("the record", lambda: record(shown), None),
        changes=part("what changed", lambda: _changes(shown, runs), None),
        quantities=part("the numbers", lambda: quantities(shown), NO_QUANTITIES),
        sources=several("the sources", lambda: sources(shown)),
        brief=brief(shown, said, told, beside),
        provenance=provenance(shown, runs[1:]),
        head=head(shown, notices.told),
    )


def _changes(shown: Shown, runs: Sequence[Run]) -> Changes | None:
    """Return what changed since the first of the other runs that is as of another date."""
    before = next((run for run in runs[1:] if run.manifest.as_of != runs[0].manifest.as_of), None)
    return None if before is None else changes(Shown(before), shown)


def _people(shown: Shown, notices: Notices, war: War | None) -> tuple[People | None, Map | None]:
    """Return people and the map, which are made of the same arrays."""
    part = notices.part
    days = frames(shown)
    nobody = part("people and the map", lambda: no_arrivals(shown, days), None)
    if nobody is None:
        return None, None
    arrivals = part("single futures of arrivals", lambda: read_arrivals(shown, days), nobody)
    strained = part("how often hosts are strained", lambda: read_strain(shown), None)
    inside = part("people displaced inside", lambda: displaced_inside(shown), None)
    return (
        part("people", lambda: people(shown, arrivals, strained, inside), None),
        part("the map", lambda: world(shown, arrivals, strained, days, war), None),
    )

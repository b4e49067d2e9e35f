"""The track record: what the run said of days that it was not told, beside simple rivals."""

from collections.abc import Iterable, Mapping

from offramp.calibration.flow_scores import FlowScore, NothingToScoreError
from offramp.calibration.rivals import SPREAD
from offramp.calibration.rows import OURS, Row
from offramp.calibration.score import Score as Scored
from offramp.calibration.score import observed, score_arrays, variable
from offramp.calibration.stock_scores import StockRow
from offramp.calibration.verdict import verdict
from offramp.report.build.shown import Shown
from offramp.report.picture.base import Caption
from offramp.report.picture.trust import Record, Score
from offramp.results.summary.numbers import figure

ALL = "All hosts together"
STOCK_RIVALS = ("fixed share", "held")


def record(shown: Shown) -> Record | None:
    """Return how the run did against what was counted; None where nothing can be scored.

    Of a run of very many futures the first are scored.

    Raises:
        RunError: if a piece of the run is missing or damaged.
    """
    try:
        found = _scored(shown)
    except NothingToScoreError:
        return None
    if isinstance(found, FlowScore):
        scores = [_flow(shown, row) for row in found.rows if row.what != "hosts"]
    else:
        scores = [_stock(shown, row) for row in found.rows]
    return Record(caption=_caption(found), scores=scores) if scores else None


def _scored(shown: Shown) -> Scored:
    scenario = shown.scenario
    if not scenario.labels("hosts"):
        msg = "the scenario has no host"
        raise NothingToScoreError(msg)
    people = shown.hosts.read(variable(scenario), slice(0, shown.counted))
    return score_arrays(scenario, people, observed(scenario), rows_only=True)


def _flow(shown: Shown, row: Row) -> Score:
    what = f"{_place(shown, row.place)}, {row.horizon} days ahead"
    return _score(what, row.crps, SPREAD, row.coverage_90, row.days)


def _stock(shown: Shown, row: StockRow) -> Score:
    what = f"{_place(shown, row.place)}, {row.days} days from {shown.words(row.first)}"
    return _score(what, row.crps, STOCK_RIVALS, row.coverage_90, row.days)


def _place(shown: Shown, key: str) -> str:
    return shown.scenario.places[key].name if key else ALL


def _score(
    what: str, crps: Mapping[str, float], against: Iterable[str], inside: float | None, values: int
) -> Score:
    """Return a score beside that of the best rival."""
    rivals = {name: crps[name] for name in against if name in crps}
    best = min(rivals, key=lambda name: rivals[name], default="")
    return Score(
        what=what,
        ours=figure(crps[OURS], 3),
        baseline=figure(rivals[best], 3) if best else None,
        baseline_name=best,
        unit="person",
        better="low",
        inside=None if inside is None else round(100 * inside, 1),
        values=values,
    )


def _caption(found: Scored) -> Caption:
    if isinstance(found, FlowScore):
        rows = [row for h in found.horizons if (row := found.row("total", h)) is not None]
        title = (
            f"New arrivals, all hosts together: {verdict({r.horizon: r.skill for r in rows})}"
            if rows
            else "New arrivals beside what was counted later, host by host"
        )
        note = (
            "CRPS: distance of a forecast from what came, in people over the days; smaller is "
            "better, and for a single number it is the error. Persistence carries the last days "
            "on, decay lets them fade; the better of the two is shown. Inside: of 100 single days "
            "those in the 90 % range; honest ranges hold 90."
        )
    else:
        title = "People in hosts beside what was counted"
        note = (
            "CRPS as a mean of days, in people; smaller is better. Fixed share holds the shares "
            "of one early day and is given the true total, held keeps its people. Inside: of 100 "
            "days those in the 90 % range; honest ranges hold 90."
        )
    return Caption(
        title=title,
        note=" ".join([note, *found.notes]),
        source=f"{found.members:,} futures, and the counts that the scenario holds.",
    )

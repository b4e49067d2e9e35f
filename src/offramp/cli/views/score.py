"""A score on the screen: one sentence, then a table a horizon, then what a reader should know."""

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

from offramp.cli.screen.lines import Lines, columns, cut, prose, widest

if TYPE_CHECKING:
    from offramp.calibration.flow_scores import FlowScore
    from offramp.calibration.rows import Row
    from offramp.calibration.score import Score
    from offramp.calibration.stock_scores import StockRow, StockScore

LONGEST = 20
"""Characters of a place that are shown."""
LEGEND = (
    "CRPS: distance of a forecast from what came, in people; smaller is better, and for a single "
    "number it is the error. Skill: 1 - CRPS / that of the better of persistence and decay; above "
    "0 is better than both. In 50 %, in 90 %: share of single days inside the ranges; honest "
    "ranges hold 50 and 90 in 100."
)


def lines(score: "Score", width: int) -> Lines:
    """Return the lines of a score.

    Args:
        score: that is shown.
        width: columns in all.
    """
    from offramp.calibration.flow_scores import FlowScore

    parts = _flows(score, width) if isinstance(score, FlowScore) else _stocks(score, width)
    notes = [line for note in score.notes for line in prose(note, width, indent=0, hang=2)]
    limits = prose(score.scenario.limits, width, indent=0)
    return [*parts, "", *notes, *limits]


def told(score: "Score") -> dict[str, Any]:
    """Return a score as plain data."""
    from offramp.calibration.flow_scores import FlowScore
    from offramp.calibration.rows import plain

    scenario = score.scenario
    found: dict[str, Any] = {
        "scenario": {"id": scenario.id, "title": scenario.title},
        "as_of": str(scenario.as_of),
        "members": score.members,
        "scored": "arrivals" if isinstance(score, FlowScore) else "hosted",
        "rows": score.table(),
        "notes": list(score.notes),
        "limits": scenario.limits,
    }
    if isinstance(score, FlowScore):
        found["from"] = str(score.date(score.first))
        found["sentence"] = sentence(score)
        found["splits"] = [
            {name: plain(value) for name, value in split.__dict__.items()} for split in score.splits
        ]
    return found


def sentence(score: "FlowScore") -> str:
    """Return in plain words how the run did on the total and host by host."""
    from offramp.calibration.verdict import verdict

    parts = []
    for what, words in (("total", "All hosts together"), ("hosts", "Host by host")):
        rows = [row for h in score.horizons if (row := score.row(what, h)) is not None]
        if rows:
            parts.append(f"{words}: {verdict({row.horizon: row.skill for row in rows})}.")
    if not parts:
        parts.append("No host is counted daily, so there is no total to compare.")
    return " ".join(parts)


def _flows(score: "FlowScore", width: int) -> Lines:
    from offramp.results.words import day_words

    began = day_words(score.date(score.first - 1))
    head = f"{score.scenario.title}: new arrivals after {began}, {score.members:,} futures"
    found = [*prose(head, width, indent=0), *prose(sentence(score), width, indent=0), ""]
    for horizon in score.horizons:
        found += [*_horizon(score, horizon, width), ""]
    return [*found, *prose(LEGEND, width, indent=0)]


def _horizon(score: "FlowScore", horizon: int, width: int) -> Lines:
    """Return the table of one horizon, and what is said of all its hosts."""
    from offramp.results.words import day_words

    rows = [row for row in score.rows if row.horizon == horizon]
    days = max(row.days for row in rows)
    until = day_words(score.date(score.first + horizon - 1))
    left = f" ({days} of them counted)" if days < horizon else ""
    title = f"{horizon} days ahead, to {until}{left}; people and CRPS in thousands"
    head = ["", "seen", "median (90 %)", "CRPS", "persist.", "decay", "skill", "in 50 %", "in 90 %"]
    table = _table(head, [_cells(score, row) for row in rows], width)
    found = [*prose(title, width, indent=0), *table]
    hosts = score.row("hosts", horizon)
    split = next((one for one in score.splits if one.horizon == horizon), None)
    if hosts is not None and split is not None:
        found += prose(
            f"Hosts day by day: ARD {_ratio(hosts.ard)}, MASE {_ratio(hosts.mase)} (single "
            f"futures {_ratio(hosts.mase_member)}). Split given the total: ARD "
            f"{_ratio(split.ard['run'])}, fixed share {_ratio(split.ard['fixed share'])}.",
            width,
            indent=2,
        )
    return found


def _table(head: list[str], rows: list[list[str]], width: int) -> Lines:
    """Return the table; without the ranges where they do not fit."""
    flush = [False] + [True] * (len(head) - 1)
    found = columns([head, *rows], flush, indent=2)
    if widest(found) <= width:
        return found
    short = [[cell for at, cell in enumerate(row) if at != _RANGE] for row in [head, *rows]]
    return columns(short, flush[:-1], indent=2)


_RANGE = 2
"""The column of the median and its range."""


def _cells(score: "FlowScore", row: "Row") -> list[str]:
    names = {"total": "All hosts", "hosts": "Hosts, added up"}
    name = names.get(row.what) or cut(score.scenario.places[row.place].name, LONGEST)
    fan = ""
    if row.fan is not None:
        low, high = thousands(row.fan["q05"]), thousands(row.fan["q95"])
        fan = f"{thousands(row.fan['q50'])} ({low}-{high})" + ("" if row.inside_90 else "!")
    rivals = [thousands(row.crps[name]) if name in row.crps else "-" for name in _RIVALS]
    skill = "-" if row.best is None else f"{row.best:+.2f}" if row.best > -9.995 else "<-10"
    seen, own = thousands(row.observed), thousands(row.crps["run"])
    return [name, seen, fan, own, *rivals, skill, _share(row.coverage_50), _share(row.coverage_90)]


_RIVALS = ("persistence", "decay")


def _stocks(score: "StockScore", width: int) -> Lines:
    head = f"{score.scenario.title}: people in hosts, {score.members:,} futures"
    found = prose(head, width, indent=0)
    later = next((row for row in score.all_hosts() if "fixed share" in row.crps), None)
    if later is not None and later.ard is not None:
        found += prose(_beside(later.ard), width, indent=0)
    for hosts in score.all_hosts():
        rows = [row for row in score.rows if row.first == hosts.first]
        found += ["", *_period(score, hosts, rows, width)]
    legend = (
        "ARD: averaged relative difference of the mean over futures, as Flee computes it; "
        "rescaled: with the true total, so of the split alone. CRPS as a mean of days, in people; "
        "of the rivals, which have no range, the absolute error."
    )
    return [*found, "", *prose(legend, width, indent=0)]


def _beside(errors: dict[str, float]) -> str:
    """Say how the split did beside the simplest one."""
    from offramp.calibration.verdict import word

    own, rival = errors["run rescaled"], errors["fixed share"]
    beside = word(1 - own / rival) if rival else "worse than"
    return (
        f"Split given the total, after day 7: {beside} the shares of day 7 held (ARD {own:.3f} "
        f"against {rival:.3f}); people as the run has them: ARD {errors['run']:.3f}."
    )


def _period(
    score: "StockScore", hosts: "StockRow", rows: "Sequence[StockRow]", width: int
) -> Lines:
    """Return the table of one period."""
    from offramp.results.words import day_words

    title = f"From {day_words(score.date(hosts.first))} on, {hosts.days} days; people in thousands"
    rivals = [name for name in ("fixed share", "held") if name in hosts.crps]
    table = [["", "seen, mean", "CRPS", *rivals, "in 50 %", "in 90 %"]]
    for row in rows:
        name = cut(score.scenario.places[row.place].name, LONGEST) if row.place else "All hosts"
        numbers = [thousands(row.crps[key]) for key in ("run", *rivals)]
        shares = [_share(row.coverage_50), _share(row.coverage_90)]
        table.append([name, thousands(row.observed), *numbers, *shares])
    found = [title, *columns(table, [False] + [True] * (len(table[0]) - 1), indent=2)]
    errors = [f"{name} {_ratio(value)}" for name, value in (hosts.ard or {}).items()]
    scaled = [f"over {name} {_ratio(value)}" for name, value in (hosts.mase or {}).items()]
    found += prose(f"ARD: {', '.join(errors)}.", width, indent=2)
    if scaled:
        text = ", ".join(scaled).replace("over ratio", "as Flee's MASE7-ratio")
        found += prose(f"MASE: {text}.", width, indent=2)
    return found


def thousands(number: float) -> str:
    """Return people in thousands, with three figures at most.

    >>> [thousands(n) for n in (1_287_311, 46_234, 4_620, 87, 0)]
    ['1,287', '46.2', '4.62', '0.09', '0']
    """
    if number == 0:
        return "0"
    size = number / 1000
    return f"{size:,.0f}" if size >= 100 else f"{size:.1f}" if size >= 10 else f"{size:.2f}"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def _ratio(value: float | None) -> str:
    return "-" if value is None or isnan(value) else f"{value:.3g}"

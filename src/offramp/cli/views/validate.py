"""A scenario's forecasts as of several dates on the screen: means first, then date by date."""

from typing import TYPE_CHECKING, Any

from offramp.cli.screen.lines import Lines, columns, prose
from offramp.cli.views.score import LEGEND, sentence, thousands
from offramp.cli.views.score import lines as of_run
from offramp.cli.views.score import told as told_of

if TYPE_CHECKING:
    from datetime import date

    from offramp.calibration.flow_scores import FlowScore
    from offramp.calibration.hindcast import Hindcast, Over
    from offramp.calibration.rows import Row

NAMES = {"total": "All hosts", "hosts": "Hosts, added up"}


def lines(found: "Hindcast", width: int) -> Lines:
    """Return the lines of a validation.

    Args:
        found: that is shown.
        width: columns in all.
    """
    from offramp.calibration.flow_scores import FlowScore

    scores = list(found.scores.values())
    flows = {day: one for day, one in found.scores.items() if isinstance(one, FlowScore)}
    if len(scores) == 1 or not flows:
        return [line for score in scores for line in [*of_run(score, width), ""]]
    first = scores[0]
    dates = ", ".join(_short(day) for day in flows)
    head = (
        f"{first.scenario.title}: new arrivals forecast as of {len(flows)} dates ({dates}), "
        f"{first.members:,} futures each"
    )
    notes = dict.fromkeys(note for score in scores for note in score.notes)
    return [
        *prose(head, width, indent=0),
        *prose(overall(found), width, indent=0),
        "",
        "Mean over dates; CRPS in thousands of people",
        *_table([_mean_cells(one) for one in found.over()], "won"),
        "",
        "Date by date, all hosts; CRPS in thousands of people",
        *_table([_cells(day, row) for day, one in flows.items() for row in _totals(one)], "seen"),
        "",
        *prose(f"{LEGEND} Won: dates on which the run was better than both.", width, indent=0),
        "",
        *(line for note in notes for line in prose(note, width, indent=0, hang=2)),
        *prose(first.scenario.limits, width, indent=0),
    ]


def told(found: "Hindcast", members: int, seed: int) -> dict[str, Any]:
    """Return a validation as plain data."""
    first = next(iter(found.scores.values()))
    return {
        "scenario": {"id": first.scenario.id, "title": first.scenario.title},
        "members": members,
        "seed": seed,
        "sentence": overall(found),
        "over_dates": [one.to_dict() for one in found.over()],
        "dates": {str(day): told_of(score) for day, score in found.scores.items()},
    }


def overall(found: "Hindcast") -> str:
    """Return in plain words how the forecasts did on average over dates."""
    from offramp.calibration.flow_scores import FlowScore
    from offramp.calibration.verdict import verdict
    from offramp.results.words import joined

    only = next(iter(found.scores.values()))
    if len(found.scores) == 1:
        return sentence(only) if isinstance(only, FlowScore) else ""
    parts = []
    for what, words in (("total", "All hosts together"), ("hosts", "Host by host")):
        over = [one for one in found.over() if one.what == what]
        if over:
            said = verdict({one.horizon: one.skill for one in over})
            won = joined([f"{one.won} of {one.dates}" for one in over])
            parts.append(f"{words}, on average: {said} (better than both on {won} dates).")
    return " ".join(parts)


def _totals(score: "FlowScore") -> "list[Row]":
    return [row for row in score.rows if row.what == "total"]


def _table(rows: list[list[str]], third: str) -> Lines:
    head = ["", "days", third, "CRPS", "persist.", "decay", "skill", "in 50 %", "in 90 %"]
    return columns([head, *rows], [False] + [True] * 8, indent=2)


def _mean_cells(one: "Over") -> list[str]:
    skill = min(one.skill.values(), default=0.0)
    won = f"{one.won} of {one.dates}"
    shares = [f"{100 * share:.0f} %" for share in (one.coverage_50, one.coverage_90)]
    return [NAMES[one.what], str(one.horizon), won, *_crps(one.crps), f"{skill:+.2f}", *shares]


def _cells(as_of: "date", row: "Row") -> list[str]:
    skill = "-" if row.best is None else f"{row.best:+.2f}"
    shares = [
        "-" if share is None else f"{100 * share:.0f} %"
        for share in (row.coverage_50, row.coverage_90)
    ]
    name, seen = f"As of {_short(as_of)}", thousands(row.observed)
    return [name, str(row.horizon), seen, *_crps(row.crps), skill, *shares]


def _crps(crps: dict[str, float]) -> list[str]:
    names = ("run", "persistence", "decay")
    return [thousands(crps[name]) if name in crps else "-" for name in names]


def _short(day: "date") -> str:
    return f"{day.day} {day:%b}"

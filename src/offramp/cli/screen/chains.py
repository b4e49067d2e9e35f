"""Part 4: the commonest chain of each kind, in short words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from offramp.cli.screen.lines import Lines, prose

if TYPE_CHECKING:
    from offramp.model.scenario import Scenario

MOST = 7
"""Steps that are told; of a longer chain the middle is left out."""
_STAGES = {
    "proposed": "proposed",
    "adopted": "adopted",
    "rejected": "rejected",
    "in_force": "in force",
    "ended": "ended",
}


def chains(summary: Mapping[str, Any], scenario: "Scenario", width: int) -> Lines:
    """Return the lines of part 4.

    Args:
        summary: of a run.
        scenario: of the run.
        width: columns in all.
    """
    lines: Lines = []
    for kind in ("observed", "hypothesised"):
        found = summary["chains"][kind]
        if not found:
            lines += prose(f"{kind.capitalize()}: none.", width)
            continue
        often = _often(found[0])
        told = " -> ".join(short_steps(scenario, found[0]["steps"]))
        lead = "History, its causes so named in" if kind == "observed" else "Hypothesised, in"
        lines += prose(f"{lead} {often}: {told}.", width, hang=2)
    return lines


def _often(chain: Mapping[str, Any]) -> str:
    from offramp.cli.screen.people import of_100

    if "in_100" not in chain:
        return "how often is not known, since nobody has seen its like"
    return f"{of_100(chain['in_100'])} in 100 futures"


def short_steps(scenario: "Scenario", steps: list[dict[str, str]]) -> list[str]:
    """Return the steps of a chain in short words; only the last stage of a measure is told."""
    last = [
        step
        for step, after in zip(steps, [*steps[1:], None], strict=True)
        if after is None or step["item"] != after["item"]
    ]
    told = [_short(scenario, step) for step in last]
    told = [one for one, before in zip(told, ["", *told], strict=False) if one != before]
    if len(told) > MOST:
        half = MOST // 2
        told = [*told[:half], f"({len(told) - 2 * half} more)", *told[-half:]]
    return told


def _short(scenario: "Scenario", step: Mapping[str, str]) -> str:
    """Return one step in a few words."""
    from offramp.results import labels

    kind, item = step["kind"], step["item"]
    section = {"observed": "events", "incident": "contacts", "lethal": "contacts"}
    if kind in _STAGES:
        return f"{labels.label(scenario, 'measures', item)} {_STAGES[kind]}"
    if kind == "phase":
        return f"fighting in {labels.place(scenario, step['place'])}"
    if kind == "threshold":
        found = scenario.thresholds.get(item)
        return (found.text or found.label or item).rstrip(".") if found else item
    if kind in {"crossed", "answered", "unanswered"}:
        line = f"red line “{labels.label(scenario, 'red_lines', item)}” {kind}"
        answer = labels.label(scenario, "measures", step["target"])
        return f"{line} by {answer}" if kind == "answered" else line
    if kind.startswith("rung"):
        rung = labels.label(scenario, "ladder", f"rungs.{item}")
        way = "up" if kind == "rung_up" else "down"
        return f"{way} the ladder to {rung}"
    if kind == "outcome":
        cases = scenario.outcomes[item].cases
        return next((case.label for case in cases if case.id == step["target"]), item)
    name = labels.label(scenario, section.get(kind, "provisions"), item)
    killed = " with people killed" if kind == "lethal" else ""
    return f"{name}{killed}".replace("_", " ")

"""What an event says, as a clause for people."""

from collections.abc import Callable
from dataclasses import dataclass

from offramp.model.contact import INTENTS
from offramp.model.scenario import Scenario
from offramp.results import labels
from offramp.results.words import joined, plain


@dataclass(frozen=True)
class Happening:
    """One event with its words."""

    member: int
    event: int
    day: int
    kind: str
    item: str
    actor: str
    target: str
    place: str
    magnitude: float
    rule: str
    where: str
    """`file:line` of the rule."""
    inputs: tuple[tuple[str, float], ...]


def clause(scenario: Scenario, it: Happening) -> str:
    """Return what happened, as a clause without a full stop."""
    if it.rule.startswith("events."):
        record = scenario.events.get(it.rule.removeprefix("events."))
        if record is not None:
            return record.text.rstrip(". ")
    tell = _CLAUSES.get(it.kind)
    if tell is None:
        return f"{it.kind.replace('_', ' ')}: {it.item}"
    return tell(scenario, it)


def _measure(scenario: Scenario, it: Happening) -> str:
    return f"“{labels.label(scenario, 'measures', it.item)}”"


def _proposed(scenario: Scenario, it: Happening) -> str:
    if it.rule.startswith("orders."):
        who = labels.actor(scenario, it.actor)
        return f"this analysis orders that {_measure(scenario, it)} is proposed to {who}"
    return f"{labels.actor(scenario, it.actor)} proposed {_measure(scenario, it)}"


def _adopted(scenario: Scenario, it: Happening) -> str:
    who = labels.actor(scenario, it.actor)
    if it.rule.startswith("procedures."):
        votes = f", {_votes(scenario, it)}" if it.inputs else ""
        return f"{who} adopted {_measure(scenario, it)}{votes}"
    if it.rule.startswith("orders."):
        return f"this analysis orders that {who} adopts {_measure(scenario, it)}"
    return f"{who} decided on {_measure(scenario, it)}"


def _decided(scenario: Scenario, it: Happening) -> str:
    votes = f", {_votes(scenario, it)}" if it.rule.startswith("procedures.") and it.inputs else ""
    what = f"{labels.actor(scenario, it.actor)} decided on {_measure(scenario, it)}{votes}"
    return f"{what}, with authorisation at home still out"


def _shelved(scenario: Scenario, it: Happening) -> str:
    return f"{_measure(scenario, it)} was shelved: what it needed no longer held"


def _rejected(scenario: Scenario, it: Happening) -> str:
    who = labels.actor(scenario, it.actor)
    votes = f", {_votes(scenario, it)}" if it.rule.startswith("procedures.") else ""
    return f"{who} rejected {_measure(scenario, it)}{votes}"


def _votes(scenario: Scenario, it: Happening) -> str:
    """Return who was for and who was against, from each named member's margin."""
    ayes = [labels.actor(scenario, name) for name, margin in it.inputs if margin > 0]
    noes = [labels.actor(scenario, name) for name, margin in it.inputs if not margin > 0]
    total = len(it.inputs)
    if not noes:
        return f"with all {total} named members for it" if total > 1 else "with no objection"
    few = noes if len(noes) <= len(ayes) or not ayes else ayes
    side = "against" if few is noes else "for"
    return f"with {len(ayes)} of {total} named members for it ({joined(few)} {side})"


def _in_force(scenario: Scenario, it: Happening) -> str:
    if it.rule.startswith("orders."):
        return f"this analysis puts {_measure(scenario, it)} in force"
    return f"{_measure(scenario, it)} came into force ({labels.actor(scenario, it.actor)})"


def _began(scenario: Scenario, it: Happening) -> str:
    found = scenario.influences.get(it.item)
    return (found.text or found.label or it.item).rstrip(". ") if found else it.item


def _ended(scenario: Scenario, it: Happening) -> str:
    if it.item in scenario.influences:
        return f"“{labels.label(scenario, 'influences', it.item)}” was over"
    return f"{_measure(scenario, it)} ended"


def _threshold(scenario: Scenario, it: Happening) -> str:
    found = scenario.thresholds.get(it.item)
    if found is None:
        return it.item
    return labels.named(scenario, found, (found.text or found.label or it.item).rstrip(". "))


def _crossed(scenario: Scenario, it: Happening) -> str:
    line = labels.label(scenario, "red_lines", it.item)
    return f"a red line of {labels.actor(scenario, it.target)} was crossed: “{line}”"


def _answered(scenario: Scenario, it: Happening) -> str:
    line = labels.label(scenario, "red_lines", it.item)
    answer = labels.label(scenario, "measures", it.target)
    who = labels.actor(scenario, it.actor)
    return f"{who} answered the crossing of “{line}” with “{answer}”"


def _unanswered(scenario: Scenario, it: Happening) -> str:
    line = labels.label(scenario, "red_lines", it.item)
    return f"{labels.actor(scenario, it.actor)} left the crossing of “{line}” unanswered"


def _incident(scenario: Scenario, it: Happening) -> str:
    intent = next((name for name, _ in it.inputs if name in INTENTS), "")
    what = f"{intent} incident".strip()
    article = "an" if what[0] in "aeiou" else "a"
    deadly = "that killed somebody " if it.kind == "lethal" else "in which nobody was killed "
    between = f"{labels.actor(scenario, it.actor)} and {labels.actor(scenario, it.target)}"
    where = f" at {labels.place(scenario, it.place)}" if it.place else ""
    way = labels.label(scenario, "contacts", it.item)
    return f"{article} {what} {deadly}between {between}{where}: “{way}”"


def _finding(scenario: Scenario, it: Happening) -> str:
    provision = scenario.provisions.get(it.item)
    if provision is None:
        return f"{it.item} was found {it.target}"
    treaty = scenario.treaties.get(provision.treaty)
    title = treaty.title if treaty else provision.treaty
    found = f"what {provision.article} of the {title} asks for was found {it.target}"
    if it.target != "contested" or not it.inputs:
        return found
    holding = [labels.number(scenario, name) for name, value in it.inputs if value]
    if not holding:
        return f"{found}, and none of the disputed readings holds in this future"
    hold = "holds" if len(holding) == 1 else "hold"
    return f"{found}, and {joined(holding)} {hold} in this future"


def _rung(scenario: Scenario, it: Happening) -> str:
    rung = scenario.ladder.rungs.get(it.item)
    name = rung.label or it.item if rung else it.item
    move = "climbed to" if it.kind == "rung_up" else "came down to"
    pair = f"{labels.actor(scenario, it.actor)} and {labels.actor(scenario, it.target)}"
    return f"{pair} {move} the rung “{name}”"


def _phase(scenario: Scenario, it: Happening) -> str:
    where = labels.place(scenario, it.place)
    way = {"open": "open", "partly_closed": "partly closed", "besieged": "closed by siege"}
    level = f"at {plain(it.magnitude)} on a scale to 1"
    return f"fighting in {where} stood {level}, with the way out {way.get(it.item, it.item)}"


def _siege(scenario: Scenario, it: Happening) -> str:
    way = {1.0: "open", 0.5: "partly closed", 0.0: "closed by siege"}.get(it.magnitude)
    move = "was closing in on" if it.kind == "siege" else "loosened around"
    left = f", with the way out now {way}" if way else ""
    return f"the siege {move} {labels.place(scenario, it.place)}{left}"


def _observed(_: Scenario, it: Happening) -> str:
    return it.item


def _outcome(scenario: Scenario, it: Happening) -> str:
    outcome = scenario.outcomes.get(it.item)
    if outcome is None:
        return f"{it.item}: {it.target}"
    case = next((case.label for case in outcome.cases if case.id == it.target), it.target)
    return f"this future answers “{outcome.label or it.item}” with “{case}”"


_CLAUSES: dict[str, Callable[[Scenario, Happening], str]] = {
    "observed": _observed,
    "phase": _phase,
    "siege": _siege,
    "relief": _siege,
    "proposed": _proposed,
    "decided": _decided,
    "adopted": _adopted,
    "shelved": _shelved,
    "rejected": _rejected,
    "in_force": _in_force,
    "began": _began,
    "ended": _ended,
    "threshold": _threshold,
    "crossed": _crossed,
    "answered": _answered,
    "unanswered": _unanswered,
    "incident": _incident,
    "lethal": _incident,
    "finding": _finding,
    "rung_up": _rung,
    "rung_down": _rung,
    "outcome": _outcome,
}

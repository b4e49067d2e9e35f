"""How something came about: a chain of causes in plain sentences, each with rule and source."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from offramp.model.problems import did_you_mean
from offramp.model.signal import Case
from offramp.results.chains import Chain, Kind, chain_ends, commonest_chains, ranked
from offramp.results.data import RunData
from offramp.results.errors import RunError
from offramp.results.past import Past
from offramp.results.telling import Told, tell
from offramp.results.trails import find_trails
from offramp.results.words import in_100


@dataclass(frozen=True)
class Account:
    """One chain in plain sentences."""

    title: str
    """What it is, and how common."""
    member: int | None
    """The future it is told from; None where no future has such a chain."""
    steps: tuple[Told, ...]
    """First to last."""

    def __str__(self) -> str:
        numbered = [f"{n}. {step}" for n, step in enumerate(self.steps, start=1)]
        told = [f"As told by future {self.member}:", *numbered] if self.steps else []
        return "\n".join([self.title, *told])

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "title": self.title,
            "member": self.member,
            "steps": [step.to_dict() for step in self.steps],
        }


@dataclass(frozen=True)
class Explanation:
    """One or several chains; as text, it is ready to be read."""

    accounts: tuple[Account, ...]

    def __str__(self) -> str:
        return "\n\n".join(str(account) for account in self.accounts)

    def __repr__(self) -> str:
        return str(self)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"chains": [account.to_dict() for account in self.accounts]}


_TITLES = {
    "observed": "The commonest observed chain (history, by the causes that the model names)",
    "hypothesised": "The commonest hypothesised chain (about three things or more)",
}


def explain(
    data: RunData,
    outcome: str | None = None,
    *,
    member: int | None = None,
    event: int | None = None,
) -> Explanation:
    """Say how something came about; see `Run.explain`.

    Raises:
        RunError: if there is no such outcome, member or event.
    """
    if event is not None and member is None:
        msg = f"event {event} of which future? give its member too"
        raise RunError(msg)
    if member is not None:
        return Explanation((_of_member(data, member, event, outcome),))
    if outcome is not None:
        return Explanation((_of_outcome(data, outcome),))
    trails = find_trails(*data.coded)
    kinds: tuple[Kind, ...] = ("observed", "hypothesised")
    accounts = []
    for kind in kinds:
        chains = commonest_chains(data, kind, most=1, trails=trails)
        title = _TITLES[kind]
        accounts.append(_account(data, title, chains[0] if chains else None))
    return Explanation(tuple(accounts))


def _account(data: RunData, title: str, chain: Chain | None) -> Account:
    if chain is None:
        return Account(f"{title}: there is none in this run.", None, ())
    often = (
        "how often it comes is given as a range only, since nobody has seen its like"
        if chain.unseen
        else f"in {in_100(chain.count, chain.futures)} futures, given these assumptions"
    )
    past = Past(data, chain.member)
    path = past.main_path(chain.event)
    return Account(f"{title}: {often}.", chain.member, tell(data.scenario, past, path))


def _of_member(data: RunData, member: int, event: int | None, outcome: str | None) -> Account:
    past = Past(data, member)
    if event is None:
        event = past.last_decisive(outcome)
    path = past.main_path(event)
    return Account(f"Future {member}, event {event}.", member, tell(data.scenario, past, path))


def _of_outcome(data: RunData, name: str) -> Account:
    """Tell the commonest chain that ends in an answer to a question, or in events about an item."""
    events, words = data.coded
    code = {word: number for number, word in enumerate(words)}
    cases = [
        (question, case)
        for question, outcome in data.scenario.outcomes.items()
        for case in outcome.cases
        if name in (case.id, f"{question}.{case.id}") or (name == question and not case.otherwise)
    ]
    if cases:
        rows = np.zeros(len(events), bool)
        for question, case in cases:
            about = (events.item == code.get(question, -1)) & (
                events.target == code.get(case.id, -1)
            )
            rows |= about & (events.kind == code.get("outcome", -1))
    else:
        _check(data, name, words)
        ends = chain_ends(data, "hypothesised")
        rows = np.zeros(len(events), bool)
        rows[ends] = events.item[ends] == code[name]
        if not rows.any():
            rows = events.item == code[name]
        title = f"The commonest way to `{name}`"
    chains = ranked(data, find_trails(events, words), np.flatnonzero(rows), most=1)
    if cases:
        title = _question(data, cases, chains)
    return _account(data, title, chains[0] if chains else None)


def _question(data: RunData, cases: list[tuple[str, Case]], chains: list[Chain]) -> str:
    """Return the title of a way to an answer: that of the chain found, or the first asked for."""
    last = chains[0].steps[-1] if chains else None
    answers = [(q, c) for q, c in cases if last is None or (q, c.id) == (last.item, last.target)]
    question, case = answers[0]
    asked = data.scenario.outcomes[question].label or question
    return f"The commonest way to “{case.label}” ({asked})"


def _check(data: RunData, name: str, words: list[str]) -> None:
    """Raise an error if no event is about an item of that name."""
    events, _ = data.coded
    about = sorted({words[item] for item in np.unique(events.item)})
    if name in about:
        return
    scenario = data.scenario
    if name in scenario.signals() or name in scenario.ladder.rungs:
        msg = f"no future of this run has an event about `{name}`"
        raise RunError(msg)
    known = [*scenario.outcomes, *about]
    known += [case.id for outcome in scenario.outcomes.values() for case in outcome.cases]
    hint = did_you_mean(name, known) or f"the outcomes are {', '.join(scenario.outcomes)}"
    msg = f"nothing in this run is called `{name}`: {hint}"
    raise RunError(msg)

"""Examples of provisions: cases with the answers that a lawyer expects, gone through one by one.

A library of law can be tested in a line:

    from offramp.reading.examples import run_examples

    def test_every_example_holds(scenario):
        assert not [str(case) for case in run_examples(scenario) if not case.holds]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from offramp.model.law import Example, Verdict
from offramp.model.law_rules import rules_on
from offramp.model.scenario import Scenario
from offramp.reading.examples.facts import Facts
from offramp.reading.examples.judge import (
    judge_action,
    judge_provision,
    readings_of,
    readings_on,
)

__all__ = ["Case", "readings_behind", "run_example", "run_examples"]

OF_ACTIONS = frozenset({"permitted", "prohibited", "silent"})
"""Answers that only an action can have."""
OF_PROVISIONS = frozenset({"met", "not met"})
"""Answers that only a provision can have."""


@dataclass(frozen=True)
class Case:
    """One example with its answer."""

    provision: str
    """Id of the provision."""
    example: str
    """Id of the example."""
    says: str
    """The case in one sentence."""
    expected: Verdict
    found: Verdict
    why: str
    """Why it comes to what was found."""

    @property
    def path(self) -> str:
        """Its dotted path."""
        return f"provisions.{self.provision}.examples.{self.example}"

    @property
    def holds(self) -> bool:
        """Whether what was found is what was expected."""
        return self.expected == self.found

    def __str__(self) -> str:
        return f"“{self.says}” is {self.found}, not {self.expected}: {self.why}"


def run_examples(scenario: Scenario) -> Iterator[Case]:
    """Yield every example of a scenario with its answer; none of provisions that are off.

    Raises:
        ValueError: If a day of an example is none.
        TypeError: If a value of an example cannot be what its name stands for.
    """
    for key, provision in scenario.provisions.items():
        if not provision.disabled:
            for name in provision.examples:
                yield run_example(scenario, key, name)


def run_example(scenario: Scenario, provision: str, name: str) -> Case:
    """Return one example with its answer; see `run_examples`.

    Raises:
        KeyError: If there is no such example.
    """
    example = scenario.provisions[provision].examples[name]
    facts = Facts.of(scenario, example)
    answer = judge_action(facts) if _of_action(example) else judge_provision(facts, provision)
    return Case(provision, name, example.says, example.expected, answer.verdict, answer.why)


def readings_behind(scenario: Scenario, provision: str, name: str) -> list[str]:
    """Return the readings that an example leaves open and that its answer may hang on.

    Raises:
        KeyError: If there is no such example.
    """
    example = scenario.provisions[provision].examples[name]
    facts = Facts.of(scenario, example)
    if facts.reading is not None:
        return []
    if not _of_action(example):
        return readings_of(scenario.provisions[provision])
    return readings_on(
        facts, rules_on(scenario, facts.action, facts.by, facts.on, facts.relying_on)
    )


def _of_action(example: Example) -> bool:
    return example.expected not in OF_PROVISIONS and bool(example.given.get("action"))

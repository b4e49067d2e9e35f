"""Names are clear: one signal has each, and an expression can hold it."""

import re
from collections.abc import Iterator

from offramp.model.expression_language import FUNCTIONS
from offramp.model.names import SIGNALS, TESTS
from offramp.model.problems import Problem
from offramp.model.scenario import LETHAL
from offramp.model.scenario import SIGNALS as SIGNAL_SECTIONS
from offramp.model.variables import BY_NAME
from offramp.reading.checks.bench import Bench

NAMED = (*SIGNAL_SECTIONS, "quantities", "stocks", "actors", "ladder.dyads")
"""Sections whose ids expressions name."""

DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
"""What an expression can hold as a name."""

TAKEN = {"day", "self", "it", "wait", *FUNCTIONS, *SIGNALS, *TESTS}
"""Words that mean something else in expressions or in results."""


def shared_signals(bench: Bench) -> Iterator[Problem]:
    """No two signals have the same name, whatever their sections."""
    seen: dict[str, str] = {}
    for section in SIGNAL_SECTIONS:
        for key in bench.items(section):
            names = (key, f"{key}.{LETHAL}") if section == "contacts" else (key,)
            for name in names:
                if name in seen:
                    message = f'"{name}" is also the id of one of the {seen[name]}'
                    hint = "rename one: what may happen shares one space of names"
                    yield bench.at_key("duplicate-signal", f"{section}.{key}", message, hint)
                else:
                    seen[name] = section.replace("_", " ")


def unfit_names(bench: Bench) -> Iterator[Problem]:
    """Ids that expressions name are words with letters, digits and underscores, joined by dots."""
    for section in (*NAMED, "places"):
        for key, item in bench.items(section).items():
            if section == "places" and item.kind == "crossing":
                continue
            if not DOTTED.fullmatch(key):
                message = f'"{key}" cannot be named in an expression'
                hint = "use letters, digits and _, beginning with a letter; dots join several words"
                yield bench.at_key("unfit-name", f"{section}.{key}", message, hint)


def taken_names(bench: Bench) -> Iterator[Problem]:
    """Ids are not words that mean something else in an expression."""
    for section in NAMED:
        for key in bench.items(section):
            if key in TAKEN or key.partition(".")[0] in {*SIGNALS, *TESTS}:
                message = f'"{key}" means something else in expressions'
                yield bench.at_key("taken-name", f"{section}.{key}", message, "rename it")
    for key in bench.scenario.quantities:
        if key.partition(".")[0] in BY_NAME:
            message = f'"{key}" is a state variable, and cannot be a quantity as well'
            yield bench.at_key("taken-name", f"quantities.{key}", message, "rename it")

"""Which items of a scenario played a part in a run."""

from collections.abc import Callable, Iterator

from offramp.model.named import named
from offramp.model.scenario import LETHAL, Scenario
from offramp.results.data import RunData
from offramp.results.uses import Use, items

STANDING = frozenset(
    {"places", "routes", "series", "stocks", "ladder", "outcomes", "indicators", "quantities"}
)
"""Sections whose items always act, without an event that says so."""
UNREAD = frozenset({"rows", "on"})
"""Fields that name no quantity that an item reads: an effect acts on one."""


def played(data: RunData) -> Callable[[Use], bool]:
    """Return a test of whether what rests on a source played a part in a run.

    A number did unless everything that names it is switched off. A rule or a record did if it
    fired: an event has it as its rule or is about it. With a measure come the procedures that
    decided on it and the provisions that speak of it; with a provision its treaty; with any item
    the mechanisms that it carries, and with these their links.
    """
    scenario = data.scenario
    idle = _idle(scenario)
    fired = _fired(data)
    fired |= set(_along(scenario, fired))
    fired |= {
        f"mechanisms.{key}"
        for key, mechanism in scenario.mechanisms.items()
        if any(_carries(path, fired, idle) for path in mechanism.items)
    }
    fired |= {
        f"links.{key}"
        for key, link in scenario.links.items()
        if any(f"mechanisms.{name}" in fired for name in link.mechanisms)
    }

    def test(use: Use) -> bool:
        if use.sort == "number":
            return use.item not in idle
        return use.section in STANDING or use.item in fired

    return test


def _fired(data: RunData) -> set[str]:
    """Return the paths of items that events of a run name as their rule, or are about."""
    signals = data.scenario.signals()
    known = {path for path, _ in items(data.scenario)}
    found = set()
    for rule in data.parts.words("rule"):
        path = rule
        while path and path not in known:
            path = path.rpartition(".")[0]
        found.add(path)
    for name in data.parts.words("item"):
        section = signals.get(name, "measures")
        found.add(f"{section}.{name.removesuffix(f'.{LETHAL}')}")
    for column in ("actor", "target"):
        found |= {f"actors.{actor}" for actor in data.parts.words(column)}
    return found & known


def _along(scenario: Scenario, fired: set[str]) -> Iterator[str]:
    """Yield what goes with items that fired: procedures, provisions, treaties."""
    provisions = {path.partition(".")[2] for path in fired if path.startswith("provisions.")}
    for key, measure in scenario.measures.items():
        if f"measures.{key}" not in fired:
            continue
        yield from (f"procedures.{name}" for name in (measure.procedure, measure.authorisation))
        provisions.add(measure.provision)
        if measure.action:
            provisions |= {n for n, p in scenario.provisions.items() if measure.action in p.actions}
    for name in provisions:
        if name in scenario.provisions:
            yield f"provisions.{name}"
            yield f"treaties.{scenario.provisions[name].treaty}"


def _carries(path: str, fired: set[str], idle: set[str]) -> bool:
    """Return whether an item that carries a mechanism played a part."""
    if path.startswith("quantities."):
        return path not in idle
    return path in fired or path == "ladder" or path.startswith("ladder.")


def _idle(scenario: Scenario) -> set[str]:
    """Return the paths of the quantities that only items which are switched off read."""
    from offramp.processes import PROCESSES

    running = [PROCESSES[name] for name in scenario.order if name in PROCESSES]
    read = {name for process in running for name in process.quantities}
    off = set[str]()
    for section in Scenario.model_fields:
        held = getattr(scenario, section)
        for item in held.values() if isinstance(held, dict) else (held,):
            words = set(named(item, UNREAD))
            words |= {word.rpartition(".")[0] for word in words}
            if getattr(item, "disabled", False):
                off |= words
            else:
                read |= words
    return {f"quantities.{key}" for key in scenario.quantities if key in off - read}
